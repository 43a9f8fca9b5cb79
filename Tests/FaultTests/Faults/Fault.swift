import Model
import Testing

/// One thing that is wrong, and exactly what a report has to say of it.
struct Fault: Sendable, CustomTestStringConvertible {
  enum Layer: String, CaseIterable, Sendable {
    case names
    case privateLink = "private link"
    case egress, path
    case tls = "TLS"
    case clock, proxy
    case answerer = "who answered"
    case service
    case denial = "denials"
  }

  /// Unique.
  var name: String
  var layer: Layer
  var circumstances = Circumstances.privateLink
  var change: Change
  /// By the contract with users, whether or not the program knows the cause yet.
  var expected: [Named]

  init(
    _ layer: Layer, _ name: String, _ expected: [Named], in circumstances: Circumstances = .privateLink,
    _ change: (inout Change) -> Void
  ) {
    (self.layer, self.name, self.expected, self.circumstances) = (layer, name, expected, circumstances)
    self.change = Change()
    change(&self.change)
  }

  /// Whether it is made with what a user namespace does not allow: a device of its own, or squid, which gives root up.
  var needsRoot: Bool { change.farAway != nil || change.proxy?.isSquid == true }

  var testDescription: String { "\(layer.rawValue): \(name)" }

  static let all =
    silentNames + wrongNames + filteredNames + aliases + knownAddresses + privateLinks + egress + paths + certificates
    + clocks + proxies
    + answerers + services
}

/// An endpoint's finding; several endpoints go by the first in the plan.
func finding(_ cause: String, _ part: Part) -> Named { Named(cause, part.role) }

extension Part {
  /// Its addresses, as nft(8) writes them.
  var set: String { "{ \(addresses.map(\.description).joined(separator: ", ")) }" }
}

extension Change {
  /// What becomes of connections to the parts: `drop`, `reject with tcp reset`, …
  mutating func block(_ parts: Part..., by verdict: String = "drop") {
    outgoing += parts.map { "ip daddr \($0.set) tcp dport 443 \(verdict)" }
  }

  /// A server in the place of a part.
  mutating func replace(_ name: String, _ part: Part, _ change: (inout Stand) -> Void = { _ in }) {
    stands.append(Stand(name, part, change))
  }
}
