import CAres
import CLinux
import Glibc

extension AresChannel {
  /// Room for the answers to all questions in flight, in bytes: the kernel counts a small datagram as more than 1 KiB.
  private static let receiveBuffer: Int32 = 1 << 20

  /// The functions through which c-ares uses sockets. With them it sets no socket option itself, so this does.
  static func socketFunctions() -> ares_socket_functions {
    unsafe ares_socket_functions(
      asocket: { family, type, number, argument in
        unsafe AresChannel.recover(argument).openSocket(family, type, number)
      },
      aclose: { descriptor, _ in Glibc.close(descriptor) },
      aconnect: { descriptor, address, length, argument in
        unsafe AresChannel.recover(argument).noting(.connect, connect(descriptor, address, length))
      },
      arecvfrom: { descriptor, buffer, length, flags, address, addressLength, argument in
        unsafe AresChannel.recover(argument).receive(descriptor, buffer, length, flags, address, addressLength)
      },
      asendv: { descriptor, vector, count, argument in
        unsafe AresChannel.recover(argument).send(descriptor, vector, count)
      })
  }

  private func openSocket(_ family: Int32, _ type: Int32, _ number: Int32) -> Int32 {
    let descriptor = noting(.open, socket(family, type | Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), number))
    guard descriptor >= 0 else { return descriptor }
    if isOverTCP {
      lx_send_at_once(descriptor)
    } else {
      lx_stamp_arrivals(descriptor)
      lx_widen_buffer(descriptor, Self.receiveBuffer)
    }
    return descriptor
  }

  private func receive(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ length: Int, _ flags: Int32,
    _ address: UnsafeMutablePointer<sockaddr>?, _ addressLength: UnsafeMutablePointer<socklen_t>?
  ) -> Int {
    var arrival: Int64 = 0
    let count = unsafe noting(
      .receive, lx_receive_stamped(descriptor, buffer, UInt(length), flags, address, addressLength, &arrival))
    if count == 0, isOverTCP { log.note(.receive, 0) }
    if count >= 0, !isOverTCP, let buffer = unsafe buffer {
      noteArrived(unsafe [UInt8](UnsafeRawBufferPointer(start: buffer, count: count)), at: arrival)
    }
    return count
  }

  private func send(_ descriptor: Int32, _ vector: UnsafePointer<iovec>?, _ count: Int32) -> Int {
    let sent = unsafe noting(.send, lx_send_vector(descriptor, vector, count))
    if sent >= 2, !isOverTCP, let base = unsafe vector?.pointee.iov_base {
      // A datagram is in one piece, and its first two bytes are the query's id.
      let bytes = unsafe UnsafeRawBufferPointer(start: base, count: 2)
      noteSent(id: unsafe UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
    }
    return sent
  }

  /// Notes why a call failed, and leaves `errno` as c-ares expects to find it.
  private func noting<Result: SignedInteger>(_ operation: SocketLog.Operation, _ result: Result) -> Result {
    guard result < 0 else { return result }
    let code = errno
    log.note(operation, code)
    errno = code
    return result
  }

  static func recover(_ argument: UnsafeMutableRawPointer?) -> AresChannel {
    // Every pointer that c-ares has was made of a channel that outlives its handle.
    unsafe Unmanaged<AresChannel>.fromOpaque(argument.unsafelyUnwrapped).takeUnretainedValue()
  }
}
