import CCurl
import ClusterAPI
import EventLoop
import Glibc
import Model

/// Carries requests to one API server, over connections that are kept: one libcurl multi handle on the reactor's thread.
actor APITransfers {
  /// A transfer under way and who waits for it.
  private struct Running {
    let transfer: APITransfer
    let continuation: CheckedContinuation<Result, Never>
  }

  /// What one request came to.
  struct Result: Sendable {
    /// With what arrived.
    var conversation: any APIConversation
    var end: APIEnd
  }

  private let reactor: Reactor
  private let verification: ServerVerification
  /// `nil` once closed.
  private var multi: CurlMulti?
  private var lastNumber: UInt64 = 0
  /// By number, which unlike the address of a handle is never used again.
  private var running: [UInt64: Running] = [:]
  private var numbers: [UInt: UInt64] = [:]
  private var alarm: Alarm.ID?

  nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe reactor.asUnownedSerialExecutor() }

  /// Nothing happens until the reactor runs. Throws if the trust store can no longer be read.
  ///
  /// - Parameters:
  ///   - name: Whom the server's certificate should be for.
  ///   - trust: Who may have signed it; `nil`: whoever.
  init(on reactor: Reactor, name: Host, trust: TrustStore?) throws(TrustStoreError) {
    TransferLibraries.prepare()
    self.reactor = reactor
    verification = ServerVerification(
      name: name, store: try trust.map { trust throws(TrustStoreError) in try CertificateStore(trust) })
    multi = CurlMulti()
  }

  /// Sends one request and tells the conversation what arrives. Returns at the call's deadline at the latest, give or take a
  /// millisecond; if the task is canceled, at once.
  func carryOut(_ call: APICall, for conversation: any APIConversation) async -> Result {
    let failure = ClusterAnswer.Ending.notAsked(ClusterAccessTrouble(.system, detail: "out of memory"))
    guard let transfer = APITransfer(call, for: conversation, verification: verification) else {
      return Result(conversation: conversation, end: .failed(failure))
    }
    lastNumber += 1
    let number = lastNumber
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        begin(number, Running(transfer: transfer, continuation: continuation))
        // Canceled before there was anything to cancel.
        if Task.isCancelled { interrupt(number) }
      }
    } onCancel: {
      reactor.setAlarm(at: .now) { self.assumeIsolated { $0.interrupt(number) } }
    }
  }

  /// Ends every transfer as interrupted, closes the connections and takes no further transfer. Before the reactor stops.
  func close() {
    for number in running.keys.sorted() { interrupt(number) }
    let wishes = multi?.wishes
    multi = nil
    // Closing the connections is the last that libcurl wished for.
    if let wishes { grant(wishes) }
    if let alarm { reactor.cancelAlarm(alarm) }
    alarm = nil
  }

  // MARK: The loop

  private func begin(_ number: UInt64, _ entry: Running) {
    running[number] = entry
    let transfer = entry.transfer
    guard let wishes = multi?.wishes else { return interrupt(number) }
    transfer.configure(wishes: wishes)
    guard multi?.add(transfer.easy) == true else { return interrupt(number) }
    numbers[transfer.easy.address] = number
    watch(number, from: .now)
    multi?.timeIsUp()
    settle()
  }

  /// Wakes up when a transfer would have been silent for too long.
  private func watch(_ number: UInt64, from moment: ContinuousClock.Instant) {
    guard let transfer = running[number]?.transfer else { return }
    let end = min(moment + transfer.call.patience, transfer.call.deadline)
    transfer.alarm = reactor.setAlarm(at: end) { self.assumeIsolated { $0.look(after: number) } }
  }

  private func look(after number: UInt64) {
    guard let transfer = running[number]?.transfer else { return }
    transfer.alarm = nil
    let now = ContinuousClock.now
    guard now >= transfer.call.deadline || now >= transfer.lastSign + transfer.call.patience else {
      return watch(number, from: transfer.lastSign)
    }
    end(number, .failed(transfer.silence))
    grantWishes()
  }

  /// Ends a transfer before its time; one that has ended already is left alone.
  private func interrupt(_ number: UInt64) {
    end(number, .failed(.notAsked(ClusterAccessTrouble(.system, detail: "the run ended before the answer came"))))
    grantWishes()
  }

  private func ready(_ descriptor: Int32, _ readiness: Readiness) {
    multi?.ready(descriptor, readiness)
    settle()
  }

  private func alarmRang() {
    alarm = nil
    multi?.timeIsUp()
    settle()
  }

  private func settle() {
    while let (easy, code) = multi?.nextEnded() {
      guard let number = numbers[easy], let transfer = running[number]?.transfer else { continue }
      end(number, transfer.end(code))
    }
    grantWishes()
  }

  /// Removes a transfer from libcurl and resumes who waits for it. A connection in the middle of an answer is closed by
  /// that, any other kept.
  private func end(_ number: UInt64, _ end: APIEnd) {
    guard let entry = running.removeValue(forKey: number) else { return }
    let transfer = entry.transfer
    if let alarm = transfer.alarm { reactor.cancelAlarm(alarm) }
    transfer.takeHead()
    if numbers.removeValue(forKey: transfer.easy.address) != nil { multi?.remove(transfer.easy) }
    entry.continuation.resume(returning: Result(conversation: transfer.conversation, end: end))
  }

  private func grantWishes() {
    if let wishes = multi?.wishes { grant(wishes) }
  }

  private func grant(_ wishes: CurlWishes) {
    let (wishes, newAlarm) = wishes.take()
    for wish in wishes {
      switch wish {
      case .watch(let descriptor, let interest):
        reactor.watch(descriptor, for: interest) { readiness in
          self.assumeIsolated { $0.ready(descriptor, readiness) }
        }
      case .unwatch(let descriptor): reactor.unwatch(descriptor)
      case .close(let descriptor):
        reactor.unwatch(descriptor)
        Glibc.close(descriptor)
      }
    }
    guard let newAlarm else { return }
    if let alarm { reactor.cancelAlarm(alarm) }
    alarm = newAlarm.map { instant in
      reactor.setAlarm(at: instant) { self.assumeIsolated { $0.alarmRang() } }
    }
  }
}
