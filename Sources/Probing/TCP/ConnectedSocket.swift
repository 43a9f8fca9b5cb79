import Glibc

/// A socket of ours, non-blocking and close-on-exec; closed with this value unless it was taken.
struct ConnectedSocket: ~Copyable, Sendable {
  /// Valid as long as this value lives.
  let descriptor: Int32

  /// Becomes the owner of the descriptor.
  init(owning descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Hands the descriptor over; whoever takes it closes it.
  consuming func take() -> Int32 {
    let descriptor = descriptor
    discard self
    return descriptor
  }
}
