import Platform

extension Array where Element: Sendable {
  /// What a function makes of each element, in their order; so many at once as there are processors.
  func concurrentMap<Output: Sendable>(
    _ transform: @escaping @Sendable (Element) -> Output
  ) async -> [Output] {
    let width = Swift.min(count, Machine.processors)
    guard width > 1 else { return map(transform) }
    return await withTaskGroup(of: [(Int, Output)].self) { group in
      for first in 0..<width {
        group.addTask { stride(from: first, to: count, by: width).map { ($0, transform(self[$0])) } }
      }
      return await group.reduce(into: []) { $0 += $1 }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
