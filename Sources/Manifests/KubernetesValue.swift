import Yams

/// A value of a Kubernetes object. Keys keep the order in which they are written here, which is the one of the API's
/// reference: apiVersion, kind, metadata, spec.
indirect enum KubernetesValue {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([KubernetesValue])
  case object([(key: String, value: KubernetesValue)])

  /// The object without the keys whose value is `nil`.
  static func object(_ entries: KeyValuePairs<String, KubernetesValue?>) -> KubernetesValue {
    .object(entries.compactMap { key, value in value.map { (key, $0) } })
  }

  static func texts(_ texts: [String]) -> KubernetesValue { .list(texts.map { .text($0) }) }

  /// `nil` for none, which leaves the key out.
  static func list(unlessEmpty values: [KubernetesValue]) -> KubernetesValue? { values.isEmpty ? nil : .list(values) }

  var node: Node {
    switch self {
    case .text(let text): .scalar(Node.Scalar(text, Tag(.str), Self.style(of: text)))
    case .number(let number): .scalar(Node.Scalar(String(number), Tag(.int), .plain))
    case .flag(let flag): .scalar(Node.Scalar(flag ? "true" : "false", Tag(.bool), .plain))
    case .list(let values): .sequence(Node.Sequence(values.map(\.node), Tag(.seq), .block))
    case .object(let entries):
      .mapping(
        Node.Mapping(
          entries.map { (KubernetesValue.text($0.key).node, $0.value.node) }, Tag(.map),
          entries.isEmpty ? .flow : .block))
    }
  }

  /// Several lines as a block; in quotes what a reader would take for a number, a date, a truth value or a mark of YAML's.
  private static func style(of text: String) -> Node.Scalar.Style {
    if text.contains("\n") { return .literal }
    let plain = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_./$()=".utf8.contains(byte)
    }
    let isWord = text.utf8.first.map {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) || $0 == UInt8(ascii: "/")
    }
    guard plain, isWord == true, Resolver.default.resolveTag(of: Node(text)) == .str else { return .doubleQuoted }
    // YAML 1.1, which Kubernetes' reader follows, has further words for true and false.
    return ["y", "n", "yes", "no", "on", "off"].contains(text.lowercased()) ? .doubleQuoted : .plain
  }
}
