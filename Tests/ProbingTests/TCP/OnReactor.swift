import EventLoop

/// Runs `body` with a reactor that stops afterwards.
func withReactor<Result: Sendable>(_ body: (Reactor) async throws -> Result) async throws -> Result {
  let reactor = try Reactor()
  try reactor.start()
  do {
    let result = try await body(reactor)
    reactor.stop()
    return result
  } catch {
    reactor.stop()
    throw error
  }
}
