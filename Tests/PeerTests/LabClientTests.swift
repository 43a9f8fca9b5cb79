import Foundation
import Lab
import Model
import TestSupport
import Testing

/// Clients that nobody here wrote, against the services that `demo` brings up.
@Suite(.uses(.skopeo), .uses(.squid), .timeLimit(.minutes(3)))
struct `The registries of the lab` {
  /// skopeo with names, through a proxy that knows where they are, verifying certificates by the lab's authority.
  private func skopeo(_ arguments: [String], against lab: Lab) async throws -> ToolResult {
    let hosts = LabHost.allCases.map {
      ($0.rawValue, $0.hasPrivateEndpoint ? $0.privateAddress : $0.publicAddress)
    }
    let squid = try await SquidServer(hosts: Dictionary(uniqueKeysWithValues: hosts))
    defer { squid.stop() }
    return try await Program.skopeo.run(
      ["--insecure-policy", "--override-arch", "amd64", "--override-os", "linux"] + arguments,
      environment: ["HTTPS_PROXY": "http://\(squid.address)", "SSL_CERT_FILE": lab.caFile])
  }

  private static let credentials = "\(LabCredential.registryUsername):\(LabCredential.registryPassword)"

  @Test(arguments: [
    (LabHost.mcr, "oss/kubernetes/pause:3.6", [String](), 2),
    (.acr, "models/iris:3", ["--creds", Self.credentials], 3),
  ])
  func `give an image to skopeo`(host: LabHost, image: String, options: [String], layers: Int) async throws {
    let lab = try Lab(scenario: try #require(.named("healthy")))
    defer { lab.stop() }
    let reference = "docker://\(host.rawValue):\(lab.port)/\(image)"
    let result = try await skopeo(["inspect"] + options + [reference], against: lab)
    #expect(result.status == 0, "\(result)")
    struct Inspection: Decodable {
      var tags: [String]
      var architecture: String
      var layers: [String]
      enum CodingKeys: String, CodingKey {
        case tags = "RepoTags"
        case architecture = "Architecture"
        case layers = "Layers"
      }
    }
    let seen = try JSONDecoder().decode(Inspection.self, from: Data(result.output.utf8))
    #expect(seen.tags == [String(image.split(separator: ":")[1])])
    #expect(seen.architecture == "amd64")
    #expect(seen.layers.count == layers)

    // Layers as well; skopeo compares every digest.
    let place = try TemporaryDirectory()
    defer { place.remove() }
    let copy = try await skopeo(
      ["copy"] + options.map { $0 == "--creds" ? "--src-creds" : $0 }
        + [reference, "dir:\(place.path("image"))"], against: lab)
    #expect(copy.status == 0, "\(copy)")
    let files = try FileManager.default.contentsOfDirectory(atPath: place.path("image"))
    #expect(files.count { $0.count == 64 } == layers + 1)
  }

  @Test(arguments: [
    [String](), ["--creds", "\(LabCredential.registryUsername):wrong"],
    ["--creds", "\(LabCredential.strangerUsername):\(LabCredential.strangerPassword)"],
  ])
  func `give nothing to a stranger`(options: [String]) async throws {
    let lab = try Lab(scenario: try #require(.named("healthy")))
    defer { lab.stop() }
    let result = try await skopeo(
      ["inspect"] + options + ["docker://\(LabHost.acr.rawValue):\(lab.port)/models/iris:3"], against: lab)
    #expect(result.status != 0)
    #expect(result.errors.contains("unauthorized") || result.errors.contains("authentication required"), "\(result)")
  }

  @Test func `say what is not there`() async throws {
    let lab = try Lab(scenario: try #require(.named("healthy")))
    defer { lab.stop() }
    let reference = "docker://\(LabHost.mcr.rawValue):\(lab.port)/oss/kubernetes/pause:none"
    let result = try await skopeo(["inspect", reference], against: lab)
    #expect(result.errors.contains("manifest unknown"), "\(result)")
  }

  @Test func `show skopeo that a byte is not as it was`() async throws {
    let scenario = Scenario(id: "flipped", title: "", faults: [.mcrData: .flippedBit])
    let lab = try Lab(scenario: scenario)
    defer { lab.stop() }
    let place = try TemporaryDirectory()
    defer { place.remove() }
    let reference = "docker://\(LabHost.mcr.rawValue):\(lab.port)/oss/kubernetes/pause:3.6"
    let result = try await skopeo(["copy", reference, "dir:\(place.path("image"))"], against: lab)
    #expect(result.status != 0)
    #expect(result.errors.contains("igest"), "\(result)")
  }

  @Test func `serve a client that names addresses`() async throws {
    let lab = try Lab(scenario: try #require(.named("healthy")))
    defer { lab.stop() }
    let registry = "\(LabHost.acr.privateAddress):\(lab.port)"
    let result = try await Program.skopeo.run(
      [
        "--insecure-policy", "--override-arch", "amd64", "--override-os", "linux", "inspect", "--tls-verify=false",
        "--creds", Self.credentials, "docker://\(registry)/models/iris:3",
      ])
    #expect(result.status == 0, "\(result)")
  }
}
