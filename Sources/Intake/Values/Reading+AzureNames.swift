import Model

extension Reading {
  /// A region of the file's cloud, by its name (`westeurope`) or as the portal shows it (`West Europe`).
  mutating func region(_ value: Value) -> String? {
    let expected = "a region of \(vocabulary.cloud.rawValue) such as \(exampleRegion)"
    guard let text = text(value, expected: expected) else { return nil }
    let name = String(text.lowercased().filter { $0 != " " })
    let known = vocabulary.regions.filter { $0.cloud == vocabulary.cloud }
    if known.isEmpty || known.contains(where: { $0.name == name }) { return name }
    if let titled = known.first(where: { $0.title.lowercased() == text.lowercased() }) { return titled.name }
    if let elsewhere = vocabulary.regions.first(where: { $0.name == name }) {
      refuse(
        value, because: "that is a region of \(elsewhere.cloud.rawValue)",
        expected: expected + ", or `cloud: \(elsewhere.cloud.rawValue)`")
    } else {
      refuse(value, expected: expected, suggestion: Suggestion.nearest(to: name, among: known.map(\.name)))
    }
    return nil
  }

  private var exampleRegion: String {
    switch vocabulary.cloud {
    case .public: "westeurope"
    case .usGovernment: "usgovvirginia"
    case .china: "chinaeast2"
    }
  }

  mutating func role(_ value: Value) -> EndpointRole? {
    guard let text = text(value, expected: "a role") else { return nil }
    return role(named: text, at: value.place, in: value.path)
  }

  mutating func role(named name: String, at place: SourcePlace, in path: String) -> EndpointRole? {
    let names = vocabulary.roles.map(\.rawValue)
    if names.contains(name) { return EndpointRole(rawValue: name) }
    report(
      Problem(
        place: place, message: "unknown role \(name.quoted) in \(path)",
        expected: "one of \(names.joined(separator: ", "))",
        suggestion: Suggestion.nearest(to: name, among: names)))
    return nil
  }

  /// A registry's name: 5 to 50 letters and digits.
  mutating func registryName(_ value: Value) -> String? {
    azureName(value, lengths: 5...50, expected: "a registry's name: 5 to 50 letters and digits") { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
  }

  /// A storage account's name: 3 to 24 lower-case letters and digits.
  mutating func accountName(_ value: Value) -> String? {
    azureName(value, lengths: 3...24, expected: "an account's name: 3 to 24 lower-case letters and digits") { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }
  }

  /// A name of the given form. A host name is met with its first label, upper case with lower case.
  private mutating func azureName(
    _ value: Value, lengths: ClosedRange<Int>, expected: String, where isAllowed: (Unicode.Scalar) -> Bool
  ) -> String? {
    guard let text = text(value, expected: expected) else { return nil }
    func isName(_ text: String) -> Bool {
      lengths.contains(text.unicodeScalars.count) && text.unicodeScalars.allSatisfy(isAllowed)
    }
    if isName(text) { return text }
    let candidates = [text.lowercased()] + (text.split(separator: ".").first.map { [$0.lowercased()] } ?? [])
    refuse(value, expected: expected, suggestion: candidates.first(where: isName))
    return nil
  }

  /// A GUID, in lower case.
  mutating func guid(_ value: Value) -> String? {
    let expected = "a GUID such as 2f0c1d7e-93b5-4c86-a1de-5b7f60c2a948"
    guard let text = text(value, expected: expected) else { return nil }
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isGUID =
      groups.map(\.count) == [8, 4, 4, 4, 12]
      && groups.allSatisfy { $0.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit } }
    if isGUID { return text.lowercased() }
    refuse(value, expected: expected)
    return nil
  }

  /// A Kubernetes version: `1.29` or `1.29.4`. A number is refused even where it would do: YAML reads 1.30 as 1.3.
  mutating func kubernetesVersion(_ value: Value) -> String? {
    let expected = "a version such as \"1.29.4\""
    if case .number(let spelling) = value.content {
      refuse(value, because: "a number loses its final zeros", expected: "it in quotes: \(spelling.quoted)")
      return nil
    }
    guard let text = text(value, expected: expected) else { return nil }
    func isVersion(_ text: some StringProtocol) -> Bool {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      return (2...3).contains(parts.count)
        && parts.allSatisfy { (1...4).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && $0.isNumber } }
    }
    if isVersion(text) { return text }
    let bare = text.dropFirst()
    refuse(value, expected: expected, suggestion: text.hasPrefix("v") && isVersion(bare) ? String(bare) : nil)
    return nil
  }

  /// How many nodes an upgrade adds at once: a number of nodes, or a percentage of the pool.
  mutating func surge(_ value: Value) -> String? {
    let spelling: String
    switch value.content {
    case .number(let number): spelling = number
    case .text(let text): spelling = text
    case .null, .boolean, .list, .mapping: spelling = ""
    }
    let isPercentage = spelling.hasSuffix("%")
    let digits = isPercentage ? String(spelling.dropLast()) : spelling
    if let number = Int(digits), String(number) == digits, (0...(isPercentage ? 100_000 : 1_000)).contains(number) {
      return spelling
    }
    refuse(value, expected: "a number of nodes (\"1\") or a percentage (\"33%\")")
    return nil
  }
}
