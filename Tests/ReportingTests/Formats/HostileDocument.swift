import Model

@testable import Reporting

extension HostileText {
  /// What ends a string, a cell, an element or a command in one format or another.
  static let markup = [
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>]]>&lt;&#x41;", "=HYPERLINK(\"http://x\")\r\n-1,2;3\t|",
    "=\u{301}cmd|' /C calc'!A0\"\u{301},\"",
    "<\u{301}b>*\u{301}x*`\u{301}`` ```\n~~~ [a](javascript:1) https://x.example www.x.example",
    "ok 1 - # SKIP\n...\n---\nBail out! \\# 'a': b: {0}", "::error::x%0A\n::stop-commands::x|'a'=1;2",
    "\\\"}\\ 1\n# HELP x", "", " ",
  ]

  static let all = markup + [controls, megabyte, stacked]
}

extension ReportDocument {
  /// A document in which every text that a user, a network or a stored file can choose is this one.
  static func filled(with text: String) -> ReportDocument {
    var document = ReportDocument.failing
    document.deployment.name = text
    document.deployment.region = text
    document.tool = Tool(name: text, version: text, catalogDigest: text)
    document.vantages[0].id = text
    document.vantages[0].nameservers = [text, text]
    document.vantages[0].nameserversFrom = text
    document.vantages[0].proxy = text
    document.vantages[0].trustStore = text
    document.summary.coverage.text = text
    document.notes = [text, text]
    for phase in document.phases.indices {
      document.phases[phase].title = text
      for index in document.phases[phase].requirements.indices {
        document.phases[phase].requirements[index].fill(with: text)
      }
    }
    for index in document.findings.indices { document.findings[index].fill(with: text) }
    return document
  }
}

extension ReportDocument.RequirementEntry {
  fileprivate mutating func fill(with text: String) {
    id = Requirement.ID(rawValue: text)
    title = text
    vantage = text
    subject = ReportDocument.Subject(role: EndpointRole(rawValue: text), variant: text, host: text, port: 443)
    symptoms = symptoms.map { _ in ReportDocument.SymptomEntry(code: text, facts: [.host: text], text: text) }
    seen = text
    blockedBy = [Requirement.ID(rawValue: text)]
    reason?.text = text
    reason?.command = text
    observations = [Observation.ID(rawValue: text)]
    without = text
    sources = [Source.ID(rawValue: text)]
  }
}

extension ReportDocument.FindingEntry {
  fileprivate mutating func fill(with text: String) {
    id = text
    cause = text
    subject = ReportDocument.FindingSubject(kind: subject.kind, id: text, detail: text, members: [text, text])
    title = text
    meaning = text
    explains = []
    blocks = [Requirement.ID(rawValue: text)]
    consequences = [text, text]
    risks = [text, text]
    azureErrors = [text]
    remedy = ReportDocument.Remedy(owner: text, steps: [text, text], commands: [text], verify: text)
    sources = [Source.ID(rawValue: text)]
  }
}
