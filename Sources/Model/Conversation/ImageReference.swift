/// An image in a registry: `models/iris:3` or `models/iris@sha256:…`, without the registry's host.
public struct ImageReference: Sendable, Hashable, LosslessStringConvertible {
  /// `models/iris`.
  public let repository: String
  /// A tag, or a digest with its algorithm (`sha256:…`).
  public let reference: String

  /// From the form that `docker pull` takes; a host before the first slash is left out, a missing tag is `latest`. `nil`
  /// if it names no repository or breaks the rules of names (OCI Distribution Specification 1.1, "Pulling manifests").
  public init?(_ text: String) {
    var rest = text[...]
    if let slash = rest.firstIndex(of: "/") {
      let first = rest[..<slash]
      if first.contains(".") || first.contains(":") || first == "localhost" { rest = rest[rest.index(after: slash)...] }
    }
    if let at = rest.firstIndex(of: "@") {
      reference = String(rest[rest.index(after: at)...])
      rest = rest[..<at]
      if let colon = rest.lastIndex(of: ":") { rest = rest[..<colon] }
      guard Self.isDigest(reference) else { return nil }
    } else if let colon = rest.lastIndex(of: ":") {
      reference = String(rest[rest.index(after: colon)...])
      rest = rest[..<colon]
      guard Self.isTag(reference) else { return nil }
    } else {
      reference = "latest"
    }
    repository = String(rest)
    guard Self.isRepository(repository) else { return nil }
  }

  public var description: String { repository + (isDigest ? "@" : ":") + reference }

  /// Whether the reference is a digest, by which what is pulled can be verified.
  public var isDigest: Bool { reference.contains(":") }

  private static func isRepository(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= 255 else { return false }
    return text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.utf8.first, let last = part.utf8.last else { return false }
      return isLetterOrDigit(first) && isLetterOrDigit(last)
        && part.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D }
    }
  }

  private static func isTag(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 128, first != 0x2E, first != 0x2D else { return false }
    return text.lowercased().utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D }
  }

  /// Only SHA-256: every registry has it, and it is what is verified.
  private static func isDigest(_ text: String) -> Bool {
    text.hasPrefix("sha256:") && text.utf8.count == 71
      && text.utf8.dropFirst(7).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
}

extension ImageReference: Codable {
  public init(from decoder: any Decoder) throws {
    self = try decoder.lossless("an image reference")
  }
  public func encode(to encoder: any Encoder) throws { try encoder.encode(text: description) }
}
