import Model
import TestSupport

/// A face of the world's nameserver: whom one asks decides what one sees.
enum View: Int, CaseIterable, Sendable {
  /// Linked with every private zone.
  case linked
  /// Names have public addresses, and no private endpoint is known.
  case open
  /// Private endpoints exist, and no private zone is linked: the aliases end at public addresses.
  case unlinked
  /// Linked, without the record of blob storage.
  case withoutBlobRecord
  /// Linked, without the record of the registry's data host.
  case withoutDataRecord
  /// Linked, without a record of either storage host.
  case withoutStorageRecords
  /// Linked; the registry's private record leads to an address that nobody has any more.
  case staleRegistry
  /// Linked; every name of storage is too long for a datagram.
  case large
  /// Nobody has made the storage account.
  case withoutAccount
  /// The scoring host's record leads to an address that nobody has.
  case staleScoring
  /// Linked; the scoring host's aliases lead in a circle, through two names.
  case scoringCircle
  /// Linked; the scoring host's address is at the end of so many aliases.
  case nineAliases, twelveAliases, sixteenAliases
  /// All questions are forwarded to an address where nobody listens.
  case forwarderGone
  /// As before, but for the zone of the scoring host, which it has itself.
  case ownZoneOnly
  /// Linked; the zone of the login cannot be loaded.
  case zoneBroken

  /// One address, or two of the same server.
  var addresses: [IPAddress] {
    let first = IPAddress.v4(0x0A00_0004 + UInt32(rawValue) * 4)  // 10.0.0.4, 10.0.0.8, …
    return self == .linked ? [first, .v4(0x0A00_0005)] : [first]
  }

  /// Where nobody is.
  static let nowhere = IPAddress.v4(0x0A3C_0909)  // 10.60.9.9
  static let nowherePublic = IPAddress.v4(0x1432_0909)  // 20.50.9.9

  var zones: [Zone] {
    let forwarder = Zone("", .forwarded(to: [SocketAddress(Resolver.nobodyAddress, port: 53)]))
    if self == .forwarderGone { return [forwarder] }
    var records: [String: [Zone.Record]] = ["corp.example": [.address("*.wild", .v4(0x0A09_0909))]]
    for part in Part.allCases {
      for cast in Cast.allCases { add(part, cast, to: &records) }
    }
    for zone in records.keys { records[zone] = records[zone]?.uniqued() }
    if self == .ownZoneOnly { return [forwarder, Zone("corp.example", records: records["corp.example"] ?? [])] }
    return records.map { zone, records in
      Zone(zone, self == .zoneBroken && zone == "microsoftonline.com" ? .unloadable : .records(records))
    }.sorted { $0.name < $1.name }
  }

  private func add(_ part: Part, _ cast: Cast, to records: inout [String: [Zone.Record]]) {
    var name = cast.host(part) + "."
    records[part.publicZone, default: []] += []
    if self == .withoutAccount, part == .blobStorage || part == .tableStorage { return }
    guard self != .open, self != .withoutAccount, let privateZone = part.privateZone,
      let privateName = cast.privateName(part)
    else {
      if part == .scoring, addedAliases(of: name, cast, to: &records[part.publicZone, default: []]) { return }
      var addresses = part.publicAddresses
      if self == .staleScoring, part == .scoring { addresses = [Self.nowherePublic] }
      records[part.publicZone, default: []] += addresses.map { .address(name, $0) }
      if let far = part.farAddress { records[part.publicZone, default: []].append(.address(name, far)) }
      return
    }
    records[part.publicZone, default: []].append(.alias(name, to: privateName))
    records[privateZone, default: []] += []
    if self == .unlinked {
      // The public side of the privatelink zone leads on to where the service is in public.
      records[privateZone, default: []] += part.publicAddresses.map { .address("\(privateName).", $0) }
      return
    }
    if lacks(part) { return }
    name = privateName + "."
    if self == .large, part == .blobStorage || part == .tableStorage {
      // Four aliases of some 180 bytes each: more than a datagram of 512 bytes takes.
      for letter in "abcd" {
        let long = Array(repeating: String(repeating: letter, count: 60), count: 3).joined(separator: ".")
        records[privateZone, default: []].append(.alias(name, to: "\(long).\(cast.rawValue).\(privateZone)"))
        name = "\(long).\(cast.rawValue).\(privateZone)."
      }
    }
    let isStale = self == .staleRegistry && part == .acr
    if let address = isStale ? Self.nowhere : part.privateAddress {
      records[privateZone, default: []].append(.address(name, address))
    }
  }

  /// Whether aliases stand in the place of the scoring host's address.
  private func addedAliases(of name: String, _ cast: Cast, to records: inout [Zone.Record]) -> Bool {
    func alias(_ number: Int) -> String { "alias\(number).\(cast.rawValue).corp.example" }
    let count: Int
    switch self {
    case .scoringCircle:
      records += [
        .alias(name, to: alias(1)), .alias(alias(1) + ".", to: alias(2)), .alias(alias(2) + ".", to: alias(1)),
      ]
      return true
    case .nineAliases: count = 9
    case .twelveAliases: count = 12
    case .sixteenAliases: count = 16
    default: return false
    }
    var owner = name
    for number in 1...count {
      records.append(.alias(owner, to: alias(number)))
      owner = alias(number) + "."
    }
    records += Part.scoring.publicAddresses.map { .address(owner, $0) }
    return true
  }

  private func lacks(_ part: Part) -> Bool {
    switch self {
    case .withoutBlobRecord: part == .blobStorage
    case .withoutDataRecord: part == .acrData
    case .withoutStorageRecords: part == .blobStorage || part == .tableStorage
    default: false
    }
  }
}

extension [Zone.Record] {
  /// Each record once: names that casts share are added for each.
  fileprivate func uniqued() -> [Zone.Record] {
    var seen: Set<String> = []
    return filter { seen.insert("\($0.owner) \($0.type) \($0.data)").inserted }
  }
}
