/// Which parts of a document are kept while it is read; of a list's items those that the list's mask names.
public indirect enum FieldMask: Sendable, Hashable {
  /// All of it.
  case all
  /// An object's members of these names, each as far as its own mask goes.
  case only([String: FieldMask])

  /// What is kept of an object's member; `nil`: nothing.
  func member(_ name: String) -> FieldMask? {
    switch self {
    case .all: .all
    case .only(let members): members[name]
    }
  }
}

extension FieldMask: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, FieldMask)...) {
    self = .only(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}

extension FieldMask {
  /// These members, whole.
  public static func whole(_ names: String...) -> FieldMask {
    .only(Dictionary(names.map { ($0, .all) }, uniquingKeysWith: { $1 }))
  }

  /// What this mask keeps and what the other keeps.
  public func union(_ other: FieldMask) -> FieldMask {
    guard case .only(let members) = self, case .only(let others) = other else { return .all }
    return .only(members.merging(others) { $0.union($1) })
  }
}
