internal import Model

extension Wording {
  /// What one observation is, in one line: `lookup of mcr.microsoft.com (A) at 10.0.0.4: NXDOMAIN`.
  static func line(_ evidence: Evidence) -> String {
    switch evidence {
    case .lookup(let lookup):
      let place = lookup.nameserver.port == 53 ? lookup.nameserver.address.description : lookup.nameserver.description
      let way = lookup.transport == .tcp ? " over TCP" : ""
      return "lookup of \(lookup.name.text) (\(lookup.type)) at \(place)\(way): \(ending(lookup))"
    case .connection(let connection):
      let target = connection.isToProxy ? "the proxy at \(connection.address)" : connection.address.description
      let size = connection.segmentLimit.map { " with segments of at most \($0) bytes" } ?? ""
      return "connection to \(target)\(size): \(ending(connection))"
    case .tunnel(let tunnel):
      return "way to \(tunnel.target) through the proxy \(tunnel.proxy): \(ending(tunnel))"
    case .handshake(let handshake):
      return "TLS handshake with \(handshake.serverName) at \(handshake.address): \(ending(handshake))"
    case .response(let response):
      return "GET \(response.url) at \(response.address): \(ending(response.ending))"
    case .exchange(let exchange): return line(exchange)
    case .time(let exchange):
      return "time from \(exchange.address): \(ending(exchange))"
    case .cluster(let answer):
      return "\(text(answer.read)): \(ending(answer))"
    }
  }

  private static func ending(_ lookup: Lookup) -> String {
    switch lookup.ending {
    case .answered(let message):
      let cut = message.isTruncated ? ", cut short" : ""
      let addresses = message.addresses.map(\.description)
      if !addresses.isEmpty {
        let more = addresses.count > 4 ? " +\(addresses.count - 4)" : ""
        return addresses.prefix(4).joined(separator: ", ") + more + cut
      }
      let alias = message.aliases.last.map { ", alias of \($0)" } ?? ""
      return (message.code == .noError ? "no address" : message.code.description) + alias + cut
    case .unanswered(let after): return "no answer in \(after)"
    case .refused(let after): return "nobody listens, after \(after)"
    case .malformed(let reason, _): return "an answer that cannot be read (\(reason))"
    case .notAsked(let error): return "not asked (\(error.reason))"
    }
  }

  private static func ending(_ connection: Connection) -> String {
    switch connection.ending {
    case .connected(let after, _): "connected in \(after)"
    case .refused(let after): "refused after \(after)"
    case .unreachable(.host, let after): "no route to the host, after \(after)"
    case .unreachable(.network, let after): "no route to the network, after \(after)"
    case .unreachable(.prohibited, let after): "forbidden by a device on the way, after \(after)"
    case .unanswered(let after): "no answer in \(after)"
    case .notTried(let error): "not tried (\(error.reason))"
    }
  }

  private static func ending(_ tunnel: Tunnel) -> String {
    switch tunnel.ending {
    case .opened(let after): "opened in \(after)"
    case .denied(let status, let after): "status \(status) after \(after)"
    case .proxyUnresolved: "the proxy has no address"
    case .unanswered(let after): "no answer in \(after)"
    case .failed(let reason, let after): "\(reason), after \(after)"
    }
  }

  private static func ending(_ handshake: Handshake) -> String {
    switch handshake.ending {
    case .completed(let session):
      let version = session.protocolVersion
      var parts = [version.hasPrefix("TLSv") ? "TLS " + version.dropFirst(4) : version]
      if let certificate = handshake.chain.first {
        parts.append("certificate \(certificate.subject) until \(certificate.notAfter.day)")
        parts.append("issuer \(certificate.issuer)")
      }
      if handshake.nameMatches == false { parts.append("for other names") }
      return parts.joined(separator: ", ")
    case .alerted(let alert, let after): return "alert \(alert) after \(after)"
    case .reset(let after): return "reset after \(after)"
    case .closed(let after): return "closed after \(after)"
    case .unanswered(let after): return "no answer in \(after)"
    case .notTLS(let reason, _): return "not TLS (\(reason))"
    case .unsupported(let reason, _): return reason
    case .notTried(let error): return "not tried (\(error.reason))"
    }
  }

  static func ending(_ ending: Response.Ending) -> String {
    switch ending {
    case .answered(let answer): "status \(answer.status) after \(answer.firstByte)"
    case .unanswered(let after): "no answer in \(after)"
    case .reset(let after): "reset after \(after)"
    case .closed(let after): "closed after \(after)"
    case .notHTTP(let reason, _): "not HTTP (\(reason))"
    case .notTried(let error): "not tried (\(error.reason))"
    }
  }

  /// What came of a question for the time.
  static func ending(_ exchange: TimeExchange) -> String {
    switch exchange.ending {
    case .answered(let reply):
      if let kiss = reply.kiss { return "refused with the kiss code \(kiss)" }
      guard reply.tellsTime else { return "a clock that is not synchronized (stratum \(reply.stratum))" }
      let direction = reply.offset < 0 ? "behind" : "ahead"
      let offset = Milliseconds(microseconds: abs(reply.offset))
      return "\(offset) \(direction), stratum \(reply.stratum), in \(reply.roundTrip)"
    case .refused(let after): return "nobody listens, after \(after)"
    case .unreachable(.host, let after): return "no route to the host, after \(after)"
    case .unreachable(.network, let after): return "no route to the network, after \(after)"
    case .unreachable(.prohibited, let after): return "forbidden by a device on the way, after \(after)"
    case .unanswered(let after): return "no answer in \(after)"
    case .foreign(let reason, _): return "not NTP (\(reason))"
    case .notTried(let error): return "not tried (\(error.reason))"
    }
  }
}
