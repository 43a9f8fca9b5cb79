import Model
import Testing

@Suite struct `Rules about versions` {
  @Test(arguments: [
    // 2019-10-25: below 1.14
    ("2019-10-25", "1.13.12", "version-below-1-14", "pass"), ("2019-10-25", "1.14.0", "version-below-1-14", "fail"),
    ("2019-11-05", "1.14.8", "version-below-1-14", "fail"),
    // 2019-11-06: up to 1.16
    ("2019-11-06", "1.16.9", "version-up-to-1-16", "pass"), ("2019-11-06", "1.17.0", "version-up-to-1-16", "fail"),
    ("2020-01-15", "1.17", "version-up-to-1-16", "fail"),
    // 2020-01-16: up to 1.17
    ("2020-01-16", "1.17.16", "version-up-to-1-17", "pass"), ("2020-01-16", "1.18.2", "version-up-to-1-17", "fail"),
    ("2021-04-07", "1.18.2", "version-up-to-1-17", "fail"),
  ])
  func `change with the documents`(day: String, version: String, rule: String, outcome: String) throws {
    let validation = try Validation("cluster: {kubernetesVersion: \"\(version)\"}", rules: day)
    #expect(validation.outcome(rule) == outcome)
    #expect(validation.failures.contains(.planVersionUnsupported) == (outcome == "fail"))
    for other in ["version-below-1-14", "version-up-to-1-16", "version-up-to-1-17", "version-supported"]
    where other != rule {
      #expect(validation.outcome(other) == "skipped", "\(other) belongs to another day")
    }
  }

  private static let supported = References(
    supportedVersions: SupportedVersions(
      file: "versions.json",
      versions: [
        .init(version: "1.32.1"), .init(version: "1.33.2"), .init(version: "1.34.0"),
        .init(version: "1.35.0", isPreview: true),
      ]))

  @Test(arguments: [
    ("1.33.2", "pass"), ("1.33", "pass"), ("1.35.0", "pass"), ("1.31.0", "fail"), ("1.31", "fail"), ("1.36.0", "fail"),
    // A patch that is no longer offered keeps running.
    ("1.33.1", "warn"),
  ])
  func `ask what AKS offers since 2021-04-08`(version: String, outcome: String) throws {
    let yaml = "cluster: {kubernetesVersion: \"\(version)\"}"
    #expect(try Validation(yaml, references: Self.supported).outcome("version-supported") == outcome)
    #expect(
      try Validation(yaml, rules: "2021-04-08", references: Self.supported).outcome("version-supported") == outcome)
  }

  @Test func `are skipped with advice where the list is not given`() throws {
    let validation = try Validation("cluster: {kubernetesVersion: \"1.33.2\"}")
    let verdict = try #require(
      validation.report.verdicts.first { $0.requirement.rawValue == "preconditions/version-supported" })
    #expect(verdict.outcome == .skipped(reason: .dataNotGiven(option: "--aks-versions")))
  }

  @Test(arguments: [("1.34.0", "pass"), ("1.32.9", "pass"), ("1.31.2", "warn")])
  func `ask for one of three minor versions with the extension`(version: String, outcome: String) throws {
    let yaml = "edition: extension\ncluster: {kubernetesVersion: \"\(version)\"}"
    #expect(try Validation(yaml, references: Self.supported).outcome("version-recent") == outcome)
  }
}

@Suite struct `Rules about vCPUs and nodes` {
  private static func pools(_ pools: String, purpose: String = "FastProd") -> String {
    "cluster: {name: aks, purpose: \(purpose), nodePools: [\(pools)]}"
  }

  @Test(arguments: [
    // Standard_D1_v2 has one vCPU.
    (11, "fail"), (12, "pass"), (13, "pass"),
  ])
  func `ask for 12 vCPUs`(count: Int, outcome: String) throws {
    let validation = try Validation(
      Self.pools("{name: p, vmSize: Standard_D1_v2, count: \(count)}"), rules: "2020-09-01")
    #expect(validation.outcome("vcpus") == outcome)
    #expect(
      validation.arithmetic("vcpus") == ["\(count) × 1 (p, Standard_D1_v2) = \(count) \(count < 12 ? "<" : "≥") 12"])
    if outcome == "fail" { #expect(validation.changes == ["cluster.nodePools[0].count: 11 → 12"]) }
  }

  @Test func `add up several pools, and leave Windows out`() throws {
    let yaml = Self.pools(
      "{name: a, vmSize: standard_d2s_v3, count: 2}, {name: w, osType: Windows, vmSize: Standard_D8s_v3, count: 9}, "
        + "{name: b, vmSize: STANDARD_D4S_V3, count: 2}")
    let validation = try Validation(yaml, rules: "2020-09-01")
    #expect(
      validation.arithmetic("vcpus") == ["2 × 2 (a, Standard_D2s_v3) + 2 × 4 (b, Standard_D4s_v3) = 12 ≥ 12"])
  }

  @Test func `count the autoscaler's minimum`() throws {
    let validation = try Validation(
      Self.pools("{name: p, vmSize: Standard_D4s_v3, count: 5, minCount: 2, maxCount: 9}"), rules: "2020-09-01")
    #expect(validation.outcome("vcpus") == "fail")
    #expect(validation.changes == ["cluster.nodePools[0].minCount: 2 → 3"])
  }

  @Test func `count what a constrained size makes available`() throws {
    let validation = try Validation(
      Self.pools("{name: p, vmSize: Standard_DS13-2_v2, count: 5}"), rules: "2020-09-01")
    #expect(validation.arithmetic("vcpus") == ["5 × 2 (p, Standard_DS13-2_v2) = 10 < 12"])
  }

  @Test func `recommend two for development and test`() throws {
    let one = Self.pools("{name: p, vmSize: Standard_D1_v2, count: 1}", purpose: "DevTest")
    #expect(try Validation(one, rules: "2020-09-01").outcome("vcpus") == "warn")
    let two = Self.pools("{name: p, vmSize: Standard_D1_v2, count: 2}", purpose: "DevTest")
    #expect(try Validation(two, rules: "2020-09-01").outcome("vcpus") == "pass")
  }

  @Test func `do not guess at a size that no table has`() throws {
    let unknown = try Validation(Self.pools("{name: p, vmSize: Standard_D4s_v99, count: 2}"), rules: "2020-09-01")
    #expect(unknown.outcome("vcpus") == "inconclusive")
    let symptom = unknown.report.verdicts.flatMap(\.symptoms).first { $0.code == .vmSizeUnknown }
    #expect(symptom?.facts[.count] == "4")
    // Where the rest is enough, it does not matter.
    let enough = Self.pools(
      "{name: p, vmSize: Standard_D4s_v99, count: 2}, {name: q, vmSize: Standard_D4s_v3, count: 3}")
    #expect(try Validation(enough, rules: "2020-09-01").outcome("vcpus") == "pass")
  }

  @Test(arguments: [(2, "FastProd", "fail"), (3, "FastProd", "pass"), (2, "DenseProd", "fail"), (1, "DevTest", "pass")])
  func `ask for three nodes since 2021-11-05`(count: Int, purpose: String, outcome: String) throws {
    let yaml = Self.pools("{name: p, vmSize: Standard_D8s_v3, count: \(count)}", purpose: purpose)
    #expect(try Validation(yaml).outcome("nodes") == outcome)
    #expect(try Validation(yaml, rules: "2021-11-05").outcome("nodes") == outcome)
    #expect(try Validation(yaml, rules: "2021-11-04").outcome("nodes") == "skipped")
  }

  @Test(arguments: [
    ("Standard_D3_v2", "pass"), ("Standard_D2s_v3", "warn"), ("Standard_F4s_v2", "warn"), ("Standard_DS3_v2", "pass"),
  ])
  func `ask for 4 vCPUs and 14 GB with the extension`(size: String, outcome: String) throws {
    let yaml = "edition: extension\n" + Self.pools("{name: p, vmSize: \(size), count: 3}")
    #expect(try Validation(yaml).outcome("extension-node-size") == outcome)
  }

  @Test(arguments: [
    ("{mode: System, vmSize: Standard_D2s_v3}", "pass"), ("{mode: User, vmSize: Standard_D2s_v3}", "fail"),
    ("{mode: System, vmSize: Standard_B4ms}", "fail"), ("{mode: System, vmSize: Standard_A1_v2}", "fail"),
    ("{mode: System, osType: Windows, vmSize: Standard_D2s_v3}", "fail"), ("{vmSize: Standard_D2s_v3}", "skipped"),
  ])
  func `ask for a system pool that is large enough`(pool: String, outcome: String) throws {
    #expect(try Validation(Self.pools(pool)).outcome("system-pool") == outcome)
  }

  @Test(arguments: [(399, 1, "pass"), (400, 0, "pass"), (400, 1, "fail"), (401, 0, "fail")])
  func `stop kubenet at 400 nodes with those of an upgrade`(count: Int, surge: Int, outcome: String) throws {
    let yaml = Self.pools("{name: p, count: \(count), maxSurge: \"\(surge)\"}") + "\nnetwork: {model: kubenet}"
    #expect(try Validation(yaml).outcome("kubenet-nodes") == outcome)
  }

  @Test func `halve that with dual stack`() throws {
    let yaml =
      Self.pools("{name: p, count: 201, maxSurge: \"0\"}")
      + "\nnetwork: {model: kubenet, podCIDR: [10.244.0.0/16, \"fd00:1::/64\"]}"
    #expect(try Validation(yaml).arithmetic("kubenet-nodes") == ["(201 + 0) (p) = 201 > 200"])
  }

  @Test(arguments: [
    (9, 5, "fail"), (10, 3, "pass"), (10, 2, "fail"), (250, 1, "pass"), (251, 1, "fail"), (30, 1, "pass"),
  ])
  func `keep pods a node from 10 to 250, and 30 a pool`(pods: Int, count: Int, outcome: String) throws {
    #expect(try Validation(Self.pools("{maxPods: \(pods), count: \(count)}")).outcome("pods-per-node") == outcome)
  }
}
