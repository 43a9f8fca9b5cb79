import Foundation
import Model

/// A certificate authority of its own, made by the `openssl` program: a root and an intermediate.
public struct TestAuthority: Sendable {
  /// Files of a certificate for a server.
  public struct Identity: Sendable {
    /// PEM: what is presented, leaf first.
    public var chain: String
    /// PEM: the private key.
    public var key: String
  }

  private let directory: TemporaryDirectory
  private let extensions = """
    [root]
    basicConstraints = critical, CA:true
    keyUsage = critical, keyCertSign, cRLSign
    subjectKeyIdentifier = hash
    [intermediate]
    basicConstraints = critical, CA:true, pathlen:0
    keyUsage = critical, keyCertSign, cRLSign
    subjectKeyIdentifier = hash
    authorityKeyIdentifier = keyid
    [ca]
    default_ca = authority
    [authority]
    new_certs_dir = .
    database = index.txt
    rand_serial = yes
    default_md = sha256
    policy = policy
    unique_subject = no
    [policy]
    commonName = supplied
    [req]
    distinguished_name = name
    prompt = no
    [name]
    commonName = test

    """

  /// Makes root and intermediate, with names that no other authority has.
  public init() async throws {
    directory = try TemporaryDirectory()
    let mark = UUID().uuidString.prefix(8)
    do {
      try directory.write("", to: "index.txt")
      try directory.write(extensions, to: "openssl.conf")
      try await makeKey("root", .p256)
      try await makeKey("intermediate", .p256)
      try await request("root", subject: "Test Root \(mark)")
      try await sign("root", by: "root", validity: .current, section: "root", in: "openssl.conf")
      try await request("intermediate", subject: "Test Intermediate \(mark)")
      try await sign("intermediate", by: "root", validity: .current, section: "intermediate", in: "openssl.conf")
    } catch {
      directory.remove()
      throw error
    }
  }

  /// The root's PEM file, for clients that are to trust it.
  public var rootFile: String { directory.path("root.pem") }

  /// Makes a key and a certificate for a server.
  public func issue(_ certificate: ServerCertificate) async throws -> Identity {
    let name = "leaf-\(UUID().uuidString.prefix(13))"
    let alternatives = certificate.names.map { "\(IPAddress($0) == nil ? "DNS" : "IP"):\($0)" }
    try directory.write(
      extensions + """
        [leaf]
        basicConstraints = critical, CA:false
        keyUsage = critical, digitalSignature, keyEncipherment
        extendedKeyUsage = \(certificate.isOfClient ? "clientAuth" : "serverAuth")
        subjectKeyIdentifier = hash
        authorityKeyIdentifier = keyid
        subjectAltName = \(alternatives.joined(separator: ", "))

        """, to: "\(name).conf")
    try await makeKey(name, certificate.key)
    try await request(name, subject: certificate.names.first.map { String($0.prefix(64)) } ?? "test")
    let signer = certificate.chain == .selfSigned ? name : "intermediate"
    try await sign(name, by: signer, validity: certificate.validity, section: "leaf", in: "\(name).conf")
    var chain = try text("\(name).pem")
    switch certificate.chain {
    case .complete: chain += try text("intermediate.pem")
    case .repeated(let count): chain += String(repeating: try text("intermediate.pem"), count: count)
    case .withoutIntermediate, .selfSigned: break
    }
    return Identity(chain: try directory.write(chain, to: "\(name).chain.pem"), key: directory.path("\(name).key"))
  }

  /// Removes all files.
  public func remove() { directory.remove() }

  private func makeKey(_ name: String, _ key: ServerCertificate.Key) async throws {
    let algorithm =
      switch key {
      case .p256: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
      case .rsa: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
      }
    try await openssl(["genpkey", "-out", "\(name).key"] + algorithm)
  }

  private func request(_ name: String, subject: String) async throws {
    try await openssl(
      ["req", "-new", "-config", "openssl.conf", "-subj", "/CN=\(subject)", "-key", "\(name).key"]
        + ["-out", "\(name).csr"])
  }

  private func sign(
    _ name: String, by signer: String, validity: ServerCertificate.Validity, section: String, in file: String
  ) async throws {
    let hour = 3600.0
    let (start, end) =
      switch validity {
      case .current: (-24 * hour, 365 * 24 * hour)
      case .expired: (-48 * hour, -hour)
      case .notYetValid: (24 * hour, 365 * 24 * hour)
      case .expiringSoon: (-24 * hour, 3 * 24 * hour)
      }
    let issuer = signer == name ? ["-selfsign"] : ["-cert", "\(signer).pem"]
    // A database of its own for each certificate: several are made at the same time.
    try directory.write("", to: "\(name).index")
    let text = try text(file).replacingOccurrences(of: "index.txt", with: "\(name).index")
    try directory.write(text, to: "\(name).ca.conf")
    try await openssl(
      ["ca", "-batch", "-notext", "-config", "\(name).ca.conf", "-extensions", section, "-keyfile", "\(signer).key"]
        + issuer + ["-startdate", Self.time(start), "-enddate", Self.time(end), "-in", "\(name).csr"]
        + ["-out", "\(name).pem"])
  }

  /// A moment so many seconds from now, as `openssl ca` takes it.
  private static func time(_ seconds: Double) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "UTC")
    formatter.dateFormat = "yyyyMMddHHmmss'Z'"
    return formatter.string(from: Date(timeIntervalSinceNow: seconds))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: directory.path(name), encoding: .utf8)
  }

  private func openssl(_ arguments: [String]) async throws {
    let result = try await Program.openssl.run(arguments, in: directory)
    guard result.status == 0 else {
      throw ServerError.ended(program: "openssl", status: result.status, output: "\(arguments)\n\(result)")
    }
  }
}
