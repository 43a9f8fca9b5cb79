import Model
import TestSupport
import Testing

private let healthy = VirtualHost.Answer(body: "{}")

/// What the model's own code calls, each in its own protocol.
@Suite(.uses(.named), .uses(.nginx), .uses(.openssl), .uses(.chronyd), .timeLimit(.minutes(3)))
struct `What a model depends on` {
  @Test func `is asked in its own protocol`() async throws {
    let time = try await ChronyServer()
    defer { time.stop() }
    let site = try await Site(
      [
        "features.corp.example": ["/": VirtualHost.Answer(404), "/health": healthy],
        "plain.corp.example": ["/": healthy],
      ],
      plain: ["plain.corp.example"], others: ["ntp.corp.example": time.address.address])
    defer { site.stop() }
    let port = site.nginx.port
    let report = try await site.run(
      """
      dependencies:
      - {name: db, host: plain.corp.example, port: \(port)}
      - {name: broker, host: features.corp.example, port: \(port), protocol: tls}
      - {name: features, host: features.corp.example, port: \(port), protocol: https, path: /health, expectedStatus: 200}
      - {name: plain, host: plain.corp.example, port: \(port), protocol: http, expectedStatus: [200-299]}
      - {name: time, host: ntp.corp.example, port: \(time.address.port), protocol: ntp}
      - {name: name, host: ntp.corp.example, protocol: dns}

      """, ["--only", "dependency"])
    #expect(report.summary.exitStatus == 0, "\(report.remarks)")
    #expect(report.findings.isEmpty, "\(report.remarks)")
    let checked = report.requirements.filter { $0.outcome == "pass" }.map { "\($0.id) \($0.subject.variant ?? "")" }
    #expect(
      checked.sorted() == [
        "serving/dependencies-accept broker", "serving/dependencies-accept db", "serving/dependencies-accept features",
        "serving/dependencies-accept plain", "serving/dependencies-handshake broker",
        "serving/dependencies-resolve broker", "serving/dependencies-resolve db",
        "serving/dependencies-resolve features", "serving/dependencies-resolve name",
        "serving/dependencies-resolve plain", "serving/dependencies-resolve time",
        "serving/dependencies-respond features", "serving/dependencies-respond plain",
        "serving/dependencies-respond time",
      ])
    // No request beside those that are declared.
    let requests = try await site.nginx.requests(atLeast: 2)
    #expect(requests.allSatisfy { $0.contains(" GET /health ") || $0.contains(" GET / ") }, "\(requests)")
  }

  @Test func `may answer with another status, or with a certificate that nobody knows`() async throws {
    let site = try await Site(
      [
        "features.corp.example": ["/": VirtualHost.Answer(404)], "broken.corp.example": ["/": VirtualHost.Answer(503)],
        "own.corp.example": ["/": healthy],
      ], strangers: ["own.corp.example"])
    defer { site.stop() }
    let port = site.nginx.port
    let report = try await site.run(
      """
      dependencies:
      - {name: features, host: features.corp.example, port: \(port), protocol: https, expectedStatus: 200-299}
      - {name: broken, host: broken.corp.example, port: \(port), protocol: https}
      - {name: own, host: own.corp.example, port: \(port), protocol: tls}

      """, ["--only", "dependency"])
    #expect(report.summary.exitStatus == 1)
    #expect(
      report.findings.map { finding in
        "\(finding.severity) \(finding.cause) \(finding.subject.kind == "certificate" ? "" : finding.subject.detail ?? "")"
      }.sorted() == [
        "failure dependency.status-unexpected features.corp.example:\(port)", "failure tls.unknown-issuer ",
        "warning service.failing broken.corp.example:\(port)",
      ], "\(report.remarks)")
    #expect(report.outcome("serving/dependencies-handshake", "own.corp.example") == "fail")
    #expect(report.outcome("serving/dependencies-accept", "own.corp.example") == "pass")
  }

  @Test func `that tells the time may be silent, refused, or no time server at all`() async throws {
    let silent = try await ChronyServer(denies: true)
    defer { silent.stop() }
    let unsure = try await ChronyServer(isSynchronized: false)
    defer { unsure.stop() }
    let closed = try HeldPort(.refusing)
    defer { closed.release() }
    let site = try await Site(
      ["web.corp.example": ["/": healthy]],
      others: [
        "silent.corp.example": silent.address.address, "unsure.corp.example": unsure.address.address,
        "closed.corp.example": closed.address.address,
      ])
    defer { site.stop() }
    let report = try await site.run(
      """
      dependencies:
      - {name: silent, host: silent.corp.example, port: \(silent.address.port), protocol: ntp}
      - {name: unsure, host: unsure.corp.example, port: \(unsure.address.port), protocol: ntp}
      - {name: closed, host: closed.corp.example, port: \(closed.address.port), protocol: ntp}
      - {name: missing, host: missing.corp.example, protocol: dns}

      """, ["--only", "dependency"])
    #expect(
      report.findings.map { "\($0.cause) \($0.subject.detail ?? "")" }.sorted() == [
        "dns.name-missing corp.example", "egress.udp-blocked closed.corp.example:\(closed.address.port)",
        "egress.udp-blocked silent.corp.example:\(silent.address.port)",
        "service.failing unsure.corp.example:\(unsure.address.port)",
      ], "\(report.remarks)")
    #expect(report.outcome("serving/dependencies-resolve", "missing.corp.example") == "fail")
  }
}
