import Model
import Testing

@testable import Reporting

@Suite struct `A text of the catalog` {
  static let facts: [Symptom.Fact: String] = [.host: "mcr.microsoft.com", .port: "443", .nameserver: "127.0.0.1:5353"]

  static let sentences = [
    ("Allow {host} on {port}.", "Allow mcr.microsoft.com on 443."),
    ("No answer (waited {after})", "No answer"),
    ("No answer (waited {after}) yet (port {port}).", "No answer yet (port 443)."),
    ("The issuer {issuer} is new.", "The issuer ? is new."), ("What {nonsense} is", "What ? is"),
    ("dig @{nameserver} {host} answers", "dig @127.0.0.1 -p 5353 mcr.microsoft.com answers"),
    ("Expired (on {port}) (by {host})", "Expired (on 443, by mcr.microsoft.com)"),
    ("Expired (on {after}) (by {host})", "Expired (by mcr.microsoft.com)"), ("Open { and (", "Open { and ("),
  ]

  @Test(arguments: sentences) func `is filled in with what is known`(text: String, expected: String) {
    #expect(FactTemplate(text).sentence(Self.facts) == expected)
  }

  @Test func `fills no placeholder that a fact brings in`() {
    let small = FactTemplate("too small for {needed} addresses ({arithmetic})")
    #expect(
      small.sentence([.needed: "62", .arithmetic: "(1 + 1) × 31 = 62 > 59"])
        == "too small for 62 addresses: (1 + 1) × 31 = 62 > 59")
    #expect(small.sentence([.needed: "31", .arithmetic: "31 > 27"]) == "too small for 31 addresses (31 > 27)")
    #expect(small.sentence([.needed: "31"]) == "too small for 31 addresses")
    #expect(FactTemplate("Seen: {seen}").sentence([.seen: "{host}", .host: "x"]) == "Seen: {host}")
  }

  @Test func `gives commands only words that a shell leaves alone`() {
    let command = FactTemplate("openssl -connect {host}:{port} -issuer {issuer} {subject} | awk '{print $1}'")
    let facts = Self.facts.merging([.issuer: "$(reboot)", .subject: "a; rm -rf ~"]) { $1 }
    #expect(
      command.command(facts)
        == "openssl -connect mcr.microsoft.com:443 -issuer ISSUER SUBJECT | awk '{print $1}'")
    #expect(
      FactTemplate("dig @{nameserver}").command([.nameserver: "[fd00::4]:5353, 10.0.0.4"]) == "dig @fd00::4 -p 5353")
    #expect(FactTemplate("nc {endpoint}").command([.endpoint: "[fd00::1]:443"]) == "nc '[fd00::1]:443'")
    #expect(FactTemplate("dig @{nameserver} {host}").command([:]) == "dig @NAMESERVER HOST")
    #expect(FactTemplate("x {host}").command([.host: "--output=/etc/passwd"]) == "x HOST")
  }
}

@Suite struct `The sentence of a symptom` {
  @Test(arguments: Symptom.Code.allCases) func `names what was seen`(code: Symptom.Code) {
    let facts = Dictionary(uniqueKeysWithValues: Symptom.Fact.allCases.map { ($0, "<\($0.rawValue)>") })
    let full = Wording.sentence(Symptom(code, facts))
    #expect(full.hasSuffix(".") && !full.contains("{") && !full.contains("?"))
    #expect(full.contains("<") || code == .noEvidence)
    let bare = Wording.sentence(Symptom(code))
    #expect(bare.hasSuffix(".") && !bare.contains("{") && !bare.contains("()") && !bare.contains("  "))
  }

  @Test func `is different for every code`() {
    let facts = Dictionary(uniqueKeysWithValues: Symptom.Fact.allCases.map { ($0, $0.rawValue) })
    #expect(
      Set(Symptom.Code.allCases.map { Wording.sentence(Symptom($0, facts)) }).count == Symptom.Code.allCases.count)
  }
}

@Suite struct `The reason of an omission` {
  @Test func `says what to do`() {
    var deployment = Deployment(name: "demo")
    let reason = Omission.Reason.notDeclared(path: "cluster.apiServer.host")
    #expect(Wording.reason(reason) == "declare cluster.apiServer.host to have it checked")
    #expect(
      Wording.command(reason, deployment: deployment) == "az aks show -g RESOURCE_GROUP -n CLUSTER --query fqdn -o tsv")
    deployment.cluster.name = "myaks"
    deployment.cluster.apiServer = Deployment.APIServer()
    deployment.cluster.apiServer?.isPrivate = true
    #expect(
      Wording.command(reason, deployment: deployment)
        == "az aks show -g RESOURCE_GROUP -n myaks --query privateFqdn -o tsv")
    deployment.cluster.name = "x; reboot"
    #expect(Wording.command(reason, deployment: deployment)?.contains("reboot") == false)
    #expect(Wording.reason(.notVisible(from: [.node, .pod])) == "can be seen only from a node or a pod")
    #expect(Wording.reason(.notVisible(from: [.pod])) == "can be seen only from a pod")
    #expect(Wording.reason(.notSelected(by: "--skip mcr*")) == "left out by --skip mcr*")
  }
}

@Suite struct `The coverage` {
  @Test func `says what the checks that were not made need`() {
    func omission(_ reason: Omission.Reason, _ need: Requirement.Need = .required) -> Omission {
      Omission(
        requirement: Requirement(
          id: Requirement.ID(rawValue: "serving/x"), title: "", phase: .serving, role: .mcr, expectation: .accepts,
          consumer: .node, need: need), reason: reason)
    }
    let coverage = Summary.Coverage(required: 28, made: 24)
    #expect(
      Wording.coverage(coverage, omissions: [Omission](repeating: omission(.notVisible(from: [.pod])), count: 4))
        == "24 of 28 required checks made; 4 need a pod")
    #expect(
      Wording.coverage(
        coverage,
        omissions: [
          omission(.notDeclared(path: "x")), omission(.notSelected(by: "y")),
          omission(.notVisible(from: [.node]), .advisory),
          omission(.notInCloud(cloud: .china)),
        ]) == "24 of 28 required checks made; 1 needs a value that is not declared; 1 was left out; 2 were not finished"
    )
    #expect(Wording.coverage(Summary.Coverage(required: 1, made: 1), omissions: []) == "1 of 1 required check made")
    #expect(
      Wording.coverage(Summary.Coverage(required: 5, made: 2), omissions: [], blocked: 3)
        == "2 of 5 required checks made; 3 were blocked")
  }
}

@Suite struct `A code as a reason` {
  static let symptoms: [Symptom] =
    Recording.Interruption.allCases.map { Symptom(.notFinished, [.reason: $0.rawValue]) }
    + Exchange.Withholding.allCases.map { Symptom(.noEvidence, [.reason: $0.rawValue]) }
    + ChainError.Reason.allCases.map { Symptom(.chainInvalid, [.reason: $0.rawValue, .endpoint: "x"]) }

  @Test(arguments: symptoms.indices) func `is said in words`(index: Int) {
    let symptom = Self.symptoms[index]
    let sentence = Wording.sentence(symptom)
    let isCamelCase = sentence.split(separator: " ").contains { word in
      zip(word, word.dropFirst()).contains { $0.isLowercase && $1.isUppercase }
    }
    #expect(!isCamelCase, "\(sentence)")
    #expect(!sentence.contains("(\(symptom.facts[.reason] ?? ""))"), "\(sentence)")
    #expect(sentence.contains(" "))
  }

  @Test func `is also said where a table has one line for it`() {
    var build = ReportBuilder(vantage: Vantage(kind: .node, nameservers: [SampleReport.nameserver]))
    let seen = build.visit("x.corp", "20.1.1.1", status: 200)
    build.verdict(
      "serving/answers", "x.corp", .scoring, .answers(service: .registry), .inconclusive, seen,
      symptoms: [Symptom(.notFinished, [.reason: "outOfTime"])])
    let document = ReportDocument(report: build.report(.incomplete), catalog: SampleReport.catalog, exitStatus: 3)
    #expect(MarkdownRenderer().render(document).contains("its time was over"))
    #expect(TextRenderer().render(document).contains("The check was not finished (its time was over)."))
  }
}
