import Glibc
import Model

extension Connection.Ending {
  /// What an error number of `connect` says. `message` is the ICMP message that came with it, if the kernel kept one.
  init(code: Int32, message: ICMPMessage?, family: IPAddress.Family, after elapsed: Milliseconds) {
    switch code {
    case ECONNREFUSED, ECONNRESET:
      self = .refused(after: elapsed)
    case ETIMEDOUT:
      self = .unanswered(after: elapsed)
    // A rule of this machine (EPERM, EACCES) or of a router (ICMPv6; RFC 4443 section 3.1).
    case EACCES, EPERM:
      self = .unreachable(reason: .prohibited, after: elapsed)
    case EHOSTUNREACH, EHOSTDOWN, ENETUNREACH, ENONET, ENETDOWN:
      if message?.isProhibition == true {
        self = .unreachable(reason: .prohibited, after: elapsed)
      } else {
        self = .unreachable(reason: code == EHOSTUNREACH || code == EHOSTDOWN ? .host : .network, after: elapsed)
      }
    // A machine without IPv6 says so in its own ways: no such family, or no address of its own to send from.
    case EAFNOSUPPORT,
      EADDRNOTAVAIL where family == .ipv6:
      self = .unreachable(reason: .network, after: elapsed)
    default:
      self = .notTried(error: SystemError(action: "open a connection", code: code))
    }
  }
}

/// An ICMP message that the kernel kept with a socket's error.
struct ICMPMessage: Sendable, Hashable {
  let isVersion6: Bool
  let type: UInt8
  let code: UInt8

  init(isVersion6: Bool, type: UInt8, code: UInt8) {
    self.isVersion6 = isVersion6
    self.type = type
    self.code = code
  }

  /// From `lx_pending_icmp`: origin, type and code; 0 is none. Origin 2 is ICMP, 3 is ICMPv6 (`linux/errqueue.h`).
  init?(packed: UInt32) {
    guard packed != 0 else { return nil }
    self.init(
      isVersion6: packed >> 16 == 3, type: UInt8(truncatingIfNeeded: packed >> 8),
      code: UInt8(truncatingIfNeeded: packed))
  }

  /// Whether a device says that it does not let this pass: RFC 1812 section 5.2.7.1 (codes 9, 10 and 13 of "destination
  /// unreachable"), RFC 4443 section 3.1 (codes 1, 5 and 6).
  var isProhibition: Bool {
    isVersion6 ? type == 1 && [1, 5, 6].contains(code) : type == 3 && [9, 10, 13].contains(code)
  }
}
