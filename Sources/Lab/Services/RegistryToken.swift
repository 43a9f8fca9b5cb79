import Glibc

/// What a registry's token service hands out (OAuth 2.0 access tokens of the distribution protocol) and the registry
/// believes: who may do what until when, with a signature that only the lab makes.
struct RegistryToken {
  var service: String
  /// `repository:models/iris:pull`, several with spaces between; may be empty.
  var scope: String
  /// Seconds since 1970.
  var expiry: Int

  /// For an hour from now.
  init(service: String, scope: String) {
    self.service = service
    self.scope = scope
    expiry = time(nil) + 3_600
  }

  /// Reads one that is genuine; `nil` otherwise.
  init?(_ text: String) {
    let parts = text.split(separator: ".")
    guard parts.count == 2, let content = Base64.decoded(parts[0]), Self.signature(of: content) == parts[1] else {
      return nil
    }
    let fields = content.split(separator: "\n", omittingEmptySubsequences: false)
    guard fields.count == 3, let expiry = Int(fields[2]) else { return nil }
    service = String(fields[0])
    scope = String(fields[1])
    self.expiry = expiry
  }

  var text: String {
    let content = "\(service)\n\(scope)\n\(expiry)"
    return "\(Base64.encoded(content)).\(Self.signature(of: content))"
  }

  /// Whether it is for that service, still good, and allows to pull from there.
  func allowsPulling(_ repository: String, from service: String) -> Bool {
    self.service == service && expiry > time(nil)
      && scope.split(separator: " ").contains { entry in
        let parts = entry.split(separator: ":")
        return parts.count == 3 && parts[0] == "repository" && parts[1] == repository
          && parts[2].split(separator: ",").contains("pull")
      }
  }

  private static func signature(of content: String) -> String {
    Digest(of: Array("the demo lab's signing key\n\(content)".utf8)).hexadecimal
  }
}
