import Model

/// Where the lab's hosts are, for services that send clients to another one.
struct Surroundings: Sendable {
  var addresses: [LabHost: IPAddress]

  /// What stands after `https://` for a host, for the client that sent the request: by name with the client's port, or
  /// by address where the client named an address.
  func authority(of host: LabHost, for request: HTTPRequest) -> String {
    let own = request.headers["host"] ?? ""
    let parts = own.split(separator: ":", maxSplits: 1)
    let port = parts.count == 2 ? ":" + parts[1] : ""
    guard let first = parts.first, IPAddress(String(first)) != nil, let address = addresses[host] else {
      return host.rawValue + port
    }
    return address.description + port
  }
}
