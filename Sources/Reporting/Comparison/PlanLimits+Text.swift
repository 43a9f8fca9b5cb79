internal import Model

extension [PlanLimit: LimitValue] {
  /// ` (memoryGB 4, vcpus 2)`, sorted; empty where there are none.
  var text: String {
    guard !isEmpty else { return "" }
    let entries = sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value.text)" }
    return " (\(entries.joined(separator: ", ")))"
  }
}

extension LimitValue {
  /// `12`, `1.14`, `10.0.0.0/8, …`.
  var text: String {
    switch self {
    case .number(let number): "\(number)"
    case .text(let text): text
    case .list(let list): list.joined(separator: ", ")
    }
  }
}
