extension HTTPAnswer {
  static var blobStorage: HTTPAnswer {
    storageError(
      400, "Value for one of the query parameters specified in the request URI is invalid.",
      server: "Windows-Azure-Blob/1.0", code: "InvalidQueryParameterValue")
  }

  static var tableStorage: HTTPAnswer {
    storageError(
      403, "Server failed to authenticate the request.", server: "Windows-Azure-Table/1.0",
      code: "AuthenticationFailed")
  }

  /// An error of Azure Storage: the code in a header and in an XML body.
  static func storageError(_ status: Int, _ message: String, server: String, code: String) -> HTTPAnswer {
    let id = requestID()
    return HTTPAnswer(
      status, message,
      headers: [
        ("Server", "\(server) Microsoft-HTTPAPI/2.0"), ("Content-Type", "application/xml"),
        ("x-ms-request-id", id), ("x-ms-version", "2019-02-02"), ("x-ms-error-code", code),
      ],
      body: """
        <?xml version="1.0" encoding="utf-8"?><Error><Code>\(code)</Code><Message>\(message)
        RequestId:\(id)</Message></Error>
        """)
  }
}
