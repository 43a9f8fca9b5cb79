import YAML

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

  var node: YAMLNode {
    switch self {
    case .text(let text): YAMLNode(.scalar(text, Self.style(of: text)))
    case .number(let number): YAMLNode(.scalar(String(number), .plain))
    case .flag(let flag): YAMLNode(.scalar(flag ? "true" : "false", .plain))
    case .list(let values): YAMLNode(.sequence(values.map(\.node), .block))
    case .object(let entries):
      YAMLNode(
        .mapping(
          entries.map { YAMLNode.Member(key: KubernetesValue.text($0.key).node, value: $0.value.node) }, .block))
    }
  }

  /// Several lines as a block; in quotes what a reader would take for a number, a date, a truth value or a mark of YAML's.
  private static func style(of text: String) -> YAMLNode.ScalarStyle {
    if text.contains("\n") { return .literal }
    let plain = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "-_./$()=".utf8.contains(byte)
    }
    let isWord = text.utf8.first.map {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) || $0 == UInt8(ascii: "/")
    }
    return plain && isWord == true && YAMLNode.readsAsText(text) ? .plain : .doubleQuoted
  }
}
