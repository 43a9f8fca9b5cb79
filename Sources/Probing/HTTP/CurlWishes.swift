import CCurl
import EventLoop
import Glibc

/// What libcurl asks of the event loop, in the order in which it asked. Its callbacks only write here.
final class CurlWishes {
  enum Wish {
    case watch(Int32, Interest)
    case unwatch(Int32)
    case close(Int32)
  }

  private var wishes: [Wish] = []
  /// `nil`: no change; otherwise when to call back, or never.
  private var alarm: ContinuousClock.Instant??

  func watch(_ descriptor: Int32, action: Int32) {
    switch action {
    case CURL_POLL_IN: wishes.append(.watch(descriptor, .readable))
    case CURL_POLL_OUT: wishes.append(.watch(descriptor, .writable))
    case CURL_POLL_INOUT: wishes.append(.watch(descriptor, [.readable, .writable]))
    default: wishes.append(.unwatch(descriptor))
    }
  }

  func close(_ descriptor: Int32) { wishes.append(.close(descriptor)) }

  func wake(in milliseconds: Int) {
    alarm = .some(milliseconds < 0 ? nil : ContinuousClock.now + .milliseconds(milliseconds))
  }

  func take() -> (wishes: [Wish], alarm: ContinuousClock.Instant??) {
    defer {
      wishes.removeAll(keepingCapacity: true)
      alarm = nil
    }
    return (wishes, alarm)
  }
}
