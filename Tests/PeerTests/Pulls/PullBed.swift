import Foundation
import Model
import TestSupport

/// Debian's docker-registry with TLS and tokens, an image that skopeo pushed, the layers on another host behind nginx; and
/// before the registry, where a test wants faults, a front of the tests' own.
final class PullBed {
  /// What skopeo pulled, for linux/amd64.
  struct Pulled: Decodable {
    struct Descriptor: Decodable {
      var digest: String
      var size: Int
      /// The hexadecimal part, by which it is stored.
      var name: String { String(digest.drop { $0 != ":" }.dropFirst()) }
    }
    var config: Descriptor
    var layers: [Descriptor]
    var smallest: Descriptor { layers.min { $0.size < $1.size } ?? config }
    var largest: Descriptor { layers.max { $0.size < $1.size } ?? config }
  }

  static let password = "canary-\(UUID().uuidString)"
  static let entraToken = "canary-entra-\(UUID().uuidString)"

  let directory: TemporaryDirectory
  let authority: TestAuthority
  let pulled: Pulled
  let registry: SocketAddress
  let front: SocketAddress
  let layers: SocketAddress
  let nginx: NginxServer
  private let token: SocketAddress
  private let identity: TestAuthority.Identity
  private let signer: TestAuthority.Identity
  private let named: NamedServer
  private let process: ServerProcess
  private let held: HeldPort?

  /// - Parameters:
  ///   - blocked: What is at the layer host instead of it; `nil`: nginx, as it should be.
  ///   - rate: How many bytes of a layer nginx sends in a second; `nil`: all at once.
  init(blocked: HeldPort.Manner? = nil, rate: Int? = nil) async throws {
    directory = try TemporaryDirectory()
    authority = try await TestAuthority()
    identity = try await authority.issue(ServerCertificate(["registry.test", "layers.test"], key: .rsa))
    signer = try await authority.issue(ServerCertificate(["signer.test"], chain: .selfSigned, key: .rsa))
    pulled = try await Self.pushImage(in: directory)

    let address = Loopback.address()
    front = SocketAddress(address, port: try Loopback.port(freeOn: [address]))
    token = SocketAddress(address, port: try Loopback.port(freeOn: [address]))
    registry = SocketAddress(address, port: try Loopback.port(freeOn: [address]))
    var host = VirtualHost(["layers.test"], identity: identity)
    host.files = directory.path("data")
    host.filesRate = rate
    nginx = try await NginxServer(hosts: [host])
    held = try blocked.map { try HeldPort($0) }
    layers = held?.address ?? SocketAddress(host.address, port: nginx.port)
    named = try await NamedServer(
      zones: [Zone("test", records: [.address("registry", address), .address("layers", layers.address)])])
    process = try await Self.serve(
      """
      version: 0.1
      log: {level: info, formatter: text}
      storage: {filesystem: {rootdirectory: \(directory.path("data"))}}
      middleware:
        storage: [{name: redirect, options: {baseurl: "https://layers.test:\(layers.port)/"}}]
      auth:
        token:
          realm: https://registry.test:\(token.port)/oauth2/token
          service: registry.test
          issuer: test
          rootcertbundle: \(signer.chain)
      http: {addr: "\(registry)", secret: test, tls: {certificate: \(identity.chain), key: \(identity.key)}}

      """, at: registry)
  }

  func stop() {
    process.stop()
    named.stop()
    nginx.stop()
    held?.release()
    directory.remove()
  }

  // MARK: - The registry

  private static func serve(_ configuration: String, at address: SocketAddress) async throws -> ServerProcess {
    let own = try TemporaryDirectory()
    let file = try own.write(configuration, to: "config.yml")
    let process = try ServerProcess(try Program.dockerRegistry.required(), ["serve", file], in: own)
    try await process.waitUntilReady { try Loopback.accepts(address) }
    return process
  }

  /// Makes an image for several platforms, pushes it through a registry that asks for nothing, and pulls it again.
  private static func pushImage(in directory: TemporaryDirectory) async throws -> Pulled {
    let made = try await directory.run(
      try Program.python.required(), [Self.script, "image", directory.path("layout")])
    guard made.status == 0 else { throw ServerError.ended(program: "python3", status: made.status, output: "\(made)") }
    let address = SocketAddress(Loopback.first, port: try Loopback.port(freeOn: [Loopback.first]))
    let open = try await serve(
      """
      version: 0.1
      log: {level: error}
      storage: {filesystem: {rootdirectory: \(directory.path("data"))}}
      http: {addr: "\(address)", secret: test}

      """, at: address)
    defer { open.stop() }
    let image = "docker://\(address)/models/iris:3"
    for arguments in [
      ["--dest-tls-verify=false", "--all", "--preserve-digests", "oci:\(directory.path("layout")):3", image],
      ["--src-tls-verify=false", image, "dir:\(directory.path("pulled"))"],
    ] {
      let result = try await directory.run(
        try Program.skopeo.required(),
        ["--insecure-policy", "--override-os", "linux", "--override-arch", "amd64", "copy"] + arguments)
      guard result.status == 0 else {
        throw ServerError.ended(program: "skopeo", status: result.status, output: "\(result)")
      }
    }
    return try JSONDecoder().decode(
      Pulled.self, from: Data(contentsOf: URL(fileURLWithPath: directory.path("pulled/manifest.json"))))
  }

  /// SHA-256 of a file that skopeo pulled, or of its first bytes, by another program than ours.
  func digest(ofPulled name: String, first bytes: Int? = nil) async throws -> String {
    var path = directory.path("pulled/\(name)")
    if let bytes {
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      path = directory.path("beginning-of-\(name)")
      try whole.prefix(bytes).write(to: URL(fileURLWithPath: path))
    }
    let result = try await directory.run(try Program.openssl.required(), ["dgst", "-sha256", "-r", path])
    return "sha256:" + result.output.prefix { $0 != " " }
  }

  // MARK: - Runs

  private static var script: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("TestSupport/Servers/registry.py").path
  }

  /// Runs the program against the registry, or against the front if there is a fault.
  func pull(_ fault: PullFault) async throws -> PullReport {
    let certificate = fault.isUntrusted ? try await otherIdentity() : identity
    let configuration = """
      {"servers": [
        {"role": "token", "address": "\(token.address)", "port": \(token.port), \(Self.tls(identity)), \(tokens)
         \(fault.token)},
        {"role": "front", "address": "\(front.address)", "port": \(front.port), \(Self.tls(certificate)), \(tokens)
         "upstream": ["\(registry.address)", \(registry.port)], "data": "\(directory.path("data"))",
         "entra": "\(Self.entraToken)", "clock": \(fault.clock),
         "rules": [\(fault.rules.map { filled($0) }.joined(separator: ", "))]}
      ]}
      """
    let own = try TemporaryDirectory()
    let server = try ServerProcess(
      try Program.python.required(), [Self.script, "serve", try own.write(configuration, to: "servers.json")], in: own)
    defer { server.stop() }
    try await server.waitUntilReady { server.output.hasPrefix("ready") }

    let port = fault.isAtRegistry ? registry.port : front.port
    let file = try own.write(
      """
      apiVersion: aml-preflight/v1
      kind: Deployment
      name: pulls
      registry: {name: pulls, image: "models/iris:\(fault.tag)"}
      \(fault.credentials)
      endpoints: {acr: {host: registry.test, port: \(port)}}

      """, to: "deployment.yaml")
    let arguments =
      [
        "run", file, "--only", "*acr-pulls", "--dns-server", named.address.description, "--ca-file", authority.rootFile,
        "--step-timeout", "2s", "--progress", "never", "-v", "-o", "text", "-o", "json=\(own.path("report.json"))",
        "-o", "html=\(own.path("report.html"))",
      ] + fault.options
    let result = try await ServerProcess(
      Preflight.executable, arguments, in: own,
      environment: ["ACR_USER": "me", "ACR_PASSWORD": Self.password, "ENTRA_TOKEN": Self.entraToken].merging(
        fault.environment
      ) { $1 }
    ).result(within: .seconds(60))
    let data = FileManager.default.contents(atPath: own.path("report.json")) ?? Data()
    let html = FileManager.default.contents(atPath: own.path("report.html")) ?? Data()
    var report = try JSONDecoder().decode(PullReport.self, from: data)
    report.texts = [result.output, result.errors, String(decoding: data, as: UTF8.self)]
    report.texts.append(String(decoding: html, as: UTF8.self))
    report.status = result.status
    report.requests = try server.output.split(separator: "\n").dropFirst().map {
      try JSONDecoder().decode(PullReport.Request.self, from: Data($0.utf8))
    }
    return report
  }

  private var tokens: String {
    """
    "service": "registry.test", "certificate": "\(signer.chain)", "key": "\(signer.key)", "basic": "me:\(Self.password)",
    """
  }

  private static func tls(_ identity: TestAuthority.Identity) -> String {
    "\"chain\": \"\(identity.chain)\", \"tlsKey\": \"\(identity.key)\""
  }

  /// A certificate for the right name from an authority that nobody trusts.
  private func otherIdentity() async throws -> TestAuthority.Identity {
    try await authority.issue(ServerCertificate(["registry.test"], chain: .selfSigned, key: .rsa))
  }

  /// A rule with the digests that only this bed knows.
  private func filled(_ rule: String) -> String {
    rule.replacing("SMALLEST", with: "sha256:" + pulled.smallest.name).replacing(
      "LARGEST", with: "sha256:" + pulled.largest.name
    ).replacing("CONFIGURATION", with: "sha256:" + pulled.config.name).replacing("LAYERS", with: "\(layers.port)")
      .replacing("FRONT", with: "\(front.port)")
  }
}
