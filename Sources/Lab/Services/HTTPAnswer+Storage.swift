extension HTTPAnswer {
  /// Which of an account's services answers.
  enum StorageServer: String {
    case blob = "Windows-Azure-Blob/1.0"
    case table = "Windows-Azure-Table/1.0"
  }

  static var blobStorage: HTTPAnswer {
    storageError(
      400, "Value for one of the query parameters specified in the request URI is invalid.", server: .blob,
      code: "InvalidQueryParameterValue")
  }

  static var tableStorage: HTTPAnswer {
    storageError(403, "Server failed to authenticate the request.", server: .table, code: "AuthenticationFailed")
  }

  /// To who asks for a blob without any proof.
  static var publicAccessNotPermitted: HTTPAnswer {
    storageError(
      409, "Public access is not permitted on this storage account.", server: .blob, code: "PublicAccessNotPermitted")
  }

  /// To who comes with a signature, key or token that is not right.
  static func notAuthenticated(by server: StorageServer, isToken: Bool) -> HTTPAnswer {
    guard isToken else {
      return storageError(
        403,
        "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly "
          + "including the signature.", server: server, code: "AuthenticationFailed")
    }
    var answer = storageError(
      401, "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.",
      server: server, code: "InvalidAuthenticationInfo")
    answer.headers.append(
      (
        "WWW-Authenticate",
        "Bearer authorization_uri=https://\(LabHost.entraLogin.rawValue)/common/oauth2/authorize "
          + "resource_id=https://storage.azure.com"
      ))
    return answer
  }

  /// An error of Azure Storage: the code in a header and in an XML body.
  static func storageError(_ status: Int, _ message: String, server: StorageServer, code: String) -> HTTPAnswer {
    let (head, id) = storageHead(server, type: "application/xml")
    return HTTPAnswer(
      status, message, headers: head + [("x-ms-error-code", code)],
      body: """
        <?xml version="1.0" encoding="utf-8"?><Error><Code>\(code)</Code><Message>\(message)
        RequestId:\(id)</Message></Error>
        """)
  }

  /// The names of containers or blobs.
  static func storageList(_ entries: String) -> HTTPAnswer {
    let endpoint = "https://\(LabHost.blobStorage.rawValue)/"
    return HTTPAnswer(
      200, "OK", headers: storageHead(.blob, type: "application/xml").headers,
      body: """
        <?xml version="1.0" encoding="utf-8"?><EnumerationResults ServiceEndpoint="\(endpoint)">\(entries)\
        <NextMarker /></EnumerationResults>
        """)
  }

  /// What a table holds.
  static func tableDocument(_ json: String) -> HTTPAnswer {
    HTTPAnswer(
      200, "OK", headers: storageHead(.table, type: "application/json;odata=minimalmetadata;charset=utf-8").headers,
      body: json)
  }

  /// A blob, or the one range of it that is asked for (RFC 9110 section 14).
  static func storedBlob(_ bytes: [UInt8], to request: HTTPRequest) -> HTTPAnswer {
    var answer = HTTPAnswer(200, "OK", headers: storageHead(.blob, type: "application/octet-stream").headers)
    answer.headers += [
      ("Accept-Ranges", "bytes"), ("ETag", "\"0x\(Digest(of: bytes).hexadecimal.prefix(15).uppercased())\""),
      ("Last-Modified", "Wed, 01 Jan 2020 00:00:00 GMT"), ("x-ms-blob-type", "BlockBlob"),
      ("x-ms-lease-status", "unlocked"), ("x-ms-lease-state", "available"), ("x-ms-server-encrypted", "true"),
    ]
    answer.body = bytes
    guard let text = request.headers["x-ms-range"] ?? request.headers["range"] else { return answer }
    guard let range = range(text, of: bytes.count) else {
      var refusal = storageError(
        416, "The range specified is invalid for the current size of the resource.", server: .blob, code: "InvalidRange"
      )
      refusal.headers.append(("Content-Range", "bytes */\(bytes.count)"))
      return refusal
    }
    (answer.status, answer.reason) = (206, "Partial Content")
    answer.headers.append(("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)"))
    answer.body = Array(bytes[range])
    return answer
  }

  /// `bytes=0-1023` or `bytes=1024-`, cut to what is there; `nil` where nothing is left or it says something else.
  private static func range(_ text: String, of size: Int) -> Range<Int>? {
    guard text.hasPrefix("bytes=") else { return nil }
    let ends = text.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2, let first = Int(ends[0]), first >= 0, first < size else { return nil }
    if ends[1].isEmpty { return first..<size }
    guard let last = Int(ends[1]), last >= first else { return nil }
    return first..<min(last, size - 1) + 1
  }

  private static func storageHead(
    _ server: StorageServer, type: String
  ) -> (headers: [(name: String, value: String)], id: String) {
    let id = requestID()
    return (
      [
        ("Server", "\(server.rawValue) Microsoft-HTTPAPI/2.0"), ("Content-Type", type), ("x-ms-request-id", id),
        ("x-ms-version", "2019-02-02"),
      ], id
    )
  }
}
