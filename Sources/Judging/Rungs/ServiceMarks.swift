import Model

extension Service.Answer {
  /// Whether an answer has this form: one of its statuses and all of its marks.
  func matches(_ answer: Response.Answer) -> Bool {
    (statuses.isEmpty || statuses.contains { $0.contains(answer.status) }) && marks.allSatisfy { $0.isOn(answer) }
  }
}

extension Service.Answer {
  /// Whether an answer that was cut off might have had this form, had all of it come: only marks of its body are missing.
  func mightMatch(_ answer: Response.Answer) -> Bool {
    guard !answer.bodyIsComplete, answer.bodyBytes < Response.Answer.bodyLimit else { return false }
    let visible = Service.Answer(meaning: meaning, statuses: statuses, marks: marks.filter { !$0.isInBody })
    return visible.marks.count < marks.count && visible.matches(answer)
  }
}

extension Service.Mark {
  /// Whether the mark is looked for in the body.
  fileprivate var isInBody: Bool {
    switch self {
    case .headerPresent, .headerContains, .headerLacks: false
    case .jsonKeys, .bodyContains: true
    }
  }

  /// Whether the answer has the mark. Of a body only its beginning is known: a mark beyond it is not seen.
  func isOn(_ answer: Response.Answer) -> Bool {
    switch self {
    case .headerPresent(let name): !answer.values(of: name).isEmpty
    case .headerContains(let name, let text): answer.values(of: name).contains { $0.holds(text) }
    case .headerLacks(let name, let text):
      !answer.values(of: name).contains { $0.holds(text) }
        && !(answer.isPage && name.lowercased() == "content-type" && "html".holds(text))
    case .jsonKeys(let keys): JSONKeys(atTopLevelOf: answer.body).keys.isSuperset(of: keys)
    case .bodyContains(let text): answer.body.contains(text)
    }
  }
}

extension Response.Answer {
  /// The values of every header of this name: some come more than once (RFC 9110 section 5.3).
  fileprivate func values(of name: String) -> [String] {
    let name = name.lowercased()
    return headers.filter { $0.name == name }.map(\.value)
  }

  /// Whether the body begins as an HTML page does, whatever the answer says that it is: filters often do not say.
  var isPage: Bool {
    let beginning = body.prefix(512).lowercased()
    return ["<!doctype html", "<html", "<head>"].contains { beginning.contains($0) }
  }

  /// What tells a stranger: the title of the page, else its server, else where it leads, else its kind.
  var telltale: String {
    if let title = PageTitle(of: body)?.text { return title }
    for name in ["server", "location", "content-type"] {
      if let value = header(name).map(PageTitle.plain), !value.isEmpty { return value }
    }
    return "HTTP \(status)"
  }
}

extension String {
  /// Whether the text occurs, whatever its case.
  fileprivate func holds(_ text: String) -> Bool { lowercased().contains(text.lowercased()) }
}
