import Foundation
import Model
import TestSupport
import Testing

@Suite(
  .serialized, .uses(.dockerRegistry), .uses(.nginx), .uses(.named), .uses(.openssl), .uses(.skopeo), .uses(.python),
  .timeLimit(.minutes(10)))
struct `A pull from docker-registry` {
  @Test func `brings what skopeo brings, byte for byte`() async throws {
    let bed = try await PullBed()
    defer { bed.stop() }
    let healthy = PullFault("none", nil, at: .layerBeginning, of: "layers.test").with { $0.isAtRegistry = true }
    let report = try await bed.pull(healthy)
    #expect(report.requirement.outcome == "pass", "\(report.remarks)")
    #expect(report.findings.isEmpty)

    let configuration = try #require(report.exchange(.configuration)?.content)
    let layer = try #require(report.exchange(.layer)?.content)
    #expect(configuration.digest == (try await bed.digest(ofPulled: bed.pulled.config.name)))
    #expect(layer.digest == (try await bed.digest(ofPulled: bed.pulled.smallest.name)))
    #expect(layer.bytes == bed.pulled.smallest.size && configuration.bytes == bed.pulled.config.size)
    let beginning = try #require(report.exchange(.layerBeginning))
    #expect(beginning.content?.bytes == 1 << 20 && beginning.content?.rangeIsHonored == true)
    #expect(beginning.content?.total == bed.pulled.largest.size)
    #expect(beginning.content?.digest == (try await bed.digest(ofPulled: bed.pulled.largest.name, first: 1 << 20)))
    // What skopeo keeps as manifest.json is the manifest for linux/amd64, byte for byte.
    #expect(
      report.exchange(.platformManifest)?.content?.digest == (try await bed.digest(ofPulled: "manifest.json")))
    #expect(report.exchange(.manifest)?.content?.imageBytes == nil)
    #expect(
      report.exchange(.platformManifest)?.content?.imageBytes
        == bed.pulled.layers.reduce(bed.pulled.config.size) { $0 + $1.size })
    #expect(beginning.url.contains(bed.pulled.largest.name))
    #expect(beginning.origin == Exchange.Origin(status: 307, from: "registry.test:\(bed.registry.port)"))
    // The layer host has lookups, a connection and a handshake of its own.
    let handshakes = report.observations.compactMap { observation -> String? in
      if case .handshake(let handshake) = observation.evidence { handshake.serverName.description } else { nil }
    }
    #expect(handshakes == ["registry.test", "registry.test", "layers.test"], "one for each host and port")
    // Each request by hand, with the variables' names.
    let text = report.texts[0]
    #expect(text.contains("$ curl --verbose") && text.contains("--user \"$ACR_USER:$ACR_PASSWORD\""), "\(text)")
    #expect(
      text.contains("--header \"Authorization: Bearer $TOKEN_2\"") && text.contains("--range 0-1048575"), "\(text)")
    check(report, of: bed)
  }

  @Test func `warns where a layer comes too slowly for the image to arrive in time`() async throws {
    let bed = try await PullBed(rate: 500_000)
    defer { bed.stop() }
    let catalog = try TemporaryDirectory()
    defer { catalog.remove() }
    try Self.copyCatalog(to: catalog.path("checks"), replacing: "seconds: 1200", with: "seconds: 1")
    var slow = PullFault("slow", "path.slow", at: .layerBeginning, of: "layers.test").with { $0.isAtRegistry = true }
    slow.options = ["--vantage", "node", "--catalog", catalog.path("checks"), "--step-timeout", "5s"]
    let report = try await bed.pull(slow)
    #expect(report.requirement.outcome == "warn" && report.status == 0, "\(report.remarks)")
    #expect(report.findings.map(\.cause) == ["path.slow"], "\(report.remarks)")
    #expect(report.findings.first?.severity == "warning")
    #expect(report.findings.first?.subject.detail == "layers.test:\(bed.layers.port)")
    let text = try #require(report.texts.first)
    #expect(text.contains("models/iris:3") && text.contains("DeploymentTimedOut") && text.contains("2022-06-09"))

    // By the time that Azure Machine Learning really gives, nothing is wrong, and a workstation proves nothing of nodes.
    for options in [["--vantage", "node"], ["--vantage", "workstation", "--catalog", catalog.path("checks")]] {
      slow.options = options + ["--step-timeout", "5s"]
      let report = try await bed.pull(slow)
      #expect(report.requirement.outcome == "pass" && report.findings.isEmpty, "\(options): \(report.remarks)")
    }
  }

  @Test func `is open where a layer was still coming when its time was over`() async throws {
    let bed = try await PullBed(rate: 30_000)
    defer { bed.stop() }
    let catalog = try TemporaryDirectory()
    defer { catalog.remove() }
    try Self.copyCatalog(to: catalog.path("checks"), replacing: "seconds: 1200", with: "seconds: 10")
    var slow = PullFault("slower", nil, at: .layerBeginning, of: "layers.test").with { $0.isAtRegistry = true }
    slow.options = ["--vantage", "node", "--catalog", catalog.path("checks"), "--step-timeout", "3s"]
    let report = try await bed.pull(slow)
    #expect(report.requirement.outcome == "inconclusive" && report.status == 3, "\(report.remarks)")
    #expect(report.findings.isEmpty, "\(report.remarks)")
    let text = report.texts[0].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains("was still coming when its time was over") && text.contains("a second, measured on"), "\(text)")
  }

  @Test(arguments: [(HeldPort.Manner.refusing, "egress.rejected"), (.dropping, "egress.dropped")])
  func `fails at the layer host alone where that alone is blocked`(manner: HeldPort.Manner, cause: String) async throws
  {
    let bed = try await PullBed(blocked: manner)
    defer { bed.stop() }
    let fault = PullFault("layer host blocked", cause, at: .configuration, of: "layers.test")
    let report = try await bed.pull(fault.with { $0.isAtRegistry = true })
    #expect(report.findings.map(\.cause) == [cause], "\(report.remarks)")
    #expect(report.findings.first?.subject.detail == "layers.test:\(bed.layers.port)")
    #expect(report.exchange(.platformManifest)?.answer?.status == 200)
    #expect(report.end == (fault.step, fault.host))
    check(report, of: bed)
  }

  @Test func `ends at the right step with the right cause, whatever is wrong`() async throws {
    let bed = try await PullBed()
    defer { bed.stop() }
    for fault in PullFault.all + PullFault.hostile {
      let report = try await bed.pull(fault)
      let remarks = "\(fault.name): \(report.remarks)"
      #expect(report.findings.map(\.cause) == [fault.cause].compactMap(\.self), "\(remarks)")
      #expect(report.end == (fault.step, fault.host), "\(remarks)")
      #expect(report.requirement.reason?.code == fault.reason, "\(remarks)")
      let outcome = fault.reason != nil ? "skipped" : fault.isWarning ? "warn" : "fail"
      #expect(report.requirement.outcome == outcome, "\(remarks)")
      for exchange in report.exchanges {
        #expect(exchange.content?.bytes ?? 0 <= 4 << 20, "\(fault.name): more was read than allowed")
      }
      if let says = fault.says {
        let text = report.texts[0].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains(says), "\(fault.name): \(report.texts[0])")
      }
      check(report, of: bed)
      if fault.isUntrusted { #expect(report.requests.isEmpty, "nothing is asked of whom nobody vouches for") }
    }
    try await checkLayerHost(of: bed)
  }

  @Test func `exchanges an Entra token as Azure's registries want it`() async throws {
    let bed = try await PullBed()
    defer { bed.stop() }
    let report = try await bed.pull(
      PullFault(
        "Entra", nil, at: .layerBeginning, of: "layers.test",
        rules: [
          #"""
          {"match": "^/v2/$", "do": "answer", "status": 401, "headers": {"Docker-Distribution-Api-Version": "registry/2.0",
           "WWW-Authenticate": "Bearer realm=\"https://registry.test:FRONT/oauth2/token\",service=\"registry.test\""}}
          """#
        ]
      ).with { $0.credentials = "credentials: {registry: {entraTokenFrom: ENTRA_TOKEN}}" })
    #expect(report.requirement.outcome == "pass", "\(report.remarks)")
    #expect(report.exchanges.prefix(4).map(\.purpose) == [.challenge, .tokenExchange, .token, .manifest])
    check(report, of: bed)
  }

  /// A copy of the catalog in which the phase of the pull says something else.
  private static func copyCatalog(to folder: String, replacing old: String, with new: String) throws {
    let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    try FileManager.default.copyItem(atPath: project.appendingPathComponent("checks").path, toPath: folder)
    let file = folder + "/requirements/4-model-deployment.yaml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try #require(text.contains(old))
    try text.replacing(old, with: new).write(toFile: file, atomically: true, encoding: .utf8)
  }

  /// Nothing but GET, HEAD and the token's POST arrives, no password but at the token service, and no secret leaves.
  private func check(_ report: PullReport, of bed: PullBed) {
    for request in report.requests {
      switch request.method {
      case "GET", "HEAD": break
      default: #expect(request.method == "POST" && request.path.hasPrefix("/oauth2/"), "\(request)")
      }
      #expect(request.authorization != "basic" || request.role == "token", "\(request)")
      #expect(request.role != "token" || request.authorization != "bearer", "\(request)")
    }
    for text in report.texts {
      for secret in [PullBed.password, PullBed.entraToken] { #expect(!text.contains(secret), "\(secret)") }
      // A token of the service is two documents in base64url with a dot between (RFC 7519 section 3.1); a certificate in
      // base64 may have the same letters, and never the dot.
      #expect(!text.contains(#/eyJ[\w-]+\.eyJ/#))
    }
  }

  /// The layer host saw requests, all of them GET and none with a credential, which it answers with 418.
  private func checkLayerHost(of bed: PullBed) async throws {
    let lines = try await bed.nginx.requests(atLeast: 1)
    #expect(lines.allSatisfy { $0.contains(" GET ") && !$0.hasSuffix(" 418") }, "\(lines)")
  }
}
