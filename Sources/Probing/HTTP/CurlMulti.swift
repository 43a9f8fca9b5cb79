import CCurl
import EventLoop
import Glibc

/// The owner of a libcurl multi handle. What libcurl asks of the event loop during a call is written down and handed
/// out by `wishes` afterwards, so that nothing happens inside a callback.
@safe struct CurlMulti: ~Copyable {
  private let handle: UnsafeMutableRawPointer
  let wishes = CurlWishes()

  /// `nil` without memory.
  init?() {
    guard let handle = unsafe curl_multi_init() else { return nil }
    unsafe self.handle = handle
    let pointer = unsafe Unmanaged.passUnretained(wishes).toOpaque()
    unsafe cx_on_multi_socket(
      handle,
      { _, descriptor, action, pointer, _ in
        guard let pointer = unsafe pointer else { return 0 }
        unsafe Unmanaged<CurlWishes>.fromOpaque(pointer).takeUnretainedValue().watch(descriptor, action: action)
        return 0
      }, pointer)
    unsafe cx_on_multi_timer(
      handle,
      { _, milliseconds, pointer in
        guard let pointer = unsafe pointer else { return 0 }
        unsafe Unmanaged<CurlWishes>.fromOpaque(pointer).takeUnretainedValue().wake(in: milliseconds)
        return 0
      }, pointer)
  }

  /// Every easy handle has been removed before.
  deinit { unsafe curl_multi_cleanup(handle) }

  func add(_ easy: borrowing CurlEasy) -> Bool {
    unsafe curl_multi_add_handle(handle, easy.handle) == CURLM_OK
  }

  /// Ends a transfer, whatever its state, and closes its connection.
  func remove(_ easy: borrowing CurlEasy) {
    unsafe curl_multi_remove_handle(handle, easy.handle)
  }

  /// Tells that a descriptor is ready.
  func ready(_ descriptor: Int32, _ readiness: Readiness) {
    var events: Int32 = 0
    if readiness.contains(.readable) { events |= CURL_CSELECT_IN }
    if readiness.contains(.writable) { events |= CURL_CSELECT_OUT }
    if readiness.contains(.failed) { events |= CURL_CSELECT_ERR }
    var running: Int32 = 0
    unsafe curl_multi_socket_action(handle, descriptor, events, &running)
  }

  /// Tells that the time libcurl asked for has come.
  func timeIsUp() {
    var running: Int32 = 0
    unsafe curl_multi_socket_action(handle, CURL_SOCKET_TIMEOUT, 0, &running)
  }

  /// The next transfer that has ended, by its easy handle's address, with libcurl's result.
  func nextEnded() -> (easy: UInt, code: CURLcode)? {
    var left: Int32 = 0
    while let message = unsafe curl_multi_info_read(handle, &left) {
      if unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle {
        return unsafe (UInt(bitPattern: easy), cx_result(message))
      }
    }
    return nil
  }
}
