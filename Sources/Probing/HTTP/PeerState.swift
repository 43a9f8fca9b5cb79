import CLinux

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
    self =
      switch lx_peer_state(descriptor) {
      case LX_PEER_OPEN: .open
      case LX_PEER_FINISHED: .finished
      case LX_PEER_GONE: .gone
      default: .unknown
      }
  }
}
