import Model

/// Who answers in a service's place, as far as the answer tells.
enum Answerer: Hashable {
  /// It sends clients elsewhere to sign in (RFC 6585 section 6, or a redirect to another host).
  case portal
  /// It names itself as the proxy.
  case proxy
  /// A certificate that nobody knows stands before it.
  case interceptor
  /// Another service that the catalog knows by its marks.
  case service(title: String)
  /// A page for people, where a program's answer is expected.
  case page
  /// A server with a good certificate for other names.
  case otherServer
  case unknown

  /// In words, after "answered by".
  var words: String {
    switch self {
    case .portal: "a sign-in portal"
    case .proxy: "a proxy's own page"
    case .interceptor: "a device that opens TLS"
    case .service(let title): "another service (\(title))"
    case .page: "a web page, such as a filter's"
    case .otherServer: "a server for other names"
    case .unknown: "something else"
    }
  }

  /// By the answer, the handshake before it, and what the catalog knows of other services.
  init(_ answer: Response.Answer?, _ handshake: Handshake?, at endpoint: Endpoint?, in catalog: Catalog) {
    if let answer {
      if answer.status == 511 || answer.redirects(awayFrom: endpoint) {
        self = .portal
        return
      }
      let server = answer.header("server")?.lowercased() ?? ""
      if answer.header("x-squid-error") != nil || answer.header("proxy-agent") != nil || server.hasPrefix("squid")
        || server.hasPrefix("tinyproxy")
      {
        self = .proxy
        return
      }
    }
    if handshake?.chainErrors.contains(where: \.isOfUnknownIssuer) == true, endpoint?.trust == .public {
      self = .interceptor
      return
    }
    if let answer {
      let others = catalog.services.values.sorted { $0.id < $1.id }.filter { $0.id != endpoint?.service }
      if let other = others.first(where: { $0.isSurely(answer) }) {
        self = .service(title: other.title)
        return
      }
      if answer.isPage {
        self = .page
        return
      }
    }
    self = handshake?.nameMatches == false ? .otherServer : .unknown
  }
}

extension Response.Answer {
  /// Whether it sends clients to another host.
  fileprivate func redirects(awayFrom endpoint: Endpoint?) -> Bool {
    guard (300..<400).contains(status), let location = header("location"),
      let start = location.firstRange(of: "//")?.upperBound
    else { return false }
    let host = location[start...].prefix { $0 != "/" && $0 != ":" && $0 != "?" }
    return !host.isEmpty && host.lowercased() != endpoint?.host.description
  }
}

extension ChainError {
  fileprivate var isOfUnknownIssuer: Bool {
    switch reason {
    case .selfSigned, .selfSignedInChain, .issuerNotFound: true
    case .expired, .notYetValid, .invalidSignature, .invalidAuthority, .invalidPurpose, .revoked, .weakKey, .other:
      false
    }
  }
}

extension Service {
  /// Whether an answer has a mark that says which service it is: the text of a header, or keys of a body. That a header
  /// is there many services have in common.
  fileprivate func isSurely(_ answer: Response.Answer) -> Bool {
    answers.contains { form in
      form.meaning == .works && form.matches(answer)
        && form.marks.contains { mark in
          switch mark {
          case .headerContains, .jsonKeys: true
          case .headerPresent, .headerLacks, .bodyContains: false
          }
        }
    }
  }
}
