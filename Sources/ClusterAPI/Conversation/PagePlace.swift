/// Where a page of a list ends (`metadata` of the list).
struct PagePlace: Sendable, Hashable {
  /// What the next page is asked for by; `nil`: there is none.
  var next: String?
  /// How many objects follow; `nil`: not told, as of selections.
  var remaining: Int?

  /// A token longer than so many bytes is no token of an API server's.
  private static let tokenLimit = 8 << 10

  init(_ metadata: JSONValue) {
    next = metadata["continue"]?.text.flatMap { $0.isEmpty || $0.utf8.count > Self.tokenLimit ? nil : $0 }
    remaining = metadata["remainingItemCount"]?.integer.flatMap { $0 < 0 ? nil : $0 }
  }
}
