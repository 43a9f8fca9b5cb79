import Foundation
public import Model

/// A Kubernetes API server of the tests' own (`apiserver.py`), in a process of its own.
public final class ClusterServer: Sendable {
  public let address: SocketAddress
  private let process: ServerProcess
  private let log: String
  private let isEncrypted: Bool

  /// A request that arrived.
  public struct Request: Sendable, Hashable, Decodable {
    public var method: String
    /// With its query.
    public var path: String
    public var body: String
    public var accept: String?
    public var host: String?
    public var authorization: String?
    public var impersonate: String?
    /// The client's port: what tells connections apart.
    public var peer: Int
  }

  /// Starts the server and waits until it accepts connections.
  ///
  /// - Parameters:
  ///   - identity: `nil`: without TLS.
  ///   - clientAuthority: PEM file; who has a certificate of it is known by its name.
  ///   - ip: Where it listens, of loopback.
  ///   - settings: Further members of the configuration, as `apiserver.py` has them: values of JSON.
  public init(
    _ identity: TestAuthority.Identity?, clientAuthority: String? = nil, at ip: IPAddress = Loopback.address(),
    settings: [String: Any] = [:]
  ) async throws {
    isEncrypted = identity != nil
    let directory = try TemporaryDirectory()
    log = directory.path("requests.jsonl")
    do {
      try directory.write("", to: "requests.jsonl")
      var configuration: [String: Any] = [
        "address": "\(ip)", "log": log, "tokens": ["token-of-tests"], "names": ["admin"],
      ]
      if let identity { configuration.merge(["certificate": identity.chain, "key": identity.key]) { $1 } }
      if let clientAuthority { configuration["clientAuthority"] = clientAuthority }
      configuration.merge(settings) { $1 }
      let text = try JSONSerialization.data(withJSONObject: configuration)
      let path = try directory.write(String(decoding: text, as: UTF8.self), to: "configuration.json")
      let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("apiserver.py")
      process = try ServerProcess(
        try Program.python.required(), [script.path, path], in: directory, named: "apiserver")
      let process = process
      // 20,000 objects are made first.
      try await process.waitUntilReady(within: .seconds(60)) { process.output.hasSuffix("\n") }
      guard let port = UInt16(process.output.trimmingCharacters(in: .whitespacesAndNewlines)) else {
        throw ServerError.ended(program: "apiserver", status: 0, output: process.output)
      }
      address = SocketAddress(ip, port: port)
    } catch {
      directory.remove()
      throw error
    }
  }

  /// Every request that arrived so far, in its order.
  public var requests: [Request] {
    get throws {
      let text = try String(contentsOfFile: log, encoding: .utf8)
      return try text.split(separator: "\n").map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
    }
  }

  /// `https://127.0.0.5:4321`.
  public var url: String { "\(isEncrypted ? "https" : "http")://\(address)" }

  /// What the server wrote when it broke.
  public var errors: String { process.errors }

  public func stop() { process.stop() }

  /// A kubeconfig that leads here.
  ///
  /// - Parameters:
  ///   - cluster: Further lines of the cluster's entry.
  ///   - user: Lines of the user's entry.
  public func kubeconfig(cluster: [String] = [], user: [String] = ["token: token-of-tests"]) -> String {
    func indented(_ lines: [String]) -> String { lines.map { "    \($0)\n" }.joined() }
    return """
      apiVersion: v1
      kind: Config
      current-context: test
      contexts:
      - name: test
        context: {cluster: test, user: test}
      clusters:
      - name: test
        cluster:
          server: \(url)
      \(indented(cluster))users:
      - name: test
        user:
      \(indented(user))
      """
  }
}
