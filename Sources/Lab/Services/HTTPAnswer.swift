import Glibc

/// A response before it is written.
struct HTTPAnswer {
  var status: Int
  var reason: String
  var headers: [(name: String, value: String)]
  var body: [UInt8]

  init(_ status: Int, _ reason: String, headers: [(name: String, value: String)] = [], body: String = "") {
    self.status = status
    self.reason = reason
    self.headers = headers
    self.body = Array(body.utf8)
  }

  /// The response as sent (RFC 9112 section 4), with date, length and the announcement that the connection ends.
  /// The server's clock is ahead by so many seconds.
  func bytes(isBodyLeftOut: Bool, ahead: Int = 0) -> [UInt8] {
    let common = [("Date", Self.date(ahead: ahead)), ("Content-Length", "\(body.count)"), ("Connection", "close")]
    let lines = (headers + common).map { "\($0.0): \($0.1)\r\n" }.joined()
    return Array("HTTP/1.1 \(status) \(reason)\r\n\(lines)\r\n".utf8) + (isBodyLeftOut ? [] : body)
  }

  /// Gives the header of that name another value.
  mutating func replace(_ name: String, with value: String) {
    for index in headers.indices where headers[index].name == name { headers[index].value = value }
  }

  /// Puts more behind the value of the header of that name.
  mutating func append(_ more: String, to name: String) {
    for index in headers.indices where headers[index].name == name { headers[index].value += more }
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
  /// What the real host answers, as far as public documents say.
  static func usual(from host: LabHost, to request: HTTPRequest, in surroundings: Surroundings) -> HTTPAnswer {
    switch host {
    case .apiServer: apiServer
    case .mcr: Registry.published.answer(to: request, in: surroundings)
    case .acr: Registry.own.answer(to: request, in: surroundings)
    case .mcrData: LayerStore(images: Registry.published.images).answer(to: request)
    case .acrData: LayerStore(images: Registry.own.images).answer(to: request)
    case .mcrEdge: edge
    case .blobStorage: StorageAccount.blobAnswer(to: request)
    case .tableStorage: StorageAccount.tableAnswer(to: request)
    case .azureMLAPI, .azureMLRegionalAPI, .azureMLWorkspaceAPI, .azureMLExperiments: azureML
    case .azureMLTelemetry: telemetry
    case .entraLogin: login(to: request)
    case .resourceManager, .extensionConfig: resourceManager
    case .packagesMicrosoft: packages(path: request.path)
    case .aksBinaries: binaries
    case .scoring: Router.answer(to: request)
    }
  }
}
