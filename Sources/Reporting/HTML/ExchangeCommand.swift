internal import Model

/// The line for a shell that makes a request of a conversation again; secrets by the names of their variables, tokens by a
/// variable of the shell.
struct ExchangeCommand {
  private let exchange: Exchange
  private let issuers: Set<Int>

  init(_ exchange: Exchange, among all: [Exchange]) {
    self.exchange = exchange
    issuers = Set(
      all.compactMap { if case .issued(let number) = $0.authorization { number } else { nil } })
  }

  /// `nil` if a value would be an option or hides something.
  var line: String? {
    var options = ["curl", "--verbose", "--max-time 30"]
    if let address = exchange.address, !exchange.isProxied { options.append("--connect-to '::\(address)'") }
    switch exchange.method {
    case .get: break
    case .head: options.append("--head")
    case .post: options += form
    }
    switch exchange.authorization {
    case .none, .entraToken: break
    case .basic(let username, let password): options.append("--user \"$\(username):$\(password)\"")
    case .bearer(let variable), .key(let variable):
      options.append("--header \"Authorization: Bearer $\(variable)\"")
    case .issued where exchange.method == .post: break
    case .issued(let number): options.append("--header \"Authorization: Bearer $TOKEN_\(number)\"")
    case .signature: break
    }
    if let range = exchange.range { options.append("--range 0-\(range - 1)") }
    options += HandCommands.headers(for: exchange.purpose)
    switch exchange.purpose {
    case .configuration, .layer, .layerBeginning, .blobBeginning: options.append("--output /dev/null")
    case .metadata: options.append("--noproxy '*'")
    // What kind of text or bytes it is, nobody wrote down; curl by itself would call it a form.
    case .sample: options += ["--header 'Content-Type: TYPE'", "--data-binary @SAMPLE"]
    case .challenge, .token, .tokenExchange, .manifest, .platformManifest, .tableEntity, .health, .interface, .service:
      break
    }
    let command = options.joined(separator: " ")
    var line: String?
    if case .signature(let variable) = exchange.authorization {
      let mark = exchange.url.contains("?") ? "&" : "?"
      line = HandCommands.line(command, [exchange.url]).map { $0 + "\"\(mark)$\(variable)\"" }
    } else {
      line = HandCommands.line(command, [exchange.url])
    }
    guard let line, issuers.contains(exchange.number) else { return line }
    return "TOKEN_\(exchange.number)=$(\(line) | jq --raw-output '.access_token // .token // .refresh_token')"
  }

  /// What a POST for a token sends.
  private var form: [String] {
    switch (exchange.purpose, exchange.authorization) {
    case (.tokenExchange, .entraToken(let variable)):
      [
        "--data grant_type=access_token", "--data service=\(exchange.endpoint.host)",
        "--data-urlencode \"access_token=$\(variable)\"",
      ]
    case (.token, .issued(let number)):
      [
        "--data grant_type=refresh_token", "--data service=\(exchange.endpoint.host)",
        "--data-urlencode \"refresh_token=$TOKEN_\(number)\"", "--data-urlencode scope=SCOPE",
      ]
    default: []
    }
  }
}

extension Exchange {
  /// Whether the address is a proxy's, so that nothing is gained by naming it: then it is not the endpoint's port.
  fileprivate var isProxied: Bool { address.map { $0.port != endpoint.port } ?? false }
}
