internal import Model

/// Replaces the customer's names and addresses, each by one token wherever it stands.
struct Redactor {
  /// Where a text comes from, which says what in it may be a name.
  enum Origin {
    /// This program wrote it: what looks like a host may be a path in a file, so only names known from the recording
    /// are replaced.
    case own
    /// Somebody else wrote it: what looks like a host is one.
    case foreign
    /// A header by whose words services are known: no word of it is replaced, only hosts and addresses.
    case mark
  }

  let hidesNames: Bool
  private let names: PublicNames
  private var addresses: AddressTokens
  /// Tokens of labels and words, by the text in lower case.
  private var tokens: [String: String] = [:]
  /// Which of them are replaced in texts too, being names that the customer chose.
  private var words: Set<String> = []
  /// Names that were replaced where a host stands.
  private var hosts: Set<String> = []
  /// Texts that are replaced as a whole: names with spaces, certificates' names.
  private var literals: [String: String] = [:]
  private var guids: [String: String] = [:]
  private var counts: [String: Int] = [:]

  init(
    level: RedactionLevel, names: PublicNames, furtherRanges: [IPPrefix], keptAddresses: Set<IPAddress>,
    knownRanges: [IPPrefix] = []
  ) {
    hidesNames = level == .names
    self.names = names
    addresses = AddressTokens(furtherRanges: furtherRanges, kept: keptAddresses, knownRanges: knownRanges)
  }

  // MARK: - Values

  mutating func address(_ address: IPAddress) -> IPAddress {
    hidesNames ? addresses.token(for: address) : address
  }

  mutating func prefix(_ prefix: IPPrefix) -> IPPrefix {
    hidesNames ? addresses.token(for: prefix) : prefix
  }

  /// Lets the first and the last addresses of a range be so in its token.
  mutating func keepEnds(of range: IPPrefix) {
    if hidesNames { addresses.keepEnds(of: range) }
  }

  mutating func place(_ place: SocketAddress) -> SocketAddress {
    SocketAddress(address(place.address), port: place.port)
  }

  mutating func host(_ host: Host) -> Host {
    switch host {
    case .name(let name): .name(self.name(name))
    case .address(let address): .address(self.address(address))
    }
  }

  /// The name with its labels replaced that are not words of a service: what lies below a zone still does.
  mutating func name(_ name: DomainName) -> DomainName {
    guard hidesNames, !names.hosts.contains(name.text) else { return name }
    let text = labels(of: name.text)
    if text != name.text { remember(name) }
    return DomainName(text) ?? DomainName(token(for: name.text)) ?? name
  }

  /// A name as received, which may be none of a host (`_sip._tcp`, `*.corp`, `\000`).
  mutating func receivedName(_ text: String) -> String {
    if let address = IPAddress(text) { return self.address(address).description }
    if let name = DomainName(text) { return self.name(name).text }
    guard hidesNames else { return text }
    if text.hasPrefix("*."), let domain = DomainName(String(text.dropFirst(2))) { remember(domain) }
    return labels(of: text)
  }

  /// The name, and the zones that it lies in, of which findings speak.
  private mutating func remember(_ name: DomainName) {
    guard hosts.insert(name.text).inserted else { return }
    let labels = name.labels
    let shortest = min(2, max(1, labels.count - 1))
    for count in shortest..<max(shortest, labels.count) {
      hosts.insert(labels.suffix(count).joined(separator: "."))
    }
  }

  private mutating func labels(of name: String) -> String {
    let labels = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let domain = labels.suffix(2).joined(separator: ".").lowercased()
    let isPublic = names.domains.contains(domain)
    return labels.enumerated().map { index, label in
      let lower = label.lowercased()
      if label.isEmpty || label == "*" || lower == "localhost" || lower == "privatelink" { return label }
      if isPublic, index >= labels.count - 2 || (names.labels.contains(lower) && !words.contains(lower)) {
        return label
      }
      return token(for: lower)
    }.joined(separator: ".")
  }

  /// A name that the customer chose: replaced here and in every text.
  mutating func word(_ word: String) -> String {
    guard hidesNames, !word.isEmpty else { return word }
    let lower = word.lowercased()
    guard !names.labels.contains(lower), !names.marks.contains(lower) else { return word }
    if SecretSearch.isGUID(word.utf8) { return guid(lower) }
    let token = token(for: lower)
    if word.utf8.allSatisfy(Self.isRun) { words.insert(lower) } else { literals[word] = token }
    return token
  }

  mutating func word(_ word: String?) -> String? { word.map { self.word($0) } }

  /// A certificate's name; those of public authorities stay, but for the hosts in them.
  mutating func distinguishedName(_ name: String) -> String {
    guard hidesNames, !name.isEmpty else { return name }
    if Self.publicAuthorities.contains(where: name.contains) { return text(name, from: .mark) }
    if let known = literals[name] { return known }
    let token = "CN=" + next("certificate")
    literals[name] = token
    return token
  }

  /// Authorities that issue Microsoft's certificates.
  static let publicAuthorities = ["O=DigiCert Inc", "O=Microsoft Corporation", "O=Baltimore"]

  /// A number in hexadecimal digits, as of certificates. What tells it from others stands in the first 16 digits, which is
  /// what people look at.
  mutating func number(_ digits: String, digits count: Int) -> String {
    guard hidesNames, !digits.isEmpty else { return digits }
    let key = "number " + digits
    if let known = tokens[key] { return known }
    counts["number", default: 0] += 1
    let text = String(counts["number", default: 0], radix: 16, uppercase: false)
    let front = min(count, 16)
    let token =
      String(repeating: "0", count: max(0, front - text.utf8.count)) + text
      + String(repeating: "0", count: max(0, count - max(front, text.utf8.count)))
    tokens[key] = token
    return token
  }

  /// A file of the user's.
  mutating func file(_ path: String) -> String {
    guard hidesNames else { return path }
    if let known = literals[path] { return known }
    let token = next("file")
    literals[path] = token
    return token
  }

  // MARK: - Tokens

  private mutating func token(for lower: String) -> String {
    if let known = tokens[lower] { return known }
    let token = next("name")
    tokens[lower] = token
    return token
  }

  private mutating func next(_ kind: String) -> String {
    counts[kind, default: 0] += 1
    return "\(kind)-\(counts[kind, default: 0])"
  }

  private mutating func guid(_ lower: String) -> String {
    if let known = guids[lower] { return known }
    let digits = String(guids.count + 1)
    let token = "00000000-0000-4000-8000-" + String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    guids[lower] = token
    return token
  }

  // MARK: - Texts

  mutating func url(_ url: String) -> String {
    let safe = SecretText.url(url)
    guard hidesNames else { return safe }
    return words(in: safe, from: .foreign)
  }

  /// A text without secrets, and without names and addresses where these are hidden.
  mutating func text(_ text: String, from origin: Origin = .own) -> String {
    // What this program wrote may quote what somebody else did.
    var (rest, secrets) = origin == .own ? SecretSearch.removed(from: text) : SecretText.removed(from: text)
    // What was quoted elsewhere goes there too.
    for secret in secrets where secret.utf8.count >= 8 { literals[secret] = SecretSearch.mark }
    for (literal, token) in literals.sorted(by: { ($0.key.utf8.count, $0.key) > ($1.key.utf8.count, $1.key) })
    where literal.utf8.count > 1 && rest.contains(literal) {
      rest = rest.replacing(literal, with: token)
    }
    return hidesNames ? words(in: rest, from: origin) : rest
  }

  private mutating func words(in rest: String, from origin: Origin) -> String {
    let bytes = Array(rest.utf8)
    var output: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let end = bytes[position...].firstIndex { !Self.isRun($0) } ?? bytes.endIndex
      guard end > position else {
        output.append(bytes[position])
        position += 1
        continue
      }
      output += replaced(String(decoding: bytes[position..<end], as: UTF8.self), origin).utf8
      position = end
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// What hosts, addresses and names are made of.
  private static func isRun(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: ":"), 0x80...0xFF:
      true
    default: false
    }
  }

  private mutating func replaced(_ run: String, _ origin: Origin) -> String {
    if let address = IPAddress(run) { return self.address(address).description }
    // A sentence's end, or a port after an address in brackets.
    let front = run.prefix { ".:-".contains($0) }
    let back = String(run.dropFirst(front.count).reversed().prefix { ".:-".contains($0) }.reversed())
    let core = String(run.dropFirst(front.count).dropLast(back.count))
    guard !core.isEmpty else { return run }
    if let address = IPAddress(core) { return front + self.address(address).description + back }
    let parts = core.split(separator: ":", omittingEmptySubsequences: false).map { part(String($0), origin) }
    return front + parts.joined(separator: ":") + back
  }

  private mutating func part(_ part: String, _ origin: Origin) -> String {
    let lower = part.lowercased()
    if part.isEmpty || names.marks.contains(lower) || names.hosts.contains(lower) { return part }
    if let address = IPAddress(part) { return self.address(address).description }
    if SecretSearch.isGUID(part.utf8) { return guid(lower) }
    if let name = DomainName(part) {
      if hosts.contains(name.text) { return self.name(name).text }
      let last = name.labels.last ?? ""
      let looksLikeHost =
        part.contains(".") && last.utf8.count >= 2 && last.utf8.allSatisfy { $0 >= UInt8(ascii: "a") }
      if origin == .foreign, looksLikeHost { return self.name(name).text }
    }
    guard origin != .mark else { return part }
    if words.contains(lower) { return token(for: lower) }
    return words.isEmpty ? part : pieces(of: part)
  }

  /// Names inside longer ones: `aks-myaks-vmss`.
  private mutating func pieces(of part: String) -> String {
    var output = ""
    var piece = ""
    func flushed(_ piece: String) -> String? {
      let lower = piece.lowercased()
      return piece.utf8.count > 2 && words.contains(lower) ? lower : nil
    }
    for character in part + "." {
      if ".-_".contains(character) {
        output += flushed(piece).map { token(for: $0) } ?? piece
        output.append(character)
        piece = ""
      } else {
        piece.append(character)
      }
    }
    return String(output.dropLast())
  }
}
