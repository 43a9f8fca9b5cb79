import Foundation
import Lab
import Model
import TestSupport
import Testing

@Suite(.uses(.squid), .uses(.curl), .timeLimit(.minutes(3))) struct `Squid with rules of an allow-list` {
  @Test(arguments: ["azure-cni-custom-dns", "kubenet", "private-cluster"])
  func `takes them as they are`(name: String) async throws {
    let place = try TemporaryDirectory()
    defer { place.remove() }
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("checks/deployments/\(name).yaml")
    let rules = try Preflight.run(["plan", file.path, "--format", "squid"]).output
    let path = try place.write("http_port 3128\npid_filename none\n\(rules)\nhttp_access deny all\n", to: "squid.conf")
    let result = try await Program.squid.run(["-k", "parse", "-f", path], in: place)
    #expect(result.status == 0, "\(result)")
    #expect(!(result.errors + result.output).contains("ERROR"), "\(result)")
    #expect(!(result.errors + result.output).contains("WARNING"), "\(result)")
  }

  @Test func `lets out to every host of the plan, and to no other`() async throws {
    let lab = try Lab(scenario: try #require(.named("healthy")))
    defer { lab.stop() }
    let place = try TemporaryDirectory()
    defer { place.remove() }
    // The demo's own deployment, whose clients are on this machine.
    let text = lab.deploymentFile.replacing("10.240.0.0/16", with: "127.0.0.0/8")
    let deployment = try place.write(text, to: "demo.yaml")
    let rules = try Preflight.run(["plan", deployment, "--format", "squid"])
    #expect(rules.status == 0, "\(rules.errors)")
    let hosts = LabHost.allCases.map { ($0.rawValue, $0.hasPrivateEndpoint ? $0.privateAddress : $0.publicAddress) }
    let squid = try await SquidServer(
      .rules(rules.output),
      hosts: Dictionary(uniqueKeysWithValues: hosts + [("example.com", LabHost.mcr.publicAddress)]))
    defer { squid.stop() }

    func status(of host: String, port: UInt16) async throws -> String {
      let result = try await Program.curl.run([
        "--silent", "--output", "/dev/null", "--write-out", "%{http_connect}", "--proxy", "http://\(squid.address)",
        "--cacert", lab.caFile, "https://\(host):\(port)/",
      ])
      return result.output
    }
    // Clients ask for scores from outside; an experiment and the extension are not of this edition.
    let others: Set<LabHost> = [.scoring, .azureMLExperiments, .extensionConfig, .azureMLWorkspaceAPI]
    for host in LabHost.allCases where !others.contains(host) {
      #expect(try await status(of: host.rawValue, port: lab.port) == "200", "\(host.rawValue)")
    }
    #expect(try await status(of: "example.com", port: lab.port) == "403")
    #expect(try await status(of: LabHost.mcr.rawValue, port: lab.port == 22 ? 23 : 22) == "403")
  }
}
