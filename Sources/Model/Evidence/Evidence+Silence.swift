extension Evidence {
  /// Whether nobody answered within the time that was given: what a longer wait might have changed.
  public var isSilence: Bool {
    switch self {
    case .lookup(let lookup):
      if case .unanswered = lookup.ending { return true }
      if case .unanswered = lookup.retryOverTCP { return true }
      return false
    case .connection(let connection):
      if case .unanswered = connection.ending { return true } else { return false }
    case .tunnel(let tunnel):
      if case .unanswered = tunnel.ending { return true } else { return false }
    case .handshake(let handshake):
      if case .unanswered = handshake.ending { return true } else { return false }
    case .response(let response):
      if case .unanswered = response.ending { return true } else { return false }
    case .time(let exchange):
      if case .unanswered = exchange.ending { return true } else { return false }
    case .cluster(let answer):
      if case .unanswered = answer.ending { return true } else { return false }
    case .exchange(let exchange):
      if case .sent(.unanswered, _) = exchange.ending { return true }
      return exchange.content?.end == .silent
    }
  }
}
