extension Program {
  /// Runs the program to its end.
  ///
  /// - Throws: `ServerError.missing` if it is not installed, `ServerError.silent` if it is not done in time.
  public func run(
    _ arguments: [String], in directory: TemporaryDirectory? = nil, environment: [String: String] = [:],
    within limit: Duration = .seconds(30)
  ) async throws -> ToolResult {
    let place = try directory ?? TemporaryDirectory()
    defer { if directory == nil { place.remove() } }
    return try await ServerProcess(required(), arguments, in: place, environment: environment).result(within: limit)
  }
}
