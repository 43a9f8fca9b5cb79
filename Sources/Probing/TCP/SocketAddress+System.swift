// Which C module has the system's addresses depends on what a kind of build reads first.
import CAres
import CCurl
import Glibc
import Model

extension SocketAddress {
  /// The address family's number (`AF_INET`, `AF_INET6`).
  var systemFamily: Int32 { address.family == .ipv4 ? AF_INET : AF_INET6 }

  /// Calls `body` with the address as the system's calls take it.
  func withSystemAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    switch address {
    case .v4(let bits):
      var system = sockaddr_in()
      system.sin_family = sa_family_t(AF_INET)
      system.sin_port = port.bigEndian
      system.sin_addr.s_addr = bits.bigEndian
      return unsafe withUnsafePointer(to: &system) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    case .v6:
      var system = sockaddr_in6()
      system.sin6_family = sa_family_t(AF_INET6)
      system.sin6_port = port.bigEndian
      unsafe withUnsafeMutableBytes(of: &system.sin6_addr) { unsafe $0.copyBytes(from: address.bytes) }
      return unsafe withUnsafePointer(to: &system) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe body($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
        }
      }
    }
  }
}
