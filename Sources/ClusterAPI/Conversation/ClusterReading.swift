public import Model

/// One read of the Kubernetes API from its first request to its end, without I/O: whoever carries it out sends what it
/// asks for and tells it what arrives.
///
/// First the right is reviewed (SelfSubjectAccessReview), so that a read that is not allowed is not tried. Then lists are
/// read page by page. What can be tried again is, so many times: another version of the resource's group where the
/// server does not have one (404), a list whose place was forgotten meanwhile (410), a server that asks for patience
/// (429, 503), an identity that may have been renewed (401).
public struct ClusterReading: APIConversation {
  /// What to do next.
  public typealias Action = APIAction

  /// What it is about at the moment.
  enum Stage: Hashable {
    case review(AccessRight)
    case page
  }

  /// How many objects a page has at most.
  public static let pageSize = 500
  /// How many pages are read at most: 100,000 objects.
  public static let pageLimit = 200
  /// What a page may have, in bytes.
  public static let pageByteLimit = 128 << 20
  /// How often a list is begun anew.
  static let restartLimit = 2
  /// How often a server is asked again that asks for patience, and how long for at most at once.
  static let patienceLimit = 3
  static let longestWait = Duration.seconds(10)

  public let read: ClusterRead
  /// Requests sent so far.
  public private(set) var requests = 0

  var stage = Stage.page
  var request: APIRequest
  var versions: ArraySlice<String>
  var token: String?
  var pages = 0
  var restarts = 0
  var patience = 0
  /// Objects that arrived and are not kept.
  var uncounted = 0
  var objects: ClusterObjects
  var reader: ObjectReader

  var answer = AnswerSoFar()
  /// `nil`: objects are read.
  var log: LogSoFar?
  /// Whether the review is all that is asked for.
  var isReviewOnly = false
  /// Whether credentials can be made anew, and were not yet.
  private var isRenewable: Bool

  /// - Parameters:
  ///   - isRenewable: Whether other credentials can be had when these are refused.
  ///   - certificate: Reads a certificate, DER.
  public init(
    _ read: ClusterRead, isRenewable: Bool = false, certificate: @escaping @Sendable ([UInt8]) -> Certificate?
  ) {
    self.read = read
    self.isRenewable = isRenewable
    versions = read.resource.versions[...]
    reader = ObjectReader(read.resource, certificate: certificate)
    objects = ClusterObjects(emptyOf: read.resource)
    request = APIRequest(.get, "/")
  }

  /// How it begins.
  public mutating func begin() -> Action {
    guard var right = read.right, log?.isReviewed != true else { return askForPage() }
    if log != nil || isReviewOnly { right = Self.logRight(read) }
    stage = .review(right)
    return send(.review(of: right))
  }

  // MARK: What arrives

  /// The head of an answer arrived.
  public mutating func received(status: Int, contentType: String?, retryAfter: String?) {
    answer = AnswerSoFar(status: status, contentType: contentType, retryAfter: retryAfter)
    guard (200..<300).contains(status) else {
      answer.scanner = JSONScanner(keeping: .whole("kind", "reason", "message", "metadata"))
      return
    }
    switch stage {
    case .review: answer.scanner = JSONScanner(keeping: .whole("kind", "status"))
    case .page where log != nil: log?.bytes = []
    case .page: if reader.isJSON { answer.scanner = JSONScanner(keeping: reader.mask(ofList: read.name == nil)) }
    }
  }

  /// Bytes of an answer's body arrived. Returns whether more are wanted.
  public mutating func received(body bytes: [UInt8]) -> Bool {
    answer.byteCount += bytes.count
    guard answer.byteCount <= Self.pageByteLimit else {
      answer.problem = "it is larger than \(Self.pageByteLimit >> 20) MiB"
      return false
    }
    if log != nil, stage == .page, answer.status == 200 {
      log?.bytes += bytes
      return answer.byteCount <= Self.logLimit
    }
    // What is no JSON is kept at its beginning, to say what it is.
    if answer.beginning.count < AnswerSoFar.beginningLimit {
      answer.beginning += bytes.prefix(AnswerSoFar.beginningLimit - answer.beginning.count)
    }
    guard answer.scanner != nil else { return answer.byteCount < AnswerSoFar.beginningLimit }
    do throws(JSONError) {
      for item in try answer.scanner?.take(bytes) ?? [] {
        if objects.count < read.limit { try keep(item) } else { uncounted += 1 }
      }
      return true
    } catch {
      answer.problem = answer.words(for: error)
      return false
    }
  }

  private mutating func keep(_ item: JSONValue) throws(JSONError) {
    guard reader.add(item, to: &objects) else {
      throw JSONError(.invalid, at: answer.byteCount)
    }
  }

  /// The answer ended. Returns what to do next.
  public mutating func ended(_ end: APIEnd) -> Action {
    switch end {
    case .failed(let ending): return .end(ending)
    case .stopped, .completed: break
    }
    if let document = answer.finish(), let metadata = document["metadata"] { answer.place = PagePlace(metadata) }
    guard let status = answer.status else { return .end(.malformed(reason: "it has no status")) }
    switch status {
    case 200..<300: return read(at: status)
    case 401:
      guard isRenewable else { return .end(.unauthorized(message: answer.message)) }
      isRenewable = false
      requests += 1
      return .renew(then: request)
    case 500...599 where read.resource == .readiness && stage == .page: return .end(readiness)
    case 429: return patiently(status)
    case 503 where answer.retryAfter != nil: return patiently(status)
    case 500...599 where patience == 0: return patiently(status)
    case 403: return refused()
    case 404: return missing()
    case 410 where token != nil: return restarted()
    default: return skippedReview() ?? .end(failure(status))
    }
  }

  // MARK: What to do next

  mutating func send(_ request: APIRequest) -> Action {
    self.request = request
    requests += 1
    return .send(request)
  }

  mutating func askForPage() -> Action {
    stage = .page
    if let log { return send(log.request) }
    // What is not kept is only counted, for which the objects' metadata will do.
    let isFull = objects.count >= read.limit
    return send(
      .page(
        of: read, version: versions.first ?? "v1", limit: min(Self.pageSize, max(1, read.limit)), after: token,
        metadataAlone: isFull && read.name == nil))
  }

  private mutating func patiently(_ status: Int) -> Action {
    guard patience < Self.patienceLimit else { return .end(failure(status)) }
    patience += 1
    requests += 1
    let seconds = answer.retryAfter.flatMap { Int($0) }.map { max(0, $0) }
    return .wait(min(seconds.map { .seconds($0) } ?? .milliseconds(500), Self.longestWait), then: request)
  }

  private mutating func refused() -> Action {
    if let action = skippedReview() { return action }
    // What is no resource needs a right, too, which is not reviewed beforehand: by default everybody has it.
    if read.resource == .readiness { return .end(.needsRight(.readiness, message: answer.message)) }
    guard var right = read.right else { return .end(failure(403)) }
    if log != nil { right = Self.logRight(read) }
    return .end(.needsRight(right, message: answer.message))
  }

  /// A review that is itself refused or unknown says nothing about the read: it is tried.
  private mutating func skippedReview() -> Action? {
    guard case .review = stage, let status = answer.status, (400..<500).contains(status) else { return nil }
    return isReviewOnly ? .end(failure(status)) : askForPage()
  }

  private mutating func missing() -> Action {
    if let action = skippedReview() { return action }
    guard read.name == nil, versions.count > 1 else { return .end(.absent) }
    versions.removeFirst()
    return askForPage()
  }

  /// The server has forgotten the state of the list that the pages before showed (410): what was read of it is no longer
  /// of one moment. If it happens again and again, the rest is read as it is now, where the server offers that.
  private mutating func restarted() -> Action {
    restarts += 1
    if restarts <= Self.restartLimit {
      token = nil
      pages = 0
      uncounted = 0
      objects = ClusterObjects(emptyOf: read.resource)
      return askForPage()
    }
    guard let next = answer.place?.next, restarts <= 2 * Self.restartLimit else { return .end(failure(410)) }
    token = next
    return askForPage()
  }

  /// How it ends if it is not tried again.
  public var failure: ClusterAnswer.Ending { failure(answer.status ?? 0) }

  func failure(_ status: Int) -> ClusterAnswer.Ending {
    .failed(status: status, reason: answer.reason, message: answer.message)
  }
}
