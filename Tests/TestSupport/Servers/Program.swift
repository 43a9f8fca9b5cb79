public import Foundation

/// A program from a Debian package that tests start: a server that nobody here wrote, or a tool that asks one.
public enum Program: String, Sendable, CaseIterable {
  case named, nginx, squid
  case dockerRegistry = "docker-registry"
  case dig, curl, openssl, strace, unshare
  case unbound, dnsmasq, tinyproxy, nft, ip, faketime, skopeo, umoci, sh
  case python = "python3"
  case chronyd
  case namedCheckconf = "named-checkconf"
  case unboundCheckconf = "unbound-checkconf"

  /// The Debian package that brings the program.
  public var package: String {
    switch self {
    case .named, .namedCheckconf: "bind9"
    case .nginx: "nginx-light"
    case .squid: "squid"
    case .dockerRegistry: "docker-registry"
    case .dig: "bind9-dnsutils"
    case .curl: "curl"
    case .openssl: "openssl"
    case .strace: "strace"
    case .unshare: "util-linux"
    case .unbound, .unboundCheckconf: "unbound"
    case .dnsmasq: "dnsmasq-base"
    case .tinyproxy: "tinyproxy-bin"
    case .nft: "nftables"
    case .ip: "iproute2"
    case .faketime: "faketime"
    case .skopeo: "skopeo"
    case .umoci: "umoci"
    case .sh: "dash"
    case .python: "python3"
    case .chronyd: "chrony"
    }
  }

  /// Where servers and tools are; users without administration rights have no `sbin` in their path.
  private static let folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"]

  /// The file to execute; `nil` if the program is not installed.
  public var executable: URL? {
    Self.folders.lazy.map { URL(fileURLWithPath: "\($0)/\(rawValue)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Whether a test that needs the program should run: always under continuous integration, where a missing program
  /// is to fail and not to be overlooked.
  public var shouldBeUsed: Bool {
    executable != nil || ProcessInfo.processInfo.environment["CI"] == "true"
  }

  /// Says why a test was skipped, and what installs the program.
  public var remark: String { "\(rawValue) is not installed: apt-get install \(package)" }

  /// The file to execute.
  ///
  /// - Throws: `ServerError.missing` if the program is not installed.
  public func required() throws -> URL {
    guard let executable else { throw ServerError.missing(self) }
    return executable
  }
}
