internal import Glibc

/// What the kernel knows of the other side of a TCP connection.
enum PeerState {
  /// As far as anybody can tell, it is still there.
  case open
  /// It has sent its FIN.
  case finished
  /// The connection no longer exists: reset, or given up.
  case gone
  case unknown

  /// The state of a connected descriptor now (`tcpi_state` of TCP_INFO).
  init(of descriptor: Int32) {
    var info = tcp_info()
    var length = socklen_t(MemoryLayout<tcp_info>.size)
    guard unsafe getsockopt(descriptor, Int32(IPPROTO_TCP), TCP_INFO, &info, &length) == 0 else {
      self = .unknown
      return
    }
    self =
      switch Int(info.tcpi_state) {
      case Int(TCP_CLOSE): .gone
      case Int(TCP_CLOSE_WAIT), Int(TCP_LAST_ACK), Int(TCP_CLOSING): .finished
      default: .open
      }
  }
}
