internal import Model

/// The lines for a shell that ask again what was asked: `dig` for each lookup, `curl` for each connection.
struct HandCommands {
  let observations: [Evidence]
  let subject: ReportDocument.Subject

  /// At most eight questions and sixteen requests; none with a value that a shell or a reader could mistake.
  var commands: [String] {
    lookups + transfers
  }

  /// The questions about names.
  var lookups: [String] { Array(questions.uniqued().prefix(8)) }
  /// What followed them.
  var transfers: [String] { Array(requests.uniqued().prefix(16)) }

  private static let curl = "curl --verbose --max-time 10"

  private var questions: [String] {
    observations.compactMap { piece in
      guard case .lookup(let lookup) = piece else { return nil }
      let port = lookup.nameserver.port == 53 ? "" : " -p \(lookup.nameserver.port)"
      return Self.line("dig\(port)", ["@\(lookup.nameserver.address)", lookup.name.description, "\(lookup.type)"])
    }
  }

  private var requests: [String] {
    // What a conversation reached it reached for its requests, which say more.
    let exchanges = observations.compactMap { if case .exchange(let exchange) = $0 { exchange } else { nil } }
    if !exchanges.isEmpty { return exchanges.compactMap { ExchangeCommand($0, among: exchanges).line } }
    return observations.compactMap { piece in
      switch piece {
      case .connection(let connection) where !connection.isToProxy:
        guard let url = url(at: connection.address) else { return nil }
        // Empty names match every host and port (curl's manual, --connect-to).
        return Self.line("\(Self.curl) --noproxy '*' --connect-to", ["::\(connection.address)", url])
      case .tunnel(let tunnel):
        guard let url = url(at: nil) else { return nil }
        return Self.line("\(Self.curl) --proxy", ["http://\(tunnel.proxy)", url])
      case .time(let exchange):
        let server = "server \(exchange.address.address) port \(exchange.address.port) iburst maxsamples 1"
        return Self.line("chronyd -Q -U -t 5", [server])
      case .lookup, .connection, .handshake, .response, .exchange, .cluster: return nil
      }
    }
  }

  /// What was asked for at an address; the root where the request was never made.
  private func url(at address: SocketAddress?) -> String? {
    for case .response(let response) in observations where address == nil || response.address == address {
      return response.url
    }
    guard let name = subject.host, let host = Host(name), let port = subject.port else { return nil }
    return "https://\(host.withPort(port))/"
  }

  /// A command of ours and values from elsewhere as one line, quoted where a shell would read them otherwise; `nil` if a
  /// value would be an option or hides something.
  static func line(_ command: String, _ values: [String]) -> String? {
    let isSafe = values.allSatisfy { value in
      value.utf8.count <= 500 && !value.hasPrefix("-") && !value.unicodeScalars.contains(where: TerminalText.isUnsafe)
    }
    return isSafe ? ([command] + values.map(quoted)).joined(separator: " ") : nil
  }

  /// The options of `curl` for the headers that the service wants.
  static func headers(for purpose: Exchange.Purpose) -> [String] { purpose.headers.map { "--header \(quoted($0))" } }

  private static func quoted(_ value: String) -> String {
    // Brackets, as around an IPv6 address, would match file names.
    guard !FactTemplate.isShellWord(value) || value.contains("[") else { return value }
    return "'" + value.replacing("'", with: "'\\''") + "'"
  }
}
