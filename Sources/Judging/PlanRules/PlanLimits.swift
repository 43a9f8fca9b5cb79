import Model

/// A rule's limits as the catalog gives them. One that is missing, as in a report that somebody changed, has no value.
struct PlanLimits {
  private let values: [PlanLimit: LimitValue]

  init(_ values: [PlanLimit: LimitValue]) {
    self.values = values
  }

  /// A whole number; `nil` if there is none.
  func number(_ limit: PlanLimit) -> Int? {
    if case .number(let number)? = values[limit] { number } else { nil }
  }

  func text(_ limit: PlanLimit) -> String? {
    if case .text(let text)? = values[limit] { text } else { nil }
  }

  func list(_ limit: PlanLimit) -> [String] {
    switch values[limit] {
    case .list(let list)?: list
    case .text(let text)?: [text]
    case .number?, nil: []
    }
  }
}
