public import Model

extension SocketAddress {
  public static let firstNameserver = SocketAddress("10.0.0.4:53")!
  public static let secondNameserver = SocketAddress("10.0.0.5:53")!
}

extension Milliseconds {
  /// How long silence lasts.
  public static let fiveSeconds = Milliseconds(microseconds: 5_000_000)
  /// 12 ms: how long what works takes.
  public static let moment = Milliseconds(microseconds: 12_000)
}

extension SystemError {
  public static let noFileLeft = SystemError(action: "open a socket", reason: "Too many open files")
}

extension Lookup.Ending {
  /// A response; with an alias the addresses stand under its target, with a zone the authority section names it.
  public static func response(
    _ code: ResponseCode = .noError, addresses: [String] = [], aliases: [String] = [], zone: String? = nil
  ) -> Lookup.Ending {
    let records =
      aliases.map { ResourceRecord(name: "alias", type: .cname, ttl: 60, data: .alias(target: $0)) }
      + addresses.compactMap(IPAddress.init).map {
        ResourceRecord(name: "host", type: $0.family == .ipv4 ? .a : .aaaa, ttl: 60, data: .address($0))
      }
    let authority = zone.map {
      ResourceRecord(name: $0, type: .soa, ttl: 300, data: .startOfAuthority(primary: "ns." + $0))
    }
    return .answered(message: DNSMessage(code: code, answers: records, authority: authority.map { [$0] } ?? []))
  }

  public static func missing(alias: String? = nil, zone: String? = "azurecr.io") -> Lookup.Ending {
    .response(.nameError, aliases: alias.map { [$0] } ?? [], zone: zone)
  }
  public static let silence = Lookup.Ending.unanswered(after: .fiveSeconds)
  public static let serverFailure = Lookup.Ending.response(.serverFailure)
  public static let denial = Lookup.Ending.response(.refused)
}

extension Evidence {
  public static func lookup(
    _ name: String, type: RecordType = .a, at nameserver: SocketAddress = .firstNameserver, _ ending: Lookup.Ending,
    retry: Lookup.Retry = .notNeeded
  ) -> Evidence {
    .lookup(
      Lookup(name: DomainName(name)!, type: type, nameserver: nameserver, ending: ending, retryOverTCP: retry))
  }

  /// Both questions about a name, AAAA without an answer record.
  public static func lookups(
    _ name: String, at nameserver: SocketAddress = .firstNameserver, addresses: [String], aliases: [String] = []
  ) -> [Evidence] {
    [
      .lookup(name, at: nameserver, .response(addresses: addresses, aliases: aliases)),
      .lookup(name, type: .aaaa, at: nameserver, .response(aliases: aliases)),
    ]
  }

  /// Both questions about a name, ending alike.
  public static func lookups(
    _ name: String, at nameserver: SocketAddress = .firstNameserver, _ ending: Lookup.Ending
  ) -> [Evidence] {
    [.lookup(name, at: nameserver, ending), .lookup(name, type: .aaaa, at: nameserver, ending)]
  }

  public static func connection(
    _ address: String, port: UInt16 = 443,
    _ ending: Connection.Ending? = nil, isToProxy: Bool = false
  ) -> Evidence {
    .connection(
      Connection(
        address: SocketAddress(IPAddress(address)!, port: port), isToProxy: isToProxy,
        ending: ending ?? .connected(after: .moment, roundTrip: nil)))
  }

  public static func handshake(
    _ address: String, _ serverName: String, port: UInt16 = 443, _ ending: Handshake.Ending? = nil,
    chain: [Certificate]? = nil, errors: [ChainError] = [], nameMatches: Bool = true
  ) -> Evidence {
    let session = Handshake.Session(
      protocolVersion: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", duration: .moment)
    let isCompleted = ending == nil
    return .handshake(
      Handshake(
        address: SocketAddress(IPAddress(address)!, port: port), serverName: Host(serverName)!,
        ending: ending ?? .completed(session: session),
        chain: isCompleted ? chain ?? [.with(subject: "CN=\(serverName)", names: [serverName])] : [],
        chainErrors: isCompleted ? errors : [], nameMatches: isCompleted ? nameMatches : nil))
  }

  public static func response(
    _ address: String, port: UInt16 = 443, status: Int = 401,
    headers: [String: String] = Response.Answer.usualHeaders,
    body: String = Response.Answer.usualBody, firstByte: Milliseconds = .moment
  ) -> Evidence {
    let headers = headers.sorted { $0.key < $1.key }.map { Response.Header(name: $0.key, value: $0.value) }
    let answer = Response.Answer(
      status: status, headers: headers, body: body, bodyBytes: body.utf8.count, firstByte: firstByte, total: firstByte)
    return .response(address, port: port, ending: .answered(answer: answer))
  }

  public static func response(_ address: String, port: UInt16 = 443, ending: Response.Ending) -> Evidence {
    .response(
      Response(address: SocketAddress(IPAddress(address)!, port: port), url: "https://host/", ending: ending))
  }

  public static func tunnel(_ target: String, through proxy: String = "proxy.corp:3128", _ ending: Tunnel.Ending)
    -> Evidence
  {
    .tunnel(Tunnel(proxy: proxy, target: target, ending: ending))
  }
}

extension Response.Answer {
  /// The marks of every service of the test catalog at once.
  public static let usualHeaders = [
    "docker-distribution-api-version": "registry/2.0", "x-ms-request-id": "6f1c", "server": "Microsoft-HTTPAPI/2.0",
  ]
  public static let usualBody = #"{"kind":"Status","apiVersion":"v1","code":401}"#
}
