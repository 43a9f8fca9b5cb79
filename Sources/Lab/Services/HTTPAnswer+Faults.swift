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

  static var throttled: HTTPAnswer {
    HTTPAnswer(429, "Too Many Requests", headers: [("Retry-After", "30"), ("x-ms-request-id", requestID())])
  }

  static var unavailable: HTTPAnswer {
    HTTPAnswer(503, "Service Unavailable", headers: [("Content-Type", "text/plain")], body: "Service Unavailable\n")
  }
}
