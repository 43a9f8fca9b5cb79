import Glibc
import Lab
import Model
import Testing

@Suite struct `A service of the lab` {
  private func report(
    _ host: LabHost, fault: Fault? = nil, path: String = "/", options: [String] = []
  ) throws -> LoopbackClient.TLSReport {
    let lab = try Lab(scenario: Scenario(id: "test", title: "", faults: fault.map { [host: $0] } ?? [:]))
    defer { lab.stop() }
    let address = host.hasPrivateEndpoint ? host.privateAddress : host.publicAddress
    return try LoopbackClient.tls(
      SocketAddress(address, port: lab.port), name: host.rawValue, caFile: lab.caFile, path: path, options: options)
  }

  @Test(arguments: [
    (LabHost.apiServer, "HTTP/1.1 401", #""kind":"Status""#),
    (.mcr, "HTTP/1.1 200", "Docker-Distribution-Api-Version: registry/2.0"),
    (.mcrData, "HTTP/1.1 400", "x-ms-request-id"),
    (.mcrEdge, "HTTP/1.1 404", "X-MSEdge-Ref"),
    (.acr, "HTTP/1.1 401", #"Bearer realm="https://demoacr.azurecr.io/oauth2/token",service="demoacr.azurecr.io""#),
    (.acrData, "HTTP/1.1 400", "Server: Windows-Azure-Blob/1.0"),
    (.blobStorage, "HTTP/1.1 400", "x-ms-version"),
    (.tableStorage, "HTTP/1.1 403", "Server: Windows-Azure-Table/1.0"),
    (.azureMLAPI, "HTTP/1.1 401", "x-aml-cluster"),
    (.azureMLRegionalAPI, "HTTP/1.1 401", "x-request-time"),
    (.azureMLWorkspaceAPI, "HTTP/1.1 401", "x-ms-response-type"),
    (.azureMLTelemetry, "HTTP/1.1 401", "x-ms-activity-id"),
    (.entraLogin, "HTTP/1.1 200", "token_endpoint"),
    (.resourceManager, "HTTP/1.1 401", "x-ms-failure-cause"),
    (.aksBinaries, "HTTP/1.1 200", "text/plain"),
    (.scoring, "HTTP/1.1 401", "x-ms-client-request-id"),
  ])
  func `answers as the real one`(host: LabHost, status: String, mark: String) throws {
    let report = try report(host)
    #expect(report.isVerified == (host != .apiServer))
    #expect(report.text.contains(status))
    #expect(report.text.contains(mark))
  }

  @Test func `hands out the signing key of packages`() throws {
    #expect(try report(.packagesMicrosoft, path: "/keys/microsoft.asc").text.contains("BEGIN PGP PUBLIC KEY BLOCK"))
  }

  @Test func `chooses HTTP by ALPN where it is offered`() throws {
    #expect(try report(.mcr, options: ["-alpn", "h2,http/1.1"]).text.contains("ALPN protocol: http/1.1"))
  }

  @Test(arguments: [
    (Fault.expired, "10 (certificate has expired)"), (.notYetValid, "9 (certificate is not yet valid)"),
    (.wrongName, "62 (hostname mismatch)"), (.selfSigned, "18 (self-signed certificate)"),
    (.missingIntermediate, "21 (unable to verify the first certificate)"),
    (.intercepted, "self-signed certificate in certificate chain"), (.expiresSoon, "0 (ok)"),
  ])
  func `presents a certificate with its fault`(fault: Fault, code: String) throws {
    #expect(try report(.scoring, fault: fault).text.contains(code))
  }

  @Test func `sends a chain of more than 50,000 bytes that verifies`() throws {
    let report = try report(.scoring, fault: .hugeChain)
    let read = report.text.split(separator: "\n").first { $0.contains("SSL handshake has read") }
    #expect(report.isVerified)
    #expect(read?.split(separator: " ").compactMap { Int($0) }.first ?? 0 > 50_000)
  }

  @Test func `speaks TLS 1.3, or 1.2 only`() throws {
    #expect(try report(.mcr).text.contains("New, TLSv1.3"))
    #expect(try report(.mcr, fault: .tls12Only).text.contains("New, TLSv1.2"))
  }

  @Test func `shows a block page with a valid certificate`() throws {
    let report = try report(.azureMLAPI, fault: .blockPage)
    #expect(report.isVerified)
    #expect(report.text.contains("Web Page Blocked"))
    #expect(!report.text.contains("x-ms-"))
  }

  @Test(arguments: [
    (Fault.throttled, "HTTP/1.1 429"), (.failing, "HTTP/1.1 503"), (.slow(by: .milliseconds(20)), "HTTP/1.1 200"),
  ])
  func `answers with its fault's status`(fault: Fault, status: String) throws {
    #expect(try report(.mcr, fault: fault).text.contains(status))
  }

  private func exchange(_ fault: Fault, milliseconds: Int) throws -> (received: [UInt8], error: Int32) {
    let lab = try Lab(scenario: Scenario(id: "test", title: "", faults: [.mcr: fault]))
    defer { lab.stop() }
    // As much of a ClientHello as the lab looks at: a handshake record with the name.
    let address = SocketAddress(LabHost.mcr.publicAddress, port: lab.port)
    let name = Array(LabHost.mcr.rawValue.utf8)
    let hello = [22, 3, 1, 0, UInt8(name.count)] + name
    return LoopbackClient.exchange(hello, with: address, milliseconds: milliseconds)
  }

  @Test func `resets, closes or ignores a ClientHello`() throws {
    #expect(try exchange(.resetAfterClientHello, milliseconds: 2000).error == ECONNRESET)
    #expect(try exchange(.closeAfterClientHello, milliseconds: 2000).error == 0)
    #expect(try exchange(.closeAnyTLS, milliseconds: 2000).error == 0)
    #expect(try exchange(.tlsNeverAnswers, milliseconds: 100).error == EAGAIN)
    #expect(try exchange(.dropAfterClientHello, milliseconds: 100).error == EAGAIN)
  }

  @Test func `is silent when packets to it are dropped`() throws {
    let lab = try Lab(scenario: try #require(.named("mcr-blocked")))
    defer { lab.stop() }
    let mcr = SocketAddress(LabHost.mcr.publicAddress, port: lab.port)
    let acr = SocketAddress(LabHost.acr.privateAddress, port: lab.port)
    #expect(LoopbackClient.attempt(mcr, milliseconds: 300) == .silent)
    #expect(LoopbackClient.attempt(acr, milliseconds: 300) == .connected)
  }

  @Test func `refuses when its port is closed`() throws {
    let lab = try Lab(scenario: Scenario(id: "test", title: "", faults: [.mcr: .refuse]))
    defer { lab.stop() }
    let mcr = SocketAddress(LabHost.mcr.publicAddress, port: lab.port)
    #expect(LoopbackClient.attempt(mcr, milliseconds: 1000) == .refused)
  }

  @Test func `never ends an endless body`() throws {
    let lab = try Lab(scenario: Scenario(id: "test", title: "", faults: [.mcr: .endlessBody]))
    defer { lab.stop() }
    let mcr = SocketAddress(LabHost.mcr.publicAddress, port: lab.port)
    let text = try LoopbackClient.tls(mcr, name: LabHost.mcr.rawValue, caFile: lab.caFile, limit: 30_000).text
    #expect(!text.contains("Content-Length"))
    #expect(text.count { $0 == "." } > 10_000)
  }
}
