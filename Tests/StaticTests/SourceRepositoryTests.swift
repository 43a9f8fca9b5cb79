import Foundation
import TestSupport
import Testing

/// Where `make static` fetches libcurl's source package from.
@Suite(.timeLimit(.minutes(1))) struct `A machine's repositories of sources` {
  private func derived(_ files: [String: String]) async throws -> (status: Int32, list: String, sources: String) {
    let folder = try TemporaryDirectory()
    defer { folder.remove() }
    let parts = folder.url.appendingPathComponent("sources.list.d")
    try FileManager.default.createDirectory(at: parts, withIntermediateDirectories: false)
    for (name, text) in files { try folder.write(text, to: name) }
    let script = StaticBuild.root.appendingPathComponent("Packaging/source-repositories").path
    let result = try await Program.sh.run(
      ["-c", "exec \"$@\"", "sh", script, "bookworm", folder.url.path, folder.url.path])
    func text(_ name: String) throws -> String { try String(contentsOfFile: folder.path(name), encoding: .utf8) }
    return (result.status, try text("from.list"), try text("from.sources"))
  }

  @Test func `are those of its packages, in lines`() async throws {
    let result = try await derived([
      "sources.list": """
      # deb http://commented.example/debian bookworm main
      deb [arch=amd64 signed-by=/usr/share/keyrings/k.gpg] https://mirror.example/debian bookworm main contrib # near
      deb http://mirror.example/debian-security bookworm-security main
      deb-src http://sources.example/debian bookworm main
      deb http://mirror.example/debian trixie main

      """,
      "sources.list.d/vendor.list": "deb https://vendor.example/apt bookworm stable\n",
    ])
    #expect(result.status == 0)
    #expect(
      result.list == """
        deb-src [arch=amd64 signed-by=/usr/share/keyrings/k.gpg] https://mirror.example/debian bookworm main
        deb-src http://mirror.example/debian-security bookworm-security main

        """)
    #expect(result.sources.isEmpty)
  }

  @Test func `are those of its packages, in paragraphs`() async throws {
    let result = try await derived([
      "sources.list.d/debian.sources": """
      Types: deb deb-src
      # as it was installed
      URIs: https://mirror.example/debian
      Suites: bookworm bookworm-updates trixie
      Components: main non-free-firmware
      Signed-By:
       -----BEGIN PGP PUBLIC KEY BLOCK-----
       .
       mQINBF
       -----END PGP PUBLIC KEY BLOCK-----

      Enabled: no
      Types: deb
      URIs: https://off.example/debian
      Suites: bookworm
      Components: main

      Types: deb
      URIs: https://other.example/debian
      Suites: sid
      Components: main
      """
    ])
    #expect(result.status == 0 && result.list.isEmpty)
    #expect(
      result.sources == """
        Types: deb-src
        URIs: https://mirror.example/debian
        Suites: bookworm bookworm-updates
        Components: main
        Signed-By:
         -----BEGIN PGP PUBLIC KEY BLOCK-----
         .
         mQINBF
         -----END PGP PUBLIC KEY BLOCK-----


        """)
  }

  @Test func `are none if it has none of the release`() async throws {
    let result = try await derived(["sources.list": "deb http://mirror.example/debian trixie main\n"])
    #expect(result.status == 1 && result.list.isEmpty && result.sources.isEmpty)
  }
}
