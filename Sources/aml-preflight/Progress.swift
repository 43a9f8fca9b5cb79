import Execution
import Model
import Platform
import Reporting
import Synchronization

/// One line on standard error that says how far the run is, and is gone when the run is over.
final class Progress: Sendable {
  private let isShown: Bool
  private let inFlight = Mutex<[Step]>([])

  init(_ options: RunOptions) {
    isShown =
      options.progress == .auto && !options.quiet && Terminal.isTerminal(.standardError)
      && Variables.all["TERM"] != "dumb"
  }

  func observe(_ event: RunEvent) {
    guard isShown else { return }
    switch event {
    case .started(let step):
      inFlight.withLock { $0.append(step) }
    case .finished(let step, let done, let total):
      let oldest = inFlight.withLock { steps in
        steps.removeAll { $0.id == step.id }
        return steps.first
      }
      show("\(done) of \(total)  " + (oldest.map { "waiting for \($0.probe.subject)" } ?? ""))
    case .interrupted:
      show("stopping; the report of what was done follows")
    }
  }

  func clear() {
    if isShown { StandardStream.complain("\r\u{1B}[K") }
  }

  private func show(_ text: String) {
    StandardStream.complain(
      "\r\u{1B}[K" + ErrorText.safe(text).prefix((Terminal.columns(of: .standardError) ?? 80) - 1))
  }
}

extension Probe {
  /// What it is about, for progress: `mcr.microsoft.com:443`.
  fileprivate var subject: String {
    switch self {
    case .lookUp(let name): name.text
    case .reach(let endpoint, _, _), .attempt(let endpoint, _, _, _): endpoint.hostAndPort
    case .ask(let name, _, _, _): name.text
    case .readCluster(let read): read.resource.plural
    case .converse(let conversation, _): conversation.endpoint.hostAndPort
    }
  }
}
