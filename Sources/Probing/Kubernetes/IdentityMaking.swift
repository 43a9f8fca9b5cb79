import ClusterAPI
import Glibc
import Model

/// Makes who asks out of credentials that must be fetched: a token's file, or a plugin.
struct IdentityMaking {
  /// How long a plugin may take at most; one that waits for a person has as much as the read has.
  static let pluginLimit = Duration.seconds(60)
  /// What a token's file may have, in bytes.
  private static let tokenLimit = 64 << 10

  private let credentials: ClusterCredentials
  private let deadline: ContinuousClock.Instant

  init(_ credentials: ClusterCredentials, by deadline: ContinuousClock.Instant) {
    self.credentials = credentials
    self.deadline = deadline
  }

  func result() async -> IdentityBook.Made {
    var identity = ClusterIdentity(credentials)
    do throws(ClusterAccessTroubleError) {
      switch credentials.authorization {
      case .tokenFile(let path): identity.authorization = Secret("Bearer \(try Self.token(in: path))")
      case .plugin(let plugin):
        // A moment is left for the one request that needs it.
        let limit = min(Self.pluginLimit, max(.milliseconds(1), (deadline - ContinuousClock.now) * 9 / 10))
        let credential = try await PluginRun(plugin: plugin, limit: limit).credential()
        if let token = credential.token { identity.authorization = Secret("Bearer \(token.revealed)") }
        if let certificate = credential.certificate { identity.certificate = certificate }
        identity.expiresAt = credential.expiresAt
      case .token, .password, nil: break
      }
      return .success(identity)
    } catch {
      return .failure(error)
    }
  }

  /// The token in a file, without the line end behind it.
  private static func token(in path: String) throws(ClusterAccessTroubleError) -> String {
    func failure(_ detail: String) -> ClusterAccessTroubleError {
      ClusterAccessTroubleError(ClusterAccessTrouble(.tokenUnusable, subject: path, detail: detail))
    }
    // Without O_NONBLOCK a pipe without a writer would be waited for.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(SystemReason.text(of: errno)) }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: tokenLimit + 1)
    var count = 0
    while count < bytes.count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      }
      guard got >= 0 else { throw failure(SystemReason.text(of: errno)) }
      if got == 0 { break }
      count += got
    }
    guard count <= tokenLimit else { throw failure("it is larger than \(tokenLimit >> 10) KiB") }
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    guard let token = text.split(whereSeparator: \.isWhitespace).first else { throw failure("it is empty") }
    guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), text.split(whereSeparator: \.isWhitespace).count == 1
    else { throw failure("it holds something else than a token") }
    return String(token)
  }
}
