import Foundation
import Lab
import Model
import TestSupport
import Testing

@Suite(.uses(.skopeo), .uses(.curl), .uses(.sh), .timeLimit(.minutes(3)))
struct `What the lab's services say` {
  /// The commands that `demo --serve` prints, each in one line.
  private func commands(in text: String) -> [String] {
    let lines = text.split(separator: "\n").drop { !$0.hasPrefix("# The lab is up") }.dropFirst()
    var commands: [String] = []
    var isContinued = false
    for line in lines where line.hasPrefix("#   ") {
      let words = line.dropFirst(2).trimmingCharacters(in: .whitespaces)
      let part = words.hasSuffix("\\") ? String(words.dropLast()) : words
      if isContinued { commands[commands.count - 1] += part } else { commands.append(part) }
      isContinued = words.hasSuffix("\\")
    }
    return commands
  }

  @Test func `is what the printed commands show`() async throws {
    let serving = try Preflight.start(["demo", "--serve"])
    defer {
      serving.send(SIGTERM)
      _ = serving.wait()
    }
    let deadline = ContinuousClock.now + .seconds(30)
    while !serving.output.contains("Ctrl-C"), ContinuousClock.now < deadline { sched_yield() }
    let commands = commands(in: serving.output)
    #expect(commands.map { $0.prefix { $0 != " " } } == ["aml-preflight", "skopeo", "curl"])
    let folder = Preflight.executable.deletingLastPathComponent().path
    for (command, mark) in zip(
      commands, ["Everything that was checked works", "\"Architecture\": \"amd64\"", #"{"result":[0,2]}"#])
    {
      let result = try await Program.sh.run(["-c", "PATH=\(folder):$PATH; \(command)"])
      #expect(result.status == 0, "\(command): \(result)")
      #expect(result.output.contains(mark), "\(command): \(result)")
    }
  }

  /// A request by curl, which verifies the certificate, to a host of the lab: status, headers and body as they came.
  private func answer(_ host: LabHost, _ path: String, _ options: [String], from lab: Lab) async throws -> String {
    let hosts = LabHost.allCases.flatMap { other in
      let address = other.hasPrivateEndpoint ? other.privateAddress : other.publicAddress
      return ["--resolve", "\(other.rawValue):\(lab.port):\(address)"]
    }
    let result = try await Program.curl.run(
      ["--silent", "--show-error", "--include", "--globoff", "--path-as-is", "--cacert", lab.caFile] + hosts + options
        + ["https://\(host.rawValue):\(lab.port)\(path)"])
    #expect(result.status == 0, "\(result)")
    return result.output
  }

  private struct Exchange: CustomTestStringConvertible {
    var host: LabHost
    var path: String
    var options: [String] = []
    var status: Int
    var marks: [String] = []

    var testDescription: String { "\(host.rawValue)\(path) \(options.joined(separator: " "))" }
  }

  private static let signature = LabCredential.accessSignature
  private static func bearer(_ token: String) -> [String] { ["-H", "Authorization: Bearer \(token)"] }
  private static let sample = ["-H", "Content-Type: application/json", "-d", #"{"data":[[5.1]]}"#]
  private static let score = "/api/v1/service/iris/score"
  private static let model = "/azureml/models/iris/3/model.pkl"

  private static let exchanges: [Exchange] = [
    Exchange(host: .mcr, path: "/v2/", status: 200, marks: ["Docker-Distribution-Api-Version: registry/2.0"]),
    Exchange(host: .mcr, path: "/v2/nobody/nothing/manifests/1", status: 404, marks: ["NAME_UNKNOWN"]),
    Exchange(host: .mcr, path: "/v2/oss/kubernetes/pause/tags/list", status: 200, marks: [#""tags":["3.6"]"#]),
    Exchange(
      host: .acr, path: "/v2/models/iris/manifests/3", status: 401, marks: [#"scope="repository:models/iris:pull""#]),
    Exchange(
      host: .acr, path: "/v2/models/iris/manifests/3", options: bearer("x.y"), status: 401,
      marks: [#"error="invalid_token""#]),
    Exchange(
      host: .acr, path: "/oauth2/token?service=demoacr.azurecr.io&scope=repository:models/iris:pull", status: 401,
      marks: ["UNAUTHORIZED"]),
    Exchange(
      host: .acr, path: "/oauth2/token?service=demoacr.azurecr.io&scope=repository:models/iris:pull",
      options: ["-u", "\(LabCredential.registryUsername):\(LabCredential.registryPassword)"], status: 200,
      marks: [#"{"access_token":""#]),
    Exchange(
      host: .acr, path: "/oauth2/exchange",
      options: [
        "-d", "grant_type=access_token&service=demoacr.azurecr.io&access_token=\(LabCredential.entraToken)",
      ], status: 200, marks: [#"{"refresh_token":"demo-refresh-token"}"#]),
    Exchange(
      host: .acr, path: "/oauth2/token",
      options: [
        "-d",
        "grant_type=refresh_token&service=demoacr.azurecr.io&scope=x&refresh_token=demo-refresh-token",
      ], status: 200, marks: [#"{"access_token":""#]),
    Exchange(host: .acrData, path: "/demo00000000//docker/registry/v2/blobs/sha256/00/00/data", status: 403),
    Exchange(
      host: .acrData, path: "/demo00000000//docker/registry/v2/blobs/sha256/00/00/data", options: bearer("t"),
      status: 400, marks: ["InvalidAuthenticationInfo"]),
    Exchange(host: .blobStorage, path: model, status: 409, marks: ["x-ms-error-code: PublicAccessNotPermitted"]),
    Exchange(
      host: .blobStorage, path: model + "?sig=wrong", status: 403, marks: ["x-ms-error-code: AuthenticationFailed"]),
    Exchange(
      host: .blobStorage, path: model, options: bearer("wrong"), status: 401,
      marks: ["resource_id=https://storage.azure.com"]),
    Exchange(
      host: .blobStorage, path: "\(model)?\(signature)", options: ["-r", "0-15", "-o", "/dev/null", "-D", "-"],
      status: 206, marks: ["Content-Range: bytes 0-15/1300000", "Content-Length: 16", "x-ms-blob-type: BlockBlob"]),
    Exchange(
      host: .blobStorage, path: "\(model)?\(signature)",
      options: ["-r", "1299990-1300100", "-o", "/dev/null", "-D", "-"],
      status: 206, marks: ["Content-Range: bytes 1299990-1299999/1300000"]),
    Exchange(
      host: .blobStorage, path: "\(model)?\(signature)", options: ["-r", "1300000-"], status: 416,
      marks: ["InvalidRange"]),
    Exchange(host: .blobStorage, path: "\(model)?\(signature)", options: ["-I"], status: 200, marks: ["1300000"]),
    Exchange(host: .blobStorage, path: "/azureml/none?\(signature)", status: 404, marks: ["BlobNotFound"]),
    Exchange(host: .blobStorage, path: "/none/none?\(signature)", status: 404, marks: ["ContainerNotFound"]),
    Exchange(
      host: .blobStorage, path: "/azureml?restype=container&comp=list&\(signature)", status: 200,
      marks: ["<Name>models/iris/3/model.pkl</Name>"]),
    Exchange(host: .tableStorage, path: "/Tables", status: 403, marks: ["AuthenticationFailed"]),
    Exchange(
      host: .tableStorage, path: "/Tables?\(signature)", status: 200, marks: [#""TableName":"azuremlfe""#]),
    Exchange(
      host: .tableStorage, path: "/azuremlfe()?\(signature)", status: 200, marks: [#""RowKey":"iris""#]),
    Exchange(
      host: .entraLogin, path: "/common/v2.0/.well-known/openid-configuration", status: 200,
      marks: ["token_endpoint"]),
    Exchange(host: .entraLogin, path: "/t/oauth2/v2.0/token", options: ["-d", "a=b"], status: 400, marks: ["AADSTS"]),
    Exchange(
      host: .resourceManager, path: "/subscriptions?api-version=2020-01-01", status: 401,
      marks: ["Bearer authorization_uri="]),
    Exchange(host: .azureMLRegionalAPI, path: "/discovery", status: 401, marks: ["x-aml-cluster"]),
    Exchange(host: .scoring, path: score, options: sample, status: 401, marks: ["WWW-Authenticate: Bearer"]),
    Exchange(host: .scoring, path: score, options: sample + bearer("wrong"), status: 401, marks: ["not valid"]),
    Exchange(
      host: .scoring, path: score, options: sample + bearer(LabCredential.scoringKey), status: 200,
      marks: [#"{"result":[0,2]}"#, "x-ms-request-id"]),
    Exchange(
      host: .scoring, path: "/api/v1/service/rose/score", options: sample + bearer(LabCredential.scoringKey),
      status: 404),
    Exchange(host: .scoring, path: "/", options: bearer(LabCredential.scoringKey), status: 200, marks: ["Healthy"]),
  ]

  @Test func `is as the real services say it`() async throws {
    let lab = try Lab(scenario: try #require(.named("healthy")))
    defer { lab.stop() }
    for exchange in Self.exchanges {
      let text = try await answer(exchange.host, exchange.path, exchange.options, from: lab)
      #expect(text.hasPrefix("HTTP/1.1 \(exchange.status) "), "\(exchange.testDescription): \(text)")
      for mark in exchange.marks { #expect(text.contains(mark), "\(exchange.testDescription): \(text)") }
    }
  }

  @Test func `leads from the registry to the layer, which has its digest`() async throws {
    let lab = try Lab(scenario: try #require(.named("healthy")))
    defer { lab.stop() }
    func digests(in text: String) -> [String] {
      text.matches(of: /sha256:[0-9a-f]{64}/).map { String($0.output) }
    }
    let path = "/v2/oss/kubernetes/pause"
    let index = try await answer(.mcr, "\(path)/manifests/3.6", [], from: lab)
    // The index' own digest is in its headers, and the first in its body is that of the first platform.
    let manifest = try #require(digests(in: index).first { $0 != digests(in: index)[0] })
    let document = try await answer(.mcr, "\(path)/manifests/\(manifest)", [], from: lab)
    let layer = try #require(digests(in: document).last)
    let redirect = try await answer(.mcr, "\(path)/blobs/\(layer)", [], from: lab)
    #expect(redirect.hasPrefix("HTTP/1.1 307 "))
    #expect(redirect.contains("Location: https://eastus.data.mcr.microsoft.com:\(lab.port)/"))
    let place = try TemporaryDirectory()
    defer { place.remove() }
    _ = try await answer(
      .mcr, "\(path)/blobs/\(layer)", ["-L", "-o", place.path("layer"), "--no-include"], from: lab)
    let digest = try await Program.openssl.run(["dgst", "-sha256", place.path("layer")])
    #expect("sha256:" + digest.output.suffix(65).prefix(64) == layer)
  }

  @Test(arguments: [
    (LabHost.acr, Fault.deniedByNetworkRules, "/v2/", 403, "aka.ms/acr/firewall"),
    (.blobStorage, .deniedByNetworkRules, "/", 403, "AuthorizationFailure"),
    (.scoring, .queueFull, score, 503, "queue"), (.scoring, .modelFailed, score, 502, "x-ms-run-function-failed: True"),
  ])
  func `has the faults of real services`(
    host: LabHost, fault: Fault, path: String, status: Int, mark: String
  ) async throws {
    let lab = try Lab(scenario: Scenario(id: "fault", title: "", faults: [host: fault]))
    defer { lab.stop() }
    let text = try await answer(host, path, [], from: lab)
    #expect(text.hasPrefix("HTTP/1.1 \(status) ") && text.contains(mark), "\(text)")
  }
}
