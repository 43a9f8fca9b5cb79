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
  /// `options timeout:n attempts:n rotate`; what holds by default unless the file says otherwise.
  public var patience = Vantage.Patience()

  /// How many nameservers the C library uses (`MAXNS`).
  public static let nameserverLimit = 3
  /// How much of a file is read, in bytes.
  static let sizeLimit = 64 << 10

  /// Reads the text of a file. Lines but `nameserver`, `search`, `domain` and `options` are left alone; a comment begins with `#` or `;`.
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

  /// As the C library reads them: at most six domains, 15 dots, 30 seconds and five attempts (resolv.conf(5)).
  private mutating func takeSearch(_ words: [Substring]) {
    switch words.first {
    case "search": searchDomains = words.dropFirst().prefix(6).compactMap { DomainName(String($0)) }
    case "domain": searchDomains = words.dropFirst().prefix(1).compactMap { DomainName(String($0)) }
    case "options":
      for word in words.dropFirst() {
        let parts = word.split(separator: ":", maxSplits: 1)
        let number = parts.count == 2 ? Int(parts[1]) : nil
        switch (parts[0], number) {
        case ("ndots", let number?): ndots = min(max(0, number), 15)
        case ("timeout", let number?): patience.timeout = min(max(1, number), 30)
        case ("attempts", let number?): patience.attempts = min(max(1, number), 5)
        case ("rotate", nil): patience.rotates = true
        default: break
        }
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
    switch SystemText.content(of: path, upTo: Self.sizeLimit) {
    case .failure(let error): throw ResolverConfigurationError(path: path, reason: error.reason)
    case .success(let text): self.init(text)
    }
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
