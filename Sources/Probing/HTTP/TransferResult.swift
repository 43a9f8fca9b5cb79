import Execution
import Model

/// What a transfer came to: the evidence of its rungs, and what a conversation goes on from.
struct TransferResult: Sendable {
  var gathered: [Gathered] = []
  /// `nil` where no order was given, or the request was not reached.
  var received: Received?

  /// What came to an order. None of it is recorded.
  struct Received: Sendable {
    /// Whether the request was kept back because the peer's certificate does not verify.
    var isWithheld = false
    /// Every header, as it came.
    var headers: [Response.Header] = []
    /// The beginning of the body, as much of it as was to be kept.
    var body: [UInt8] = []
    var content: Exchange.Content

    /// The value of the first header of this name (lower case).
    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    /// The values of all headers of this name (lower case).
    func headers(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }
  }
}
