import YAML

/// What a node says, one line for each node and each end of a collection, in the order of the text: `2:3 mapping flow`.
func outline(_ node: YAMLNode, withMarks: Bool = true, withStyles: Bool = true) -> [String] {
  func line(_ words: String...) -> String {
    let properties = [node.tag.map { "<\($0)>" }, node.anchor.map { "&\($0)" }].compactMap(\.self)
    return ((withMarks ? [node.mark.description] : []) + properties + words).joined(separator: " ")
  }
  func inside(_ nodes: [YAMLNode]) -> [String] {
    nodes.flatMap { outline($0, withMarks: withMarks, withStyles: withStyles) } + ["end"]
  }
  switch node.content {
  case .alias(let name): return [line("*\(name)")]
  case .scalar(let text, let style): return [line(withStyles ? "\(style)" : "scalar", text.debugDescription)]
  case .sequence(let items, let style): return [line(withStyles ? "\(style)" : "", "sequence")] + inside(items)
  case .mapping(let members, let style):
    return [line(withStyles ? "\(style)" : "", "mapping")] + inside(members.flatMap { [$0.key, $0.value] })
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
