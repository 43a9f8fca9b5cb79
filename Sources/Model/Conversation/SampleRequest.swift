/// A sample request for a deployed service, given by the user to be posted. What it says is no part of a plan or a recording.
public struct SampleRequest: Sendable, Hashable, Codable {
  /// The largest that is posted.
  public static let limit = 1 << 20

  /// Its size.
  public var bytes: Int
  /// `application/json`.
  public var contentType: String

  public init(bytes: Int, contentType: String) {
    self.bytes = bytes
    self.contentType = contentType
  }
}
