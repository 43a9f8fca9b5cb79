import Glibc

/// A response with status 200 or another, before it is written.
struct HTTPAnswer {
  var status: Int
  var reason: String
  var headers: [(name: String, value: String)]
  var body: String

  init(_ status: Int, _ reason: String, headers: [(name: String, value: String)] = [], body: String = "") {
    self.status = status
    self.reason = reason
    self.headers = headers
    self.body = body
  }

  /// The response as sent (RFC 9112 section 4), with date, length and the announcement that the connection ends.
  /// The server's clock is ahead by so many seconds.
  func bytes(isBodyLeftOut: Bool, ahead: Int = 0) -> [UInt8] {
    let common = [("Date", Self.date(ahead: ahead)), ("Content-Length", "\(body.utf8.count)"), ("Connection", "close")]
    let lines = (headers + common).map { "\($0.0): \($0.1)\r\n" }.joined()
    return Array("HTTP/1.1 \(status) \(reason)\r\n\(lines)\r\n\(isBodyLeftOut ? "" : body)".utf8)
  }

  /// Now by that clock, as an IMF-fixdate (RFC 9110 section 5.6.7).
  private static func date(ahead: Int) -> String {
    var now = time(nil) + ahead
    var parts = unsafe tm()
    unsafe gmtime_r(&now, &parts)
    var text = [CChar](repeating: 0, count: 64)
    let count = unsafe strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
    return String(decoding: text.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// A new request id in the form of a GUID, as Azure's services give every request.
  static func requestID() -> String {
    let digits = (0..<32).map { _ in String(UInt8.random(in: 0..<16), radix: 16) }
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { digits[$0].joined() }.joined(separator: "-")
  }
}

extension HTTPAnswer {
  /// What the real host answers to a request without credentials, as far as public documents say.
  static func usual(from host: LabHost, to request: HTTPRequest) -> HTTPAnswer {
    switch host {
    case .apiServer: apiServer
    case .mcr: publicRegistry(path: request.path)
    case .acr: privateRegistry(host: host.rawValue)
    case .mcrData, .acrData: layerStore
    case .mcrEdge: edge
    case .blobStorage: blobStorage
    case .tableStorage: tableStorage
    case .azureMLAPI, .azureMLRegionalAPI, .azureMLWorkspaceAPI, .azureMLExperiments: azureML
    case .azureMLTelemetry: telemetry
    case .entraLogin: login
    case .resourceManager, .extensionConfig: resourceManager
    case .packagesMicrosoft: packages(path: request.path)
    case .aksBinaries: binaries
    case .scoring: scoring
    }
  }
}
