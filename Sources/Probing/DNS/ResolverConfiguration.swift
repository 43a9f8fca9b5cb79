internal import Glibc
public import Model

/// The nameservers that this machine's programs ask: resolv.conf(5), read as the C library reads it.
public struct ResolverConfiguration: Sendable, Hashable {
  /// A line that names a nameserver which is not used, and why.
  public struct Ignored: Sendable, Hashable {
    /// From 1.
    public var line: Int
    /// What the line names: `fe80::1%eth0`; at most 80 characters.
    public var text: String
    /// In words: `only the first 3 nameservers are used`.
    public var reason: String
  }

  /// In the order of the file, port 53.
  public var nameservers: [SocketAddress] = []
  public var ignored: [Ignored] = []
  /// What is appended to names; the last `search` or `domain` line counts.
  public var searchDomains: [DomainName] = []
  /// Names with fewer dots get the search domains first (`options ndots:5`); 1 unless the file says otherwise.
  public var ndots = 1

  /// How many nameservers the C library uses (`MAXNS`).
  public static let nameserverLimit = 3
  /// How much of a file is read, in bytes.
  static let sizeLimit = 64 << 10

  /// Reads the text of a file. Lines but `nameserver`, `search`, `domain` and `options ndots` are left alone; a comment begins with `#` or `;`.
  public init(_ text: String) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace)
      if line.first?.isWhitespace == false { takeSearch(words) }
      guard line.first?.isWhitespace == false, words.first == "nameserver" else { continue }
      let value = words.dropFirst().first.map { $0.prefix { $0 != "#" && $0 != ";" } } ?? ""
      switch Self.nameserver(value) {
      case .failure(let problem):
        ignored.append(Ignored(line: number + 1, text: String(value.prefix(80)), reason: problem.reason))
      case .success(let address) where nameservers.contains(address):
        continue
      case .success where nameservers.count == Self.nameserverLimit:
        ignored.append(
          Ignored(
            line: number + 1, text: String(value.prefix(80)),
            reason: "only the first \(Self.nameserverLimit) nameservers are used"))
      case .success(let address):
        nameservers.append(address)
      }
    }
  }

  /// The search list of the vantage; `nil` if programs append nothing.
  public var search: Vantage.SearchList? {
    searchDomains.isEmpty ? nil : Vantage.SearchList(domains: searchDomains, ndots: ndots)
  }

  /// As the C library reads them: at most six domains, at most 15 dots (resolv.conf(5)).
  private mutating func takeSearch(_ words: [Substring]) {
    switch words.first {
    case "search": searchDomains = words.dropFirst().prefix(6).compactMap { DomainName(String($0)) }
    case "domain": searchDomains = words.dropFirst().prefix(1).compactMap { DomainName(String($0)) }
    case "options":
      for word in words where word.hasPrefix("ndots:") {
        ndots = Int(word.dropFirst(6)).map { min(max(0, $0), 15) } ?? ndots
      }
    default: break
    }
  }

  private struct Problem: Error {
    let reason: String
  }

  private static func nameserver(_ text: Substring) -> Result<SocketAddress, Problem> {
    guard !text.isEmpty else { return .failure(Problem(reason: "no address is given")) }
    guard !text.contains("%") else {
      return .failure(Problem(reason: "an address that holds on one interface only (a zone) is not supported"))
    }
    guard let address = IPAddress(String(text)) else { return .failure(Problem(reason: "this is not an IP address")) }
    guard !address.isMulticast else { return .failure(Problem(reason: "a nameserver cannot have a multicast address")) }
    // The C library takes 0.0.0.0 and :: for this machine.
    let isHere = address.isUnspecified
    let own: IPAddress = address.family == .ipv4 ? .v4(0x7F00_0001) : .v6(high: 0, low: 1)
    return .success(SocketAddress(isHere ? own : address, port: 53))
  }
}

extension ResolverConfiguration {
  /// Reads a file, `/etc/resolv.conf` unless another is named; at most 64 KiB of it.
  ///
  /// Throws if it cannot be read.
  public init(contentsOf path: String = "/etc/resolv.conf") throws(ResolverConfigurationError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ResolverConfigurationError(path: path, reason: SystemReason.text(of: errno)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while bytes.count < Self.sizeLimit {
      let count = unsafe read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ResolverConfigurationError(path: path, reason: SystemReason.text(of: errno)) }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    self.init(String(decoding: bytes.prefix(Self.sizeLimit), as: UTF8.self))
  }
}

/// The file that names this machine's nameservers could not be read.
public struct ResolverConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
  public var path: String
  /// The system's words: `No such file or directory`.
  public var reason: String

  public var description: String {
    "\(path) cannot be read: \(reason). Name the nameservers with --dns-server."
  }
}
