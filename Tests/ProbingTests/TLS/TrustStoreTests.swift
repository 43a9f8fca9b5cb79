import Foundation
import Testing

@testable import Probing

@Suite struct `A trust store` {
  private static let root = TestCertificate.make("Root", isAuthority: true)

  private func withFile<Result>(_ content: String, _ body: (String) throws -> Result) throws -> Result {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())-ca.pem")
    try Data(content.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(file.path)
  }

  @Test func `takes the user's file beside the system's authorities`() throws {
    try withFile("# a comment\n" + Self.root.pem + "\n" + Self.root.pem) { file in
      let store = try TrustStore(file: file)
      #expect(store.additional == [Self.root.encoding, Self.root.encoding])
      #expect(store.description.hasPrefix("system trust store, "))
      #expect(store.description.hasSuffix("-ca.pem"))
      _ = try CertificateStore(store)
    }
  }

  @Test(arguments: [
    ("", "is empty"), ("no certificate\n", "holds no certificate"), ("\u{30}\u{03}\u{02}", "looks like DER"),
    ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "certificate number 1 cannot be read"),
    ("-----BEGIN CERTIFICATE-----\nAAAA\n", "certificate number 1 cannot be read"),
    ("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "holds no certificate"),
  ])
  func `says what is wrong with a file`(content: String, message: String) throws {
    try withFile(content) { file in
      let error = #expect(throws: TrustStoreError.self) { try TrustStore(file: file) }
      #expect(error?.description.contains(message) == true, "\(String(describing: error))")
      #expect(error?.path == file)
    }
  }

  @Test(arguments: [
    ("/nowhere/ca.pem", "No such file"), ("/etc", "not a regular file"), ("/dev/zero", "not a regular file"),
  ])
  func `says why a file cannot be read`(file: String, message: String) {
    let error = #expect(throws: TrustStoreError.self) { try TrustStore(file: file) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func `refuses a file that is too large`() throws {
    try withFile(String(repeating: "x", count: TrustStore.fileLimit + 1)) { file in
      let error = #expect(throws: TrustStoreError.self) { try TrustStore(file: file) }
      #expect(error?.reason.contains("larger than 4 MiB") == true)
    }
  }

  @Test func `does without a system trust store only if there is a file`() throws {
    #expect(throws: TrustStoreError.self) { try TrustStore(file: nil, system: .none) }
    try withFile(Self.root.pem) { file in
      let store = try TrustStore(file: file, system: .none)
      #expect(store.description.hasSuffix("-ca.pem"))
      #expect(!store.description.contains("system"))
    }
  }

  @Test func `knows which of the user's authorities the system has not`() throws {
    let other = TestCertificate.make("Other", isAuthority: true)
    func own(_ store: TrustStore) -> [String]? { store.ownAuthorities }
    try withFile(Self.root.pem + "\n" + other.pem) { (file: String) throws in
      try withFile(other.pem) { (bundle: String) throws in
        let known = TrustStore.System.bundle(bundle)
        let stores = try [
          TrustStore(file: file, system: known), TrustStore(file: bundle, system: known),
          TrustStore(file: nil, system: known), TrustStore(onlyFile: file),
          TrustStore(file: file, system: .directory("/nowhere")),
        ]
        #expect(stores.map(own) == [["CN=Root"], [], nil, nil, ["CN=Other", "CN=Root"]])
      }
    }
  }
}
