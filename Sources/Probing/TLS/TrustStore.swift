import Glibc
import Model

/// What certificates are verified against: the system's authorities and those that the user adds. A value; the handle
/// that OpenSSL reads is a `CertificateStore`.
///
/// Neither `SSL_CERT_FILE` nor `SSL_CERT_DIR` has a say.
public struct TrustStore: Sendable, Hashable {
  /// Where the system keeps its authorities.
  enum System: Sendable, Hashable {
    /// A directory in which each certificate is a file named by the hash of its subject: read on demand.
    case directory(String)
    /// One file with all certificates in PEM, read at once.
    case bundle(String)
    case none
  }

  let system: System
  /// The user's authorities, DER.
  let additional: [[UInt8]]
  /// The subjects of the user's authorities that the system does not have, sorted; `nil` where there is nothing to compare.
  public var ownAuthorities: [String]? {
    guard !additional.isEmpty else { return nil }
    let subjects: [String]
    switch system {
    case .none: return nil
    case .directory(let directory):
      subjects = additional.compactMap { CertificateReader.subject(of: $0, unlessIn: directory) }
    case .bundle(let file):
      // A file that was just found and cannot be read any more has nothing to compare with.
      guard let authorities = try? Self.authorities(in: file) else { return nil }
      let known = Set(authorities)
      subjects = additional.filter { !known.contains($0) }.compactMap { CertificateReader.subject(of: $0) }
    }
    return Set(subjects).sorted()
  }

  /// `system trust store, corp-ca.pem`.
  public let description: String

  /// What a file of authorities may hold, in bytes.
  static let fileLimit = 4 << 20

  /// Directories kept by `update-ca-certificates`, `update-ca-trust` or `c_rehash`.
  static let directories = [
    "/etc/ssl/certs", "/etc/pki/ca-trust/extracted/pem/directory-hash", "/var/lib/ca-certificates/openssl",
    "/etc/pki/tls/certs", "/system/etc/security/cacerts",
  ]

  /// Debian, Fedora and RHEL, openSUSE, Alpine, in this order.
  static let bundles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/ca-bundle.pem",
    "/var/lib/ca-certificates/ca-bundle.pem", "/etc/ssl/cert.pem",
  ]

  /// The system's authorities and those of a PEM file.
  ///
  /// Throws if the file cannot be read or holds anything but certificates, or if there is neither a file nor a system
  /// trust store.
  public init(file: String? = nil) throws(TrustStoreError) {
    try self.init(file: file, system: Self.findSystem())
  }

  /// The authorities of a PEM file and no others.
  public init(onlyFile file: String) throws(TrustStoreError) {
    try self.init(file: file, system: .none)
  }

  init(file: String?, system: System) throws(TrustStoreError) {
    self.system = system
    var parts = system == .none ? [] : ["system trust store"]
    if let file {
      additional = try Self.authorities(in: file)
      parts.append(String(file.split(separator: "/").last ?? Substring(file)))
    } else if system == .none {
      throw TrustStoreError(
        reason:
          "This machine has no trust store (looked for \(Self.bundles[0]) and the places of other distributions). "
          + "Install the package ca-certificates, or name a PEM file with --ca-file.")
    } else {
      additional = []
    }
    description = parts.joined(separator: ", ")
  }

  private static func findSystem() -> System {
    if let directory = directories.first(where: isHashed) { return .directory(directory) }
    if let bundle = bundles.first(where: { unsafe access($0, R_OK) == 0 }) { return .bundle(bundle) }
    return .none
  }

  /// Whether a directory has a file named as OpenSSL looks certificates up: eight hexadecimal digits, `.0`.
  private static func isHashed(_ directory: String) -> Bool {
    guard let stream = unsafe opendir(directory) else { return false }
    defer { unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      if name.count == 10, name.suffix(2).elementsEqual(".0".utf8), name.prefix(8).allSatisfy(isHexadecimal) {
        return true
      }
    }
    return false
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}
