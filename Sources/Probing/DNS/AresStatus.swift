import CAres

/// What c-ares says of a query that has ended without a message to read.
enum AresStatus: Sendable {
  case timeout
  /// A socket function failed; which one and how is in the channel's log.
  case socketFailure
  /// The channel was closed.
  case closed
  /// The query could not be made; in words.
  case notMade(reason: String)

  /// The meaning of the number (`ares.h`), which differs in type between versions of the library.
  init(_ status: Int32) {
    switch status {
    case Int32(ARES_ETIMEOUT): self = .timeout
    case Int32(ARES_ECONNREFUSED): self = .socketFailure
    case Int32(ARES_EDESTRUCTION), Int32(ARES_ECANCELLED): self = .closed
    default: self = unsafe .notMade(reason: String(cString: ares_strerror(status)))
    }
  }
}
