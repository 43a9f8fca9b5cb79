import Model

/// How far a recording is to be believed where nothing, or something late, was seen: a program that did not run cannot
/// notice what arrives.
struct Stall {
  /// The longest time for which the program was not run; zero: never for long.
  var longest: Milliseconds

  init(in recording: Recording) {
    longest = recording.longestStall ?? .zero
  }

  /// Whether more than half of a time that we measured may have been this machine's own.
  func spoils(_ time: Milliseconds) -> Bool {
    longest.microseconds > time.microseconds / 2
  }

  /// Whether evidence is silence that says nothing, because we may have been deaf meanwhile.
  func spoils(_ evidence: Evidence) -> Bool {
    evidence.silence.map { spoils($0) } ?? false
  }
}

extension Evidence {
  /// For how long nobody answered; `nil` if somebody did, or it was not tried.
  fileprivate var silence: Milliseconds? {
    switch self {
    case .lookup(let lookup):
      if case .unanswered(let after) = lookup.ending { return after }
    case .connection(let connection):
      if case .unanswered(let after) = connection.ending { return after }
    case .tunnel(let tunnel):
      if case .unanswered(let after) = tunnel.ending { return after }
    case .handshake(let handshake):
      if case .unanswered(let after) = handshake.ending { return after }
    case .response(let response):
      if case .unanswered(let after) = response.ending { return after }
    case .time(let exchange):
      if case .unanswered(let after) = exchange.ending { return after }
    case .cluster(let answer):
      if case .unanswered(let after) = answer.ending { return after }
    case .exchange(let exchange):
      if case .sent(.unanswered(let after), _) = exchange.ending { return after }
      if exchange.content?.end == .silent { return exchange.content?.longestStall }
    }
    return nil
  }
}
