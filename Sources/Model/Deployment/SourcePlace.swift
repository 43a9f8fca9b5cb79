/// A place in a file: one that a person wrote, or a document that a tool printed.
public struct SourcePlace: Sendable, Hashable, Codable, CustomStringConvertible {
  public var file: String
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in characters.
  public var column: Int
  /// The place by keys instead of lines: a JSON pointer (RFC 6901) such as `/properties/networkProfile/podCidr`. Of
  /// documents only, which have many values of one name.
  public var pointer: String?

  public init(file: String, line: Int, column: Int, pointer: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.pointer = pointer
  }

  /// `deployment.yaml:12:3`, or `aks.json: /properties/networkProfile/podCidr`.
  public var description: String {
    if let pointer { "\(file): \(pointer)" } else { "\(file):\(line):\(column)" }
  }
}
