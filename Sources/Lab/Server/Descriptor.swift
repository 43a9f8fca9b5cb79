import Glibc

/// An open file descriptor; closed when the last reference is gone, so that its number cannot be used again before.
final class Descriptor: Sendable {
  let number: Int32

  init(_ number: Int32) {
    self.number = number
  }

  deinit {
    close(number)
  }
}
