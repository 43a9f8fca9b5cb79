import EventLoop
import Execution
import Glibc

extension Transfers {
  /// Registers a transfer, which begins when it is its turn.
  func begin(_ number: UInt64, _ entry: Running, by deadline: ContinuousClock.Instant) {
    running[number] = entry
    let now = ContinuousClock.now
    let turn = entry.transfer.request.shakesHands ? pace.turn(at: now) : now
    guard turn > now else { return start(number, by: deadline) }
    reactor.setAlarm(at: turn) { self.assumeIsolated { $0.start(number, by: deadline) } }
  }

  /// Gives a transfer to libcurl, which begins at once; one that was interrupted meanwhile is left alone.
  private func start(_ number: UInt64, by deadline: ContinuousClock.Instant) {
    guard let transfer = running[number]?.transfer else { return }
    transfer.begin()
    let timeout = deadline - transfer.start
    guard let wishes = multi?.wishes else { return end(number, .interrupted) }
    guard timeout > .zero else { return end(number, .failedHere(reason: "no time was left for it")) }
    transfer.configure(timeout: timeout, wishes: wishes)
    guard multi?.add(transfer.easy) == true else { return end(number, .failedHere(reason: "libcurl refused it")) }
    transfer.isAdded = true
    numbers[transfer.easy.address] = number
    if let moment = transfer.request.order?.answerBy {
      reactor.setAlarm(at: moment) { self.assumeIsolated { $0.giveUp(ifSilent: number) } }
    }
    multi?.timeIsUp()
    settle()
  }

  /// Ends a transfer of which no answer has come yet; what comes slowly has its time.
  private func giveUp(ifSilent number: UInt64) {
    guard let transfer = running[number]?.transfer, transfer.firstByte == nil else { return }
    end(number, .timedOut)
    settle()
  }

  /// Ends a transfer before its time; one that has ended already is left alone.
  func interrupt(_ number: UInt64) {
    end(number, .interrupted)
    settle()
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

  /// After every call of libcurl that may have changed something: hands out what has ended, then does what libcurl asked
  /// for meanwhile. The descriptors that it wants closed stay open until then, so that their last state can be read.
  private func settle() {
    while let (easy, code) = multi?.nextEnded() {
      guard let number = numbers[easy], let transfer = running[number]?.transfer else { continue }
      end(
        number, TransferEnd(code, message: transfer.easy.errorMessage, peer: PeerState(of: transfer.descriptor)))
    }
    grantWishes()
  }

  /// Removes a transfer from libcurl and resumes who waits for it.
  private func end(_ number: UInt64, _ how: TransferEnd) {
    guard let entry = running.removeValue(forKey: number) else { return }
    let moment = ContinuousClock.now
    if entry.transfer.isAdded {
      multi?.remove(entry.transfer.easy)
      numbers[entry.transfer.easy.address] = nil
    }
    let gathered = entry.transfer.evidence(how, at: moment, parsing: &cache)
    entry.continuation.resume(
      returning: TransferResult(gathered: gathered, received: entry.transfer.received(how, at: moment)))
  }

  private func grantWishes() {
    guard let (wishes, newAlarm) = multi?.wishes.take() else { return }
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
