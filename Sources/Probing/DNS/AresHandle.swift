import CAres

/// A c-ares channel with the table of its socket functions, both freed with this value; each query that has not ended
/// then ends (`ARES_EDESTRUCTION`).
@safe struct AresHandle: ~Copyable {
  /// How to reach the nameserver, and how long to try.
  struct Settings {
    /// `10.0.0.4:53`, `[fd00::4]:53`.
    var nameserver: String
    var flags: Int32
    /// Of the first attempt; each further one has twice as much.
    var milliseconds: Int32
    var tries: Int32
  }

  private let channel: OpaquePointer
  private let functions: UnsafeMutablePointer<ares_socket_functions>

  /// Opens a channel whose callbacks get `argument`, which must stay valid as long as this value lives.
  init(
    _ settings: Settings, functions table: ares_socket_functions, stateChanged: ares_sock_state_cb,
    argument: UnsafeMutableRawPointer
  ) throws(ResolverError) {
    var opened: OpaquePointer?
    let status = unsafe lx_ares_open(
      &opened, settings.nameserver, settings.flags, settings.milliseconds, settings.tries, stateChanged, argument)
    // Set only on success (`ares_init_options`), or to a channel that is gone again.
    guard status == Int32(ARES_SUCCESS), let opened = unsafe opened else {
      throw ResolverError(reason: unsafe String(cString: ares_strerror(status)))
    }
    unsafe functions = .allocate(capacity: 1)
    unsafe functions.initialize(to: table)
    unsafe channel = opened
    unsafe ares_set_socket_functions(channel, functions, argument)
  }

  deinit {
    unsafe ares_destroy(channel)
    unsafe functions.deinitialize(count: 1)
    unsafe functions.deallocate()
  }

  /// Sends the query for a name. `argument` goes to `callback`, which runs exactly once: here, in `process` or in the end.
  func query(_ name: String, type: UInt16, argument: UnsafeMutableRawPointer, callback: ares_callback) {
    unsafe ares_query(channel, name, Int32(ReceivedMessage.internet), Int32(type), callback, argument)
  }

  /// Lets c-ares read and write the descriptor (-1: none) and look at its clock.
  func process(reading: Int32, writing: Int32) {
    unsafe ares_process_fd(channel, reading, writing)
  }

  /// How long until `process` must be called at the latest; `nil`: nothing is outstanding.
  var wait: Duration? {
    let milliseconds = unsafe lx_ares_wait(channel)
    return milliseconds < 0 ? nil : .milliseconds(milliseconds)
  }
}
