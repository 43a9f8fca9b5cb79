extension Separation.Trait {
  /// The traits that each vantage has by itself; `time` compares them.
  public static let own = allCases.filter { $0 != .time }

  /// What the vantage of a recording has; `nil`: nobody knows.
  public func value(of recording: Recording) -> String? {
    let vantage = recording.vantage
    let place = vantage.place
    return switch self {
    case .kind: vantage.kind.rawValue
    case .networkMode: place?[.networkMode]
    case .nodePool: place?[.nodePool]
    case .subnet: place?[.subnet]
    case .zone: place?[.zone]
    case .nodeImage: place?[.nodeImage]
    case .operatingSystem: place?[.operatingSystem]
    case .kernel: place?[.kernel]
    case .nameservers: vantage.nameservers.isEmpty ? "none" : vantage.nameservers.listed(\.shortDescription)
    case .search:
      vantage.search.map { "\($0.domains.listed(\.text)), ndots \($0.ndots)" } ?? "none"
    case .proxy: vantage.proxy?.hostAndPort ?? "none"
    case .proxyExceptions: vantage.proxy.map { $0.exceptions.isEmpty ? "none" : $0.exceptions.listed(\.self) } ?? "none"
    case .families: vantage.families.listed(\.rawValue)
    case .trustStore: vantage.trustStore
    case .toolVersion: recording.toolVersion
    case .catalog: recording.catalogDigest
    case .time: nil
    }
  }
}

extension SocketAddress {
  /// Port 53 goes without saying.
  fileprivate var shortDescription: String { port == 53 ? address.description : description }
}

extension Array {
  fileprivate func listed(_ text: (Element) -> String) -> String { map(text).joined(separator: ", ") }
}
