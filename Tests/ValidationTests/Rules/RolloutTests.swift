import Model
import Testing

private typealias Node = DeploymentText.Node

/// A file with one service that has these versions.
private func service(_ versions: [Node]) -> Node {
  ["workspace": ["name": "WS"], "services": [["name": "iris", "versions": .list(versions)]]]
}

private func version(_ name: String, _ traffic: Int? = nil, default isDefault: Bool? = nil, control: Bool? = nil)
  -> Node
{
  var members: [(key: String, value: Node)] = [("name", .text(name))]
  if let traffic { members.append(("traffic", .text(String(traffic)))) }
  if let isDefault { members.append(("default", .text(String(isDefault)))) }
  if let control { members.append(("control", .text(String(control)))) }
  return .mapping(members)
}

@Suite struct `Versions of an endpoint` {
  @Test(arguments: [(1, Standing.pass), (6, .pass), (7, .fail), (9, .fail)])
  func `are six at most`(count: Int, standing: Standing) throws {
    let versions = (1...count).map { version("v\($0)") }
    let validation = try RuleValidation("version-count", of: service(versions))
    #expect(validation.standing == standing)
    #expect(validation.arithmetic == ["iris: \(count) \(count <= 6 ? "≤" : ">") 6"])
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test func `that are too many lose the last ones, never the default one`() throws {
    let versions = (1...8).map { version("v\($0)", default: $0 == 8) }
    let validation = try RuleValidation("version-count", of: service(versions))
    #expect(validation.told == ["services[0].versions[6]: v7 → -", "services[0].versions[5]: v6 → -"])
    #expect(validation.report.findings.map(\.cause) == [.planRolloutInvalid])
    #expect(
      validation.report.findings[0].subject
        == Finding.Subject(kind: .service, id: "azureml-ws/iris", detail: "services[0]"))
  }

  @Test func `are not judged where none are declared, and not for the extension`() throws {
    #expect(try RuleValidation("version-count", of: [:]).reason == "declare services")
    #expect(try RuleValidation("version-count", of: ["services": []]).reason == "nothing at services")
    let none: Node = ["services": [["name": "iris"]]]
    #expect(try RuleValidation("version-count", of: none).reason == "declare services[0].versions")
    let other: Node = ["edition": "extension", "services": [["name": "iris", "versions": [version("a")]]]]
    #expect(try RuleValidation("version-count", of: other).reason == "does not apply")
    #expect(
      try RuleValidation("version-count", of: service([version("a")]), rules: Day("2019-01-01")).reason == "other rules"
    )
  }

  /// The examples of "Deploy a model to Azure Kubernetes Service" (2020-09-01).
  @Test(arguments: [
    (
      [version("test", 10), version("prod", 30), version("rest", 0, default: true)],
      "default rest: 0 + (100 − 10 − 30 − 0) = 60"
    ),
    ([version("a", 20)], "default a: 20 + (100 − 20) = 100"),
    ([version("a", 20), version("b", 10)], "default a: 20 + (100 − 20 − 10) = 90"),
    ([version("a", 20), version("b", 40, default: true)], "default b: 40 + (100 − 20 − 40) = 80"),
  ])
  func `show what the default version really receives`(versions: [DeploymentText.Node], text: String) throws {
    let validation = try RuleValidation("traffic", of: service(versions))
    #expect(validation.standing == .pass)
    #expect(validation.arithmetic.last == "iris: \(text)")
    #expect(validation.causes == [])
  }

  @Test(arguments: [
    ([100, 0], Standing.pass, []), ([60, 40], .pass, []),
    ([60, 41], .fail, ["services[0].versions[0].traffic: 60 → 59"]),
    ([101], .fail, ["services[0].versions[0].traffic: 101 → 100"]),
    (
      [80, 101], .fail,
      ["services[0].versions[1].traffic: 101 → 100", "services[0].versions[0].traffic: 80 → 0"]
    ),
    (
      [0, 100, 100], .fail, ["services[0].versions[1].traffic: 100 → 0"]
    ),
    ([150, 0], .fail, ["services[0].versions[0].traffic: 150 → 100"]),
  ])
  func `share no more than the whole traffic`(shares: [Int], standing: Standing, told: [String]) throws {
    let versions = shares.enumerated().map { version("v\($0)", $1) }
    let validation = try RuleValidation("traffic", of: service(versions))
    #expect(validation.standing == standing)
    #expect(validation.told == told)
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test func `share nothing where no share is declared`() throws {
    let validation = try RuleValidation("traffic", of: service([version("a"), version("b")]))
    #expect(validation.reason == "declare services[0].versions[0].traffic")
  }

  @Test(arguments: [
    ([false, false], Standing.pass, "iris: default {}: 0 ≤ 1, default = v0"),
    ([false, true], .pass, "iris: default {v1}: 1 ≤ 1, default = v1"),
    ([true, true], .fail, "iris: default {v0, v1}: 2 > 1"),
  ])
  func `have one default, which is the first without a mark`(marks: [Bool], standing: Standing, text: String) throws {
    let versions = marks.enumerated().map { version("v\($0)", default: $1) }
    let validation = try RuleValidation("default-version", of: service(versions))
    #expect(validation.standing == standing)
    #expect(validation.arithmetic == [text])
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test(arguments: [
    ([false], Standing.pass), ([true, false], .pass), ([true, true], .fail), ([true, true, true], .fail),
  ])
  func `have one control at most`(marks: [Bool], standing: Standing) throws {
    let versions = marks.enumerated().map { version("v\($0)", control: $1) }
    let validation = try RuleValidation("control-version", of: service(versions))
    #expect(validation.standing == standing)
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test func `are one finding with all that is wrong with them`() throws {
    let versions = (0..<7).map { version("v\($0)", 30, default: true, control: true) }
    let validation = try RuleValidation("*", of: service(versions))
    let rollout = validation.report.findings.filter { $0.cause == .planRolloutInvalid }
    #expect(
      rollout.map { $0.symptoms.map(\.code) } == [
        [.versionsTooMany, .trafficTooMuch, .defaultVersionsSeveral, .controlVersionsSeveral]
      ])
  }
}
