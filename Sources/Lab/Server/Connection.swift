import CLinux
import Glibc

/// An accepted TCP connection, used by one thread; whoever stops the lab shuts it down, which ends every wait here.
struct Connection {
  let descriptor: Descriptor

  /// Longest wait for the peer in one read or write.
  static let patience = timeval(tv_sec: 30, tv_usec: 0)

  init(_ descriptor: Descriptor) {
    self.descriptor = descriptor
    var patience = Self.patience
    for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
      unsafe setsockopt(
        descriptor.number, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
    }
  }

  /// What this side sends at once at most, in bytes: what the peer wants.
  var segmentSize: Int32 { lx_segment_size(descriptor.number) }

  /// Exactly `count` bytes; `nil` when the connection ends before.
  func read(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe recv(descriptor.number, buffer.baseAddress?.advanced(by: filled), count - filled, 0)
      }
      guard got > 0 else { return nil }
      filled += got
    }
    return bytes
  }

  /// Whether the TLS record that comes first (RFC 8446 section 5.1) contains the text, which stays unread: the name in a
  /// ClientHello is not encrypted.
  func begins(with text: String) -> Bool {
    guard let header = peek(5), let record = peek(5 + (Int(header[3]) << 8 | Int(header[4]))) else { return false }
    return record.firstRange(of: Array(text.utf8)) != nil
  }

  /// Exactly `count` bytes, which stay unread.
  private func peek(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = unsafe recv(descriptor.number, &bytes, count, Int32(MSG_PEEK | MSG_WAITALL))
    return got == count ? bytes : nil
  }

  /// Writes all bytes; `false` when the connection ends before.
  func write(_ bytes: [UInt8]) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe send(
          descriptor.number, buffer.baseAddress?.advanced(by: written), bytes.count - written,
          Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }

  /// Waits until the peer closes, the lab stops, or the time is over; `true` if it is the time.
  func lasts(milliseconds: Int32) -> Bool {
    // POLLRDHUP is the peer's end, POLLHUP both ends: poll(2).
    var events = pollfd(fd: descriptor.number, events: Int16(0x2000), revents: 0)
    return unsafe poll(&events, 1, milliseconds) == 0
  }

  /// Makes closing send a reset instead of an orderly end (RFC 9293 section 3.10.4, ABORT).
  func resetOnClose() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    unsafe setsockopt(
      descriptor.number, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
  }
}
