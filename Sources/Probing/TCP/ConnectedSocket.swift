internal import Glibc

/// The owner of a connected, non-blocking TCP descriptor: closes it unless it is given away.
public struct ConnectedSocket: ~Copyable, Sendable {
  private let descriptor: Int32

  public init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Gives the descriptor to the caller, who closes it.
  public consuming func take() -> Int32 {
    let descriptor = descriptor
    discard self
    return descriptor
  }
}
