extension HTTPAnswer {
  /// What a web filter shows instead of the service.
  static func blockPage(for host: LabHost) -> HTTPAnswer {
    HTTPAnswer(
      200, "OK", headers: [("Server", "ExampleWebFilter/7.2"), ("Content-Type", "text/html; charset=utf-8")],
      body: """
        <!DOCTYPE html>
        <html><head><title>Web Page Blocked</title></head>
        <body><h1>Web Page Blocked</h1>
        <p>Access to \(host.rawValue) is not in accordance with your organization's internet usage policy.</p>
        <p>Category: Information Technology. Contact your network administrator.</p></body></html>

        """)
  }

  /// Two interim responses: early hints (RFC 8297) and the word to go on.
  static let interimBytes = Array(
    "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n".utf8)

  /// As HTTP/1.0 without a length: the end of the connection is the end of the body (RFC 1945 section 7.2.2).
  var oldBytes: [UInt8] {
    let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
    return Array("HTTP/1.0 \(status) \(reason)\r\n\(lines)\r\n".utf8) + body
  }

  /// The service's own refusal for the time being: its marks, another status (RFC 6585 section 4).
  func throttled() -> HTTPAnswer {
    var answer = self
    (answer.status, answer.reason) = (429, "Too Many Requests")
    answer.headers.append(("Retry-After", "30"))
    return answer
  }

  /// The service's own failure: its marks, another status (RFC 9110 section 15.6.4).
  func unavailable() -> HTTPAnswer {
    var answer = self
    (answer.status, answer.reason) = (503, "Service Unavailable")
    return answer
  }

  /// A firewall of the service's own that knows the client's address: the registry's answer, or storage's.
  static func refusal(from host: LabHost) -> HTTPAnswer {
    switch host {
    case .blobStorage, .tableStorage, .mcrData, .acrData:
      storageError(
        403, "This request is not authorized to perform this operation.",
        server: host == .tableStorage ? .table : .blob, code: "AuthorizationFailure")
    default:
      Registry.own.error(
        403, "Forbidden", code: "DENIED",
        message:
          "client with IP '203.0.113.7' is not allowed access. Refer https://aka.ms/acr/firewall to grant access.")
    }
  }

  /// The same with one bit of the last byte changed.
  func flipped() -> HTTPAnswer {
    var answer = self
    if let last = answer.body.indices.last { answer.body[last] ^= 1 }
    return answer
  }

  /// The same, sent on without encryption.
  func redirectedToPlainHTTP() -> HTTPAnswer {
    var answer = self
    for index in answer.headers.indices where answer.headers[index].name == "Location" {
      answer.headers[index].value = answer.headers[index].value.replacing("https://", with: "http://")
    }
    return answer
  }
}
