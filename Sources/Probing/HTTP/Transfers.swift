import CCurl
import EventLoop
import Execution
import Glibc
import Model

/// Climbs the rungs above an open connection: the tunnel through a proxy, the TLS handshake, the response. One libcurl
/// multi handle on the reactor's thread.
actor Transfers {
  /// A transfer under way and who waits for it.
  struct Running {
    let transfer: Transfer
    let continuation: CheckedContinuation<TransferResult, Never>
  }

  let reactor: Reactor
  private let certificates: CertificateStore
  var cache = CertificateCache()
  /// `nil` once closed.
  var multi: CurlMulti?
  private var lastNumber: UInt64 = 0
  /// By number, which unlike the address of a handle is never used again.
  var running: [UInt64: Running] = [:]
  /// The numbers of those that libcurl has, by the address of their handle.
  var numbers: [UInt: UInt64] = [:]
  var pace = Pace()
  var alarm: Alarm.ID?

  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe reactor.asUnownedSerialExecutor() }

  /// Transfers on a reactor, verified against a trust store. Nothing happens until the reactor runs. Throws if the trust
  /// store can no longer be read.
  init(on reactor: Reactor, trust: TrustStore) throws(TrustStoreError) {
    TransferLibraries.prepare()
    self.reactor = reactor
    certificates = try CertificateStore(trust)
    multi = CurlMulti()
  }

  /// Climbs as far as `request` says on a connection that is open already, and returns the evidence of each rung tried,
  /// lowest first. Closes the connection. Returns at the deadline at the latest, give or take a millisecond; if the task is
  /// canceled, at once, with what was in the making as not tried.
  ///
  /// The connection must have been opened by one non-blocking `connect(2)`, not called again since.
  func transfer(
    _ request: TransferRequest, over socket: consuming ConnectedSocket, by deadline: ContinuousClock.Instant
  ) async -> [Gathered] {
    await carryOut(request, over: socket, by: deadline).gathered
  }

  /// The same, with what came to the request's order.
  func carryOut(
    _ request: TransferRequest, over socket: consuming ConnectedSocket, by deadline: ContinuousClock.Instant
  ) async -> TransferResult {
    // From here on the transfer owns the descriptor, whatever happens.
    guard let transfer = Transfer(request, on: socket.take(), verifyingWith: certificates), !request.isEmpty else {
      return TransferResult()
    }
    lastNumber += 1
    let number = lastNumber
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        begin(number, Running(transfer: transfer, continuation: continuation), by: deadline)
        // Canceled before there was anything to cancel.
        if Task.isCancelled { interrupt(number) }
      }
    } onCancel: {
      reactor.setAlarm(at: .now) { self.assumeIsolated { $0.interrupt(number) } }
    }
  }

  /// Ends every transfer as interrupted and takes no further one. Before the reactor stops.
  func close() {
    for number in running.keys.sorted() { interrupt(number) }
    multi = nil
    if let alarm { reactor.cancelAlarm(alarm) }
    alarm = nil
  }
}
