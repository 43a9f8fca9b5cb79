import Model
import Testing

/// A deployment file as a tree, so that a finding's changes can be made as a user would make them.
struct DeploymentText: Sendable {
  indirect enum Node: Sendable {
    /// As YAML writes it.
    case text(String)
    case list([Node])
    case mapping([(key: String, value: Node)])
  }

  var root: Node

  /// A file with these keys besides those that every file has.
  init(_ keys: Node) {
    root = ["apiVersion": "aml-preflight/v1", "kind": "Deployment", "name": "plan"]
    if case .mapping(let members) = keys, case .mapping(let first) = root { root = .mapping(first + members) }
  }

  /// In YAML's flow style.
  var yaml: String { root.yaml + "\n" }

  /// The file after the changes, made in order.
  func applying(_ changes: [Change]) -> DeploymentText {
    var copy = self
    for change in changes { copy.root.set(change.to, at: Self.steps(of: change.path)[...]) }
    return copy
  }

  enum Step: Equatable {
    case key(String)
    case index(Int)
  }

  /// `services[0].name` as its steps.
  private static func steps(of path: String) -> [Step] {
    path.split(separator: ".").flatMap { part -> [Step] in
      let pieces = part.split(separator: "[")
      return [.key(String(pieces[0]))] + pieces.dropFirst().compactMap { Int($0.dropLast()).map { .index($0) } }
    }
  }
}

extension DeploymentText.Node {
  var yaml: String {
    switch self {
    case .text(let text): text
    case .list(let members): "[\(members.map(\.yaml).joined(separator: ", "))]"
    case .mapping(let members): "{\(members.map { "\($0.key): \($0.value.yaml)" }.joined(separator: ", "))}"
    }
  }

  /// Writes the text at a path, or takes what is there out.
  fileprivate mutating func set(_ text: String?, at steps: ArraySlice<DeploymentText.Step>) {
    guard let step = steps.first else {
      self = .text(text ?? "")
      return
    }
    let isLast = steps.count == 1
    switch (step, self) {
    case (.key(let key), .mapping(var members)):
      if let place = members.firstIndex(where: { $0.key == key }) {
        if isLast, text == nil {
          members.remove(at: place)
        } else {
          members[place].value.set(text, at: steps.dropFirst())
        }
      } else if text != nil {
        var value = DeploymentText.Node.mapping([])
        value.set(text, at: steps.dropFirst())
        members.append((key, value))
      }
      self = .mapping(members)
    case (.index(let index), .list(var members)) where members.indices.contains(index):
      if isLast, text == nil {
        members.remove(at: index)
      } else {
        members[index].set(text, at: steps.dropFirst())
      }
      self = .list(members)
    default:
      preconditionFailure("no \(step) in \(yaml)")
    }
  }
}

extension DeploymentText.Node: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .text(String(value)) }
  init(booleanLiteral value: Bool) { self = .text(String(value)) }
  init(floatLiteral value: Double) { self = .text(String(value)) }
  init(arrayLiteral elements: DeploymentText.Node...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, DeploymentText.Node)...) {
    self = .mapping(elements.map { (key: $0.0, value: $0.1) })
  }
}

/// One line of a table: what is declared, what comes of it, and the changes that are told.
struct Row: Sendable, CustomTestStringConvertible {
  let keys: DeploymentText.Node
  let standing: Standing
  let told: [String]

  init(_ keys: DeploymentText.Node, _ standing: Standing, _ told: [String] = []) {
    self.keys = keys
    self.standing = standing
    self.told = told
  }

  var testDescription: String { "\(keys.yaml): \(standing)" }
}
