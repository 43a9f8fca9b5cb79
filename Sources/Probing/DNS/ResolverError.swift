/// A channel to a nameserver could not be opened.
struct ResolverError: Error, Sendable, Hashable {
  /// In words: `Out of memory`.
  let reason: String
}
