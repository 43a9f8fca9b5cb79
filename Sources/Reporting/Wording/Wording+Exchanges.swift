internal import Model

extension Wording {
  /// `layer, GET https://… at 10.0.0.4:443 with a token (via 307 from mcr.microsoft.com:443): status 200 after 12 ms, …`.
  static func line(_ exchange: Exchange) -> String {
    let place = exchange.address.map { " at \($0)" } ?? ""
    let range = exchange.range.map { ", the first \($0) bytes" } ?? ""
    let via = exchange.origin.map { " (via \($0.status) from \($0.from))" } ?? ""
    return "\(purpose(exchange.purpose)): \(exchange.method.rawValue) \(exchange.url)\(place)\(range) "
      + "\(authorization(exchange.authorization))\(via): \(ending(exchange))"
  }

  /// What a request is for.
  static func purpose(_ purpose: Exchange.Purpose) -> String {
    switch purpose {
    case .challenge: "challenge"
    case .token: "token"
    case .tokenExchange: "token for a token"
    case .manifest: "manifest"
    case .platformManifest: "manifest for linux/amd64"
    case .configuration: "configuration"
    case .layer: "layer"
    case .layerBeginning: "beginning of the largest layer"
    case .blobBeginning: "beginning of the blob"
    case .tableEntity: "one entity"
    case .metadata: "versions"
    case .health: "root"
    case .interface: "description"
    case .service: "service"
    case .sample: "sample request"
    }
  }

  /// What was sent to prove who asks; variables by their names.
  static func authorization(_ authorization: Exchange.Authorization) -> String {
    switch authorization {
    case .none: "without a credential"
    case .basic(let username, let password): "with \(username) and \(password)"
    case .bearer(let variable), .key(let variable): "with \(variable)"
    case .entraToken(let variable): "with the Entra token in \(variable)"
    case .signature(let variable): "with the signature in \(variable)"
    case .issued(let number): "with the token of request \(number)"
    }
  }

  static func ending(_ exchange: Exchange) -> String {
    let end: String =
      switch exchange.ending {
      case .sent(let ending, _): self.ending(ending)
      case .unreached(.lookup): "not sent, for the host has no address"
      case .unreached(.connection): "not sent, for the host is not reached"
      case .unreached: "not sent, for the TLS handshake was not completed"
      case .withheld(let reason): "not sent, \(withholding(reason))"
      }
    return ([end] + (exchange.content.map { facts($0) } ?? [])).joined(separator: ", ")
  }

  static func withholding(_ reason: Exchange.Withholding) -> String {
    switch reason {
    case .unverified: "for the certificate does not verify"
    case .foreignHost: "for a secret would have gone to another host"
    case .unencrypted: "for a secret would have gone over a connection without TLS"
    case .variableNotSet: "for the variable is not set"
    }
  }

  /// What is known of a body that is not kept.
  static func facts(_ content: Exchange.Content) -> [String] {
    var facts: [String] = []
    let total = content.total.map { $0 == content.bytes ? "" : " of \($0)" } ?? ""
    facts.append("\(content.bytes)\(total) bytes")
    if content.bytes >= 64 << 10, let rate = content.rate { facts.append("\(self.rate(rate))") }
    if content.longestStall.microseconds >= 500_000 { facts.append("a pause of \(content.longestStall)") }
    if content.rangeIsHonored == false { facts.append("the range ignored") }
    switch content.end {
    case .whole, .stopped: break
    case .cut: facts.append("cut off")
    case .silent: facts.append("not all in time")
    case .malformed: facts.append("in broken chunks")
    }
    if let digest = content.digest, let expected = content.expectedDigest, content.end == .whole {
      facts.append(digest == expected ? "digest verified" : "digest \(digest) instead of \(expected)")
    }
    if let bytes = content.imageBytes { facts.append("an image of \(bytes) bytes") }
    return facts
  }

  /// Bytes a second, in the unit that networks are sold in.
  static func rate(_ bytesPerSecond: Int) -> String {
    let kilobits = bytesPerSecond / 125
    guard kilobits >= 1_000 else { return "\(kilobits) kbit/s" }
    return kilobits >= 100_000 ? "\(kilobits / 1_000) Mbit/s" : "\(kilobits / 1_000).\(kilobits % 1_000 / 100) Mbit/s"
  }
}
