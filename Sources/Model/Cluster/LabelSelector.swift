/// Selects objects by their labels (`metav1.LabelSelector`); all parts must hold, and without parts it selects everything.
public struct LabelSelector: Sendable, Hashable, Codable {
  public enum Operator: String, Sendable, Hashable, Codable, CaseIterable {
    case isIn = "In"
    case notIn = "NotIn"
    case exists = "Exists"
    case doesNotExist = "DoesNotExist"
  }

  public struct Expression: Sendable, Hashable, Codable {
    public var key: String
    public var `operator`: Operator
    public var values: [String]
    public init(key: String, _ operator: Operator, _ values: [String] = []) {
      self.key = key
      self.operator = `operator`
      self.values = values
    }
  }

  public var matchLabels: [String: String]
  public var matchExpressions: [Expression]

  public init(matchLabels: [String: String] = [:], matchExpressions: [Expression] = []) {
    self.matchLabels = matchLabels
    self.matchExpressions = matchExpressions
  }

  public var selectsEverything: Bool { matchLabels.isEmpty && matchExpressions.isEmpty }
}
