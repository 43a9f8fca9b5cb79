public import Model

extension HostsFile {
  /// How much of the file is read, in bytes: block lists of some megabytes are in use.
  static let sizeLimit = 8 << 20
  /// So many lines of one name are kept.
  static let entryLimit = 8

  /// What this machine's hosts file says of names, and when its programs ask it; `nil` if it says nothing of them or
  /// cannot be read. nsswitch.conf(5) that cannot be read leaves what is usual: the file comes first.
  public init?(about names: Set<DomainName>, path: String = "/etc/hosts", switchPath: String = "/etc/nsswitch.conf") {
    guard !names.isEmpty, case .success(let text) = SystemText.content(of: path, upTo: Self.sizeLimit) else {
      return nil
    }
    let order = if case .success(let text) = SystemText.content(of: switchPath, upTo: 64 << 10) { text } else { "" }
    self.init(text, about: names, path: path, order: order)
  }

  /// Reads the texts of both files (hosts(5), nsswitch.conf(5)); `nil` if no name of interest is there.
  init?(_ text: String, about names: Set<DomainName>, path: String = "/etc/hosts", order: String = "") {
    var entries: [Entry] = []
    var counts: [DomainName: Int] = [:]
    // By bytes: of a long list hardly any line is of interest.
    for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      let content = line.prefix { $0 != UInt8(ascii: "#") }
      let words = content.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r") }
      guard words.count > 1 else { continue }
      let found = words.dropFirst().compactMap { DomainName(String(decoding: $0, as: UTF8.self)) }.filter(
        names.contains)
      guard !found.isEmpty, let address = IPAddress(String(decoding: words[0], as: UTF8.self)) else { continue }
      for name in found where counts[name, default: 0] < Self.entryLimit {
        counts[name, default: 0] += 1
        entries.append(Entry(name: name, address: address, line: index + 1))
      }
    }
    guard !entries.isEmpty else { return nil }
    self.init(path: path, precedence: Precedence(switch: order), entries: entries)
  }
}

extension HostsFile.Precedence {
  /// By the line `hosts:` of nsswitch.conf(5). systemd's `resolve` reads the hosts file itself.
  init(switch text: String) {
    let lines = text.split(separator: "\n").map { $0.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace) }
    guard let services = lines.last(where: { $0.first == "hosts:" })?.dropFirst() else {
      self = .first
      return
    }
    let file = services.firstIndex { $0 == "files" || $0 == "resolve" }
    let dns = services.firstIndex(of: "dns")
    switch (file, dns) {
    case (nil, _): self = .never
    case (_?, nil): self = .first
    case (let file?, let dns?) where file < dns: self = .first
    case (let file?, let dns?):
      // `dns [NOTFOUND=return] files`: what DNS does not know is not asked further.
      let between = services[dns..<file].joined(separator: " ").lowercased()
      self = between.contains("notfound=return") || between.contains("!unavail=return") ? .never : .afterDNS
    }
  }
}
