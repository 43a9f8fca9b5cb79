import Foundation
import Lab
import Model
import TestSupport
import Testing

@Suite(.enabled(if: StaticBuild.isGiven, StaticBuild.remark), .serialized, .timeLimit(.minutes(3)))
struct `The image` {
  /// What skopeo prints of an image.
  private struct Inspection: Decodable {
    var digest: String
    var created: String
    var labels: [String: String]
    var architecture: String
    var system: String
    var layers: [String]

    enum CodingKeys: String, CodingKey {
      case digest = "Digest"
      case created = "Created"
      case labels = "Labels"
      case architecture = "Architecture"
      case system = "Os"
      case layers = "Layers"
    }
  }

  /// The parts of a container's configuration (config.md of the OCI's runtime specification) that say how it is started.
  private struct Container: Decodable {
    struct Process: Decodable {
      struct User: Decodable {
        var uid: Int
        var gid: Int
      }
      var user: User
      var args: [String]
      var env: [String]
      var cwd: String
    }
    var process: Process
  }

  private static let reference = "oci:\(StaticBuild.image ?? "")"

  private func succeeded(_ result: ToolResult) throws -> String {
    try #require(result.status == 0, "\(result)")
    return result.output
  }

  @Test(.enabled(if: Program.skopeo.shouldBeUsed, Comment(rawValue: Program.skopeo.remark)))
  func `is read and copied by a registry's client`() async throws {
    let version = try Preflight.run(["--version"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let image = "\(Self.reference):\(version)"
    let text = try succeeded(await Program.skopeo.run(["inspect", image]))
    let inspection = try JSONDecoder().decode(Inspection.self, from: Data(text.utf8))
    #expect(inspection.system == "linux" && ["amd64", "arm64"].contains(inspection.architecture))
    #expect(inspection.labels["org.opencontainers.image.title"] == "aml-preflight")
    #expect(inspection.labels["org.opencontainers.image.version"] == version)
    #expect(inspection.labels["org.opencontainers.image.created"] == inspection.created)
    #expect(inspection.layers.count == 1)
    // Copying compares every digest and size with what is there.
    let folder = try TemporaryDirectory()
    defer { folder.remove() }
    _ = try succeeded(await Program.skopeo.run(["copy", "--insecure-policy", image, "dir:\(folder.path("copy"))"]))
    let manifest = try Data(contentsOf: folder.url.appendingPathComponent("copy/manifest.json"))
    _ = try folder.write(String(decoding: manifest, as: UTF8.self), to: "manifest")
    let digest = try succeeded(await Program.skopeo.run(["manifest-digest", folder.path("manifest")]))
    #expect(digest.trimmingCharacters(in: .whitespacesAndNewlines) == inspection.digest)
  }

  @Test(
    .enabled(if: Program.umoci.shouldBeUsed, Comment(rawValue: Program.umoci.remark)),
    .enabled(if: getuid() == 0 && StaticBuild.mayChangeRoot, "needs root, to become the image's user"))
  func `runs as its own user on a file system that is only read`() async throws {
    let bundle = try await unpacked()
    defer { bundle.remove() }
    let configuration = try JSONDecoder().decode(
      Container.self, from: Data(contentsOf: bundle.url.appendingPathComponent("bundle/config.json")))
    let process = configuration.process
    #expect(process.user.uid == 65532 && process.user.gid == 65532 && process.cwd == "/")
    #expect(process.env.contains("HOME=/home/nonroot"))
    let root = bundle.path("bundle/rootfs")
    let entry = try #require(process.args.first)

    let lab = try Lab(scenario: #require(Scenario.named("record-missing")))
    defer { lab.stop() }
    // As a volume would be: mounted below a root file system that is read-only.
    let volume = try TemporaryFolder()
    try volume.write(lab.deploymentFile, to: "deployment.yaml")
    try volume.write(String(contentsOfFile: lab.caFile, encoding: .utf8), to: "root.pem")
    let script = """
      mount --bind "$1" "$1" && mount --bind "$2" "$1/home/nonroot" && mount -o remount,bind,ro "$1" || exit 99
      root=$1; shift 2
      exec unshare --root "$root" --setgid 65532 --setuid 65532 "$@"
      """
    func run(_ arguments: [String]) throws -> Preflight.Result {
      try Preflight.run(
        arguments, environment: ["TMPDIR": "/tmp"],
        through: ["unshare", "--mount", "sh", "-c", script, "sh", root, volume.url.path], program: entry)
    }
    let servers = lab.nameservers.flatMap { ["--dns-server", "\($0)"] }
    let options = ["--vantage", "pod", "--ca-file", "/home/nonroot/root.pem", "-o", "text"]
    let result = try run(["run", "/home/nonroot/deployment.yaml"] + servers + options)
    #expect(result.status == 1 && result.errors.isEmpty, "\(result)")
    #expect(result.output.contains("private-link.record-missing"))
    // Without its own authority the lab is not trusted; the image's authorities are read, as its user may.
    let distrusted = try run(["run", "/home/nonroot/deployment.yaml"] + servers + ["-o", "text"])
    #expect(distrusted.status == 1 && distrusted.output.contains("tls."), "\(distrusted)")
    let refused = try run(["demo", "healthy"])
    #expect(refused.status == 70 && refused.errors.contains("/tmp"), "\(refused)")
  }

  @Test(.enabled(if: Program.umoci.shouldBeUsed, Comment(rawValue: Program.umoci.remark)))
  func `trusts whom the distribution trusts`() async throws {
    let bundle = try await unpacked()
    defer { bundle.remove() }
    let folder = bundle.url.appendingPathComponent("bundle/rootfs/etc/ssl/certs")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "ca-certificates.crt" }
    let mark = "-----BEGIN CERTIFICATE-----"
    let all = try String(contentsOf: folder.appendingPathComponent("ca-certificates.crt"), encoding: .utf8)
    #expect(all.components(separatedBy: mark).count - 1 == files.count && files.count > 100)
    for file in files {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      #expect(all.contains(text) && text.components(separatedBy: mark).count == 2, "\(file)")
    }
    // As OpenSSL looks them up, without the file: each is found by its own name.
    let first = try #require(files.min())
    let place = folder.path
    let verified = try await Program.openssl.run(
      ["verify", "-no-CAfile", "-no-CAstore", "-CApath", place, "\(place)/\(first)"])
    #expect(verified.status == 0, "\(verified)")
  }

  @Test func `is the same again`() async throws {
    let folder = try TemporaryDirectory()
    defer { folder.remove() }
    let executable = URL(fileURLWithPath: try #require(StaticBuild.executable))
    let result = try await Program.sh.run(
      [
        "-c", "exec \"$@\"", "sh", StaticBuild.root.appendingPathComponent("Packaging/image").path, executable.path,
        executable.deletingLastPathComponent().appendingPathComponent("libraries").path, folder.path("image"),
      ], environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""], within: .seconds(120))
    #expect(result.status == 0, "\(result)")
    let index = "index.json"
    let again = try Data(contentsOf: folder.url.appendingPathComponent("image/\(index)"))
    #expect(try again == Data(contentsOf: URL(fileURLWithPath: #require(StaticBuild.image) + "/\(index)")))
  }

  private func unpacked() async throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let version = try Preflight.run(["--version"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let rights = getuid() == 0 ? [] : ["--rootless"]
    _ = try succeeded(
      await Program.umoci.run(
        ["unpack"] + rights + ["--image", "\(StaticBuild.image ?? ""):\(version)", directory.path("bundle")],
        within: .seconds(60)))
    return directory
  }
}
