import Model
import TestSupport
import Testing

@Suite(.serialized, .uses(.dockerRegistry), .uses(.curl), .uses(.openssl))
struct `docker-registry` {
  @Test func `asks for a token`() async throws {
    let authority = try await TestAuthority()
    defer { authority.remove() }
    let registry = try await RegistryServer(
      host: "myacr.azurecr.io", identity: try await authority.issue(ServerCertificate(["myacr.azurecr.io"])))
    defer { registry.stop() }
    let target = "myacr.azurecr.io:\(registry.address.port)"
    let result = try await Program.curl.run(
      ["-sS", "-i", "--cacert", authority.rootFile, "--resolve", "\(target):\(registry.address.address)"]
        + ["https://\(target)/v2/"])
    #expect(result.output.contains("401"), "\(result) \(registry.log)")
    #expect(result.output.lowercased().contains("docker-distribution-api-version: registry/2.0"))
    #expect(result.output.contains("Bearer realm=\"https://myacr.azurecr.io/oauth2/token\""))
  }
}
