import Model

extension ClusterReading {
  /// A successful answer is complete.
  mutating func read(at status: Int) -> Action {
    if let problem = answer.problem { return .end(.malformed(reason: problem)) }
    if case .review(let right) = stage { return reviewed(right) }
    if log != nil { return .end(.read(objects: objects, total: 0)) }
    if read.resource == .readiness { return .end(readiness) }
    guard let document = answer.document else { return .end(.malformed(reason: answer.nature)) }
    guard read.name == nil, reader.isList else {
      guard reader.add(document, to: &objects) else { return .end(.malformed(reason: answer.nature)) }
      return .end(.read(objects: objects, total: objects.count))
    }
    // A list without a place in it is none: every list of the API has metadata.
    guard document["kind"]?.text?.hasSuffix("List") == true else { return .end(.malformed(reason: answer.nature)) }
    pages += 1
    let seen = objects.count + uncounted
    token = answer.place?.next
    guard token != nil else { return .end(.read(objects: objects, total: seen)) }
    // The server says how many more there are, unless the list is a selection.
    if objects.count >= read.limit, let more = answer.place?.remaining {
      return .end(.read(objects: objects, total: seen + more))
    }
    guard pages < Self.pageLimit else { return .end(.read(objects: objects, total: seen + 1)) }
    return askForPage()
  }

  private mutating func reviewed(_ right: AccessRight) -> Action {
    guard let status = answer.document?["status"], let isAllowed = status["allowed"]?.boolean else {
      return .end(.malformed(reason: answer.nature))
    }
    if isAllowed { return isReviewOnly ? .end(.read(objects: objects, total: 0)) : askForPage() }
    let words = [status["reason"]?.text, status["evaluationError"]?.text].compactMap { $0 }.filter { !$0.isEmpty }
    return .end(.needsRight(right, message: words.joined(separator: "; ").shown(upTo: ClusterAnswer.messageLimit)))
  }

  /// What `/readyz?verbose` says, line by line: `[+]ping ok`, `[-]etcd failed: reason withheld`.
  var readiness: ClusterAnswer.Ending {
    let text = String(decoding: answer.beginning, as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline)
    let failing = lines.filter { $0.hasPrefix("[-]") }.compactMap { line in
      line.dropFirst(3).split(separator: " ").first.map { String($0).shown(upTo: 100) }
    }
    let isReady = answer.status == 200
    guard isReady || !failing.isEmpty || text.contains("readyz") else { return failure(answer.status ?? 0) }
    return .read(objects: .readiness(ServerReadiness(isReady: isReady, failing: failing)), total: 1)
  }
}
