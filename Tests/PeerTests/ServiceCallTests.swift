import Foundation
import Model
import TestSupport
import Testing

private let sas = "sv=2022-11-02&ss=b&sp=r&se=2030-01-01T00%3A00%3A00Z&sig=Canary%2FSignature%2Bof1234567890ABCDEF%3D"
private let key = "canaryKeyOfTheService0123456789"

/// A JSON Web Token that ran out in 2020.
private let expired = [#"{"alg":"none"}"#, #"{"nbf":1577836800,"exp":1577840400}"#, "canary-signature"].map {
  Data($0.utf8).base64EncodedString().filter { $0 != "=" }
}.joined(separator: ".")

@Suite(.uses(.named), .uses(.nginx), .uses(.openssl), .timeLimit(.minutes(5)))
struct `A service that is shown a credential` {
  /// What is asked without a credential, of storage and of the router.
  private static let askedByEverybody: Set<String> = [
    "GET /?comp=list", "GET /Tables", "GET /", "GET /api/v1/service/iris/score",
  ]

  /// Runs each case against a host of its own, and compares causes, the requirement's outcome and what the host saw.
  private func check(
    _ calls: [ServiceCall], suffix: String, requirement: String, role: String, files: [String: String] = [:],
    deployment: (_ label: String, _ port: UInt16) -> String
  ) async throws {
    let labels = calls.indices.map { "case\($0)" }
    let hosts = Dictionary(uniqueKeysWithValues: zip(labels.map { "\($0).\(suffix)" }, calls.map(\.answers)))
    let site = try await Site(hosts)
    defer { site.stop() }
    for (label, call) in zip(labels, calls) {
      let file = deployment(label, site.nginx.port)
      let report = try await site.run(
        file, ["--only", role] + call.options, secrets: call.environment, files: files)
      #expect(
        report.findings.map { "\($0.cause) \($0.subject.id)" } == call.expected, "\(call.name): \(report.remarks)")
      #expect(report.outcome(requirement) == call.outcome, "\(call.name): \(report.remarks)")
      #expect(report.requirements.filter { $0.outcome == "fail" }.count <= 1, "\(call.name): \(report.remarks)")
    }
    let log = try await site.nginx.requests(atLeast: calls.count)
    for (label, call) in zip(labels, calls) {
      let seen = log.map { $0.split(separator: " ") }.filter { $0[1] == "\(label).\(suffix)" }.map {
        "\($0[2]) \($0[3])"
      }
      #expect(seen.allSatisfy { $0.hasPrefix("GET ") || call.requests?.contains($0) == true }, "\(call.name): \(seen)")
      // Before, between and after them may be what everybody is told, which other requirements ask at the same time.
      if let requests = call.requests {
        var rest = requests[...]
        for request in seen where request == rest.first { rest.removeFirst() }
        let others = Set(seen).subtracting(requests)
        #expect(rest.isEmpty && others.isSubset(of: Self.askedByEverybody), "\(call.name): \(seen)")
      }
    }
  }

  @Test func `of storage gives the model, or says why not`() async throws {
    try await check(
      ServiceCall.storage(sas), suffix: "blob.core.windows.net", requirement: "model-deployment/blob-storage-reads",
      role: "blobStorage"
    ) { label, port in
      """
      storage: {account: \(label), blob: azureml/iris.pkl}
      endpoints: {blobStorage: {port: \(port)}}
      credentials: {storage: {sasFrom: STORAGE_SAS}}

      """
    }
  }

  @Test func `of a table gives one entity, or says why not`() async throws {
    try await check(
      ServiceCall.tables("canaryTokenOfEntra0123456789"), suffix: "table.core.windows.net",
      requirement: "router-operation/table-storage-queries", role: "tableStorage"
    ) { label, port in
      """
      storage: {account: \(label), table: routing}
      endpoints: {tableStorage: {port: \(port)}}
      credentials: {storage: {tokenFrom: STORAGE_TOKEN}}

      """
    }
  }

  @Test func `of scoring takes it, or says why not`() async throws {
    let calls = ServiceCall.scoring(key: key, expired: expired, sample: "sample.json")
    try await check(
      calls, suffix: "models.corp.example", requirement: "serving/scoring-scores", role: "scoring",
      files: ["sample.json": #"{"data": [[5.1, 3.5, 1.4, 0.2]], "note": "canary of the sample"}"#]
    ) { label, port in
      let index = Int(label.dropFirst("case".count))!
      let variable = calls[index].environment["SCORING_TOKEN"] == nil ? "Key" : "Token"
      return """
        scoring: {host: \(label).models.corp.example, port: \(port), tls: true, path: /api/v1/service/iris/score}
        credentials: {scoring\(variable)From: SCORING_\(variable.uppercased())}

        """
    }
  }

  @Test func `sees none of it unless its certificate verifies`() async throws {
    let site = try await Site(
      [
        "stranger.blob.core.windows.net": ["/": .blobStorage],
        "stranger.models.corp.example": ["/": .scoring],
      ], strangers: ["stranger.blob.core.windows.net", "stranger.models.corp.example"])
    defer { site.stop() }
    let port = site.nginx.port
    let report = try await site.run(
      """
      storage: {account: stranger, blob: azureml/iris.pkl}
      scoring: {host: stranger.models.corp.example, port: \(port), tls: true, path: /api/v1/service/iris/score}
      endpoints: {blobStorage: {port: \(port)}}
      credentials: {storage: {sasFrom: STORAGE_SAS}, scoringKeyFrom: SCORING_KEY}

      """, ["--only", "blobStorage", "--only", "scoring"], secrets: ["STORAGE_SAS": sas, "SCORING_KEY": key])
    #expect(report.outcome("model-deployment/blob-storage-reads") == "blocked", "\(report.remarks)")
    #expect(report.outcome("serving/scoring-scores") == "blocked", "\(report.remarks)")
    #expect(report.findings.allSatisfy { $0.cause.hasPrefix("tls.") }, "\(report.remarks)")
    let log = try await site.nginx.requests(atLeast: 1)
    #expect(log.allSatisfy { $0.contains(" GET ") && !$0.contains("sig=") && !$0.contains("iris.pkl") }, "\(log)")
    #expect(!log.contains { $0.contains("swagger.json") }, "\(log)")
  }

  @Test func `is not asked where no credential is declared, set, or safe to send`() async throws {
    let site = try await Site(
      ["open.models.corp.example": ["/": .scoring], "store.blob.core.windows.net": ["/": .blobStorage]],
      plain: ["open.models.corp.example"])
    defer { site.stop() }
    let port = site.nginx.port
    let places = """
      storage: {account: store, blob: azureml/iris.pkl}
      scoring: {host: open.models.corp.example, port: \(port), tls: false, path: /api/v1/service/iris/score}
      endpoints: {blobStorage: {port: \(port)}}

      """
    let only = ["--only", "blobStorage", "--only", "scoring"]
    let bare = try await site.run(places, only)
    #expect(bare.summary.exitStatus == 0, "\(bare.remarks)")
    #expect(bare.outcome("model-deployment/blob-storage-reads") == "skipped")
    #expect(bare.outcome("serving/scoring-scores") == "skipped")
    let named = try await site.run(
      places + "credentials: {storage: {sasFrom: STORAGE_SAS}, scoringKeyFrom: SCORING_KEY}\n", only,
      secrets: ["SCORING_KEY": key])
    #expect(named.summary.exitStatus == 0, "\(named.remarks)")
    #expect(named.outcome("model-deployment/blob-storage-reads") == "skipped")
    #expect(named.outcome("serving/scoring-scores") == "skipped")
    let log = try await site.nginx.requests(atLeast: 4)
    #expect(log.allSatisfy { !$0.contains("iris.pkl") && !$0.contains("swagger.json") }, "\(log)")
  }

  @Test func `has a second region only where one is declared`() async throws {
    let site = try await Site([
      "first.blob.core.windows.net": ["/": .blobStorage], "first-secondary.blob.core.windows.net": ["/": .blobStorage],
      "first.table.core.windows.net": ["/": .tableStorage],
      "first-secondary.table.core.windows.net": ["/": .tableStorage],
      "alone.blob.core.windows.net": ["/": .blobStorage], "alone.table.core.windows.net": ["/": .tableStorage],
    ])
    defer { site.stop() }
    let roles = ["blobStorage", "tableStorage", "blobStorageSecondary", "tableStorageSecondary"]
    func run(_ account: String, _ secondary: String) async throws -> RunReport {
      let ports = roles.map { "\($0): {port: \(site.nginx.port)}" }.joined(separator: ", ")
      return try await site.run(
        "storage: {account: \(account)\(secondary)}\nendpoints: {\(ports)}\n", roles.flatMap { ["--only", $0] })
    }
    let checks = ["blob-storage-secondary", "table-storage-secondary"].map { "router-operation/\($0)" }
    let both = try await run("first", ", secondary: true")
    #expect(both.findings.isEmpty && both.summary.exitStatus == 0, "\(both.remarks)")
    for check in checks {
      #expect(both.outcome(check + "-resolves") == "pass" && both.outcome(check + "-answers") == "pass")
    }
    // Declared, and not there: nothing that Azure Machine Learning needs fails.
    let declared = try await run("alone", ", secondary: true")
    #expect(declared.summary.exitStatus == 0, "\(declared.remarks)")
    #expect(declared.outcome("router-operation/blob-storage-answers") == "pass", "\(declared.remarks)")
    for check in checks { #expect(declared.outcome(check + "-resolves") == "warn", "\(declared.remarks)") }
    #expect(declared.findings.map(\.cause).allSatisfy { $0 == "dns.name-missing" }, "\(declared.remarks)")
    // Not declared: not asked for, and nobody hears of it.
    let undeclared = try await run("alone", "")
    #expect(undeclared.findings.isEmpty && undeclared.summary.exitStatus == 0, "\(undeclared.remarks)")
    for check in checks { #expect(undeclared.outcome(check + "-resolves") == "skipped") }
  }

  @Test func `may be this machine's own metadata, asked past every proxy`() async throws {
    let site = try await Site(
      [
        "azure.corp.example": ["/metadata/versions": VirtualHost.Answer(body: #"{"apiVersions":["2021-02-01"]}"#)],
        "other.corp.example": ["/": VirtualHost.Answer(404, contentType: "text/html", body: "<html></html>")],
      ], plain: ["azure.corp.example", "other.corp.example"])
    defer { site.stop() }
    let proxy = try HeldPort(.neverAnswering)
    defer { proxy.release() }
    let options = ["--only", "instanceMetadata", "--vantage", "node", "--proxy", "http://\(proxy.address)"]
    for (host, outcome) in [("azure", "pass"), ("other", "skipped"), ("missing", "skipped")] {
      let report = try await site.run(
        "endpoints: {instanceMetadata: {host: \(host).corp.example, port: \(site.nginx.port)}}\n", options)
      #expect(report.outcome("cluster-creation/instance-metadata-reads") == outcome, "\(host): \(report.remarks)")
      #expect(report.findings.isEmpty, "\(host): \(report.remarks)")
    }
  }
}
