import Model
import Testing

@testable import ClusterAPI

@Suite struct `A credential plugin` {
  private static let certificate = "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n"
  private static let key = "-----BEGIN EC PRIVATE KEY-----\\nAAAA\\n-----END EC PRIVATE KEY-----\\n"

  private func credential(_ status: String, version: String = "v1") throws -> ExecCredential {
    let text = """
      {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/\(version)","spec":{},"status":\(status)}
      """
    return try ExecCredential(output: Array(text.utf8), version: .v1)
  }

  @Test func `gives a token with its end`() throws {
    let credential = try credential(#"{"token":"t0k3n","expirationTimestamp":"2026-01-31T09:00:00+01:00"}"#)
    #expect(credential.token?.revealed == "t0k3n")
    #expect(credential.expiresAt == Timestamp("2026-01-31T08:00:00Z"))
    #expect(credential.certificate == nil)
  }

  @Test func `gives a certificate with its key`() throws {
    let credential = try credential(
      "{\"clientCertificateData\":\"\(Self.certificate)\",\"clientKeyData\":\"\(Self.key)\"}")
    #expect(credential.certificate?.key.revealed.contains("EC PRIVATE KEY") == true)
    #expect(credential.token == nil)
  }

  @Test(arguments: [
    ("{}", "neither a token"), ("null", "no status"), (#"{"token":""}"#, "neither a token"),
    (#"{"token":"a\nb"}"#, "characters"), (#"{"clientCertificateData":"x"}"#, "without the other"),
    (#"{"clientKeyData":"x"}"#, "without the other"),
    (#"{"clientCertificateData":"x","clientKeyData":"y"}"#, "not PEM"),
  ])
  func `is told what is wrong with what it printed, without repeating it`(status: String, part: String) {
    let error = #expect(throws: ExecCredentialError.self) { try credential(status) }
    #expect(error?.description.contains(part) == true)
  }

  @Test func `speaks the version that the kubeconfig names`() {
    let error = #expect(throws: ExecCredentialError.self) { try credential(#"{"token":"x"}"#, version: "v1beta1") }
    #expect(error?.description.contains("v1beta1 where the kubeconfig says") == true)
    for output in ["", "not JSON", "{}", #"{"kind":"Status"}"#, "[1]"] {
      #expect(throws: ExecCredentialError.self) { try ExecCredential(output: Array(output.utf8), version: .v1) }
    }
  }

  @Test func `is told of the cluster where it wants to know`() throws {
    var plugin = CredentialPlugin(version: .v1beta1, command: "kubelogin")
    #expect(
      ExecCredential.information(for: plugin, isInteractive: false)
        == #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","spec":{"interactive":false}}"#
    )
    plugin.cluster = .init(
      server: "https://a\"b", serverName: "c", skipsVerification: true, authorities: Array("pem".utf8),
      proxyURL: Secret("http://p:1"), configuration: #"{"audience":"x"}"#)
    var scanner = JSONScanner(keeping: .all)
    _ = try scanner.take(Array(ExecCredential.information(for: plugin, isInteractive: true).utf8))
    let spec = try scanner.finish()["spec"]
    #expect(spec?["interactive"]?.boolean == true)
    #expect(spec?["cluster", "server"]?.text == "https://a\"b")
    #expect(spec?["cluster", "certificate-authority-data"]?.text == "cGVt")
    #expect(spec?["cluster", "insecure-skip-tls-verify"]?.boolean == true)
    #expect(spec?["cluster", "tls-server-name"]?.text == "c")
    #expect(spec?["cluster", "proxy-url"]?.text == "http://p:1")
    #expect(spec?["cluster", "config", "audience"]?.text == "x")
  }
}
