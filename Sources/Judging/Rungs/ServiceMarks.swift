import Model

extension Service.Answer {
  /// Whether an answer has this form: one of its statuses and all of its marks.
  func matches(_ answer: Response.Answer) -> Bool {
    (statuses.isEmpty || statuses.contains { $0.contains(answer.status) }) && marks.allSatisfy { $0.isOn(answer) }
  }
}

extension Service.Mark {
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
  fileprivate var isPage: Bool {
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
