/// Why bytes are not a DNS response that can be read.
struct MessageError: Error, Sendable, Hashable {
  /// In words, without the final period: `a compression pointer does not point back`.
  let reason: String
  /// Whether the bytes were over before the message was: expected of a truncated one.
  var isShortage = false
}
