/// What a program that ran to its end left behind.
public struct ToolResult: Sendable, CustomStringConvertible {
  /// The exit status; for a program ended by a signal, 128 and the signal's number.
  public var status: Int32
  public var output: String
  public var errors: String

  public var description: String { "status \(status)\n\(output)\n\(errors)" }
}
