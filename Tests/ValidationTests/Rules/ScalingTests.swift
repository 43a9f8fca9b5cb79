import Model
import Testing

private typealias Node = DeploymentText.Node

private func service(_ keys: Node, cluster: Node = [:]) -> Node {
  guard case .mapping(let members) = keys else { return keys }
  return ["cluster": cluster, "services": [.mapping([("name", "iris")] + members)]]
}

@Suite struct `Scaling of a service` {
  @Test(arguments: [
    Row(["min": 1, "max": 1], .pass), Row(["min": 1, "max": 10], .pass), Row(["min": 12], .pass),
    Row(["max": 1], .pass), Row(["min": 11, "max": 10], .fail, ["services[0].autoscale.max: 10 → 11"]),
    Row(["min": 0, "max": 10], .fail, ["services[0].autoscale.min: 0 → 1"]),
    Row(["min": 3, "max": 0], .fail, ["services[0].autoscale.max: 0 → 3"]),
    Row(
      ["min": 0, "max": 0], .fail, ["services[0].autoscale.min: 0 → 1", "services[0].autoscale.max: 0 → 1"]),
  ])
  func `goes from at least one replica to no fewer`(row: Row) throws {
    let validation = try RuleValidation("autoscale-bounds", of: service(["autoscale": row.keys]))
    #expect(validation.standing == row.standing)
    #expect(validation.told == row.told)
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test(arguments: ["autoscale-bounds", "autoscale-target"])
  func `is not judged where it is not declared`(id: String) throws {
    #expect(try RuleValidation(id, of: [:]).reason == "declare services")
    #expect(try RuleValidation(id, of: service([:])).reason?.hasPrefix("declare services[0].autoscale") == true)
  }

  @Test func `is by autoscaling or by number, not both`() throws {
    #expect(try RuleValidation("autoscale-or-replicas", of: service(["replicas": 3])).standing == .pass)
    #expect(try RuleValidation("autoscale-or-replicas", of: service(["autoscale": ["max": 3]])).standing == .pass)
    #expect(try RuleValidation("autoscale-or-replicas", of: service([:])).reason == "declare services[0].replicas")
    let both: Node = ["replicas": 3, "autoscale": ["max": 3]]
    let validation = try RuleValidation("autoscale-or-replicas", of: service(both))
    #expect(validation.standing == .fail)
    #expect(validation.arithmetic == ["iris: {autoscale, replicas: 3}: 2 > 1"])
    #expect(validation.told == ["services[0].replicas: 3 → -"])
    #expect(try validation.afterChanges().standing == .pass)
    let devTest = try RuleValidation("autoscale-or-replicas", of: service(both, cluster: ["purpose": "DevTest"]))
    #expect(devTest.told == ["services[0].autoscale: {max: 3} → -"])
  }

  @Test func `by the router does not happen for development and test`() throws {
    let autoscale = service(["autoscale": ["min": 1, "max": 4]], cluster: ["purpose": "DevTest"])
    let validation = try RuleValidation("autoscale-on-dev-test", of: autoscale)
    #expect(validation.standing == .warn)
    #expect(validation.told == ["services[0].autoscale: {min: 1, max: 4} → -", "services[0].replicas: - → 4"])
    #expect(validation.report.findings.map(\.severity) == [.warning])
    #expect(try validation.afterChanges().standing == .pass)
    let production = service(["autoscale": ["min": 1, "max": 4]], cluster: ["purpose": "FastProd"])
    #expect(try RuleValidation("autoscale-on-dev-test", of: production).reason == "nothing at cluster.purpose")
  }

  @Test(arguments: [(true, Standing.fail), (false, .pass)])
  func `is the router's alone`(declared: Bool, standing: Standing) throws {
    let validation = try RuleValidation(
      "no-pod-autoscaler", of: service(["horizontalPodAutoscaler": .text(String(declared))]))
    #expect(validation.standing == standing)
    #expect(try validation.afterChanges().standing == .pass)
    #expect(
      try RuleValidation("no-pod-autoscaler", of: service([:])).reason == "declare services[0].horizontalPodAutoscaler")
  }
}

@Suite struct `Replicas` {
  @Test(
    arguments: [
      ("20", "10", nil, nil, 286, "ceil(20 × 10 / 0.7 / 1) = 286"),
      ("20", "10", "100", nil, 200, "ceil(20 × 10 / 1 / 1) = 200"),
      ("20", "10", "70", "2", 143, "ceil(20 × 10 / 0.7 / 2) = 143"),
      // In binary fractions 0.7 / 0.7 and 0.3 / 0.1 are not whole.
      ("7", "0.1", "70", nil, 1, "ceil(7 × 0.1 / 0.7 / 1) = 1"),
      ("0.3", "10", "100", "3", 1, "ceil(0.3 × 10 / 1 / 3) = 1"),
      ("1.1", "1.1", "11", "11", 1, "ceil(1.1 × 1.1 / 0.11 / 11) = 1"),
      ("0.3333333333333333", "3", "100", nil, 1, nil),
      ("1000000", "86400", "1", nil, 8_640_000_000_000, nil),
    ] as [(String, String, String?, String?, Int, String?)])
  func `that carry a load are counted exactly`(
    rate: String, time: String, target: String?, concurrent: String?, needed: Int, text: String?
  ) throws {
    var load: [(key: String, value: Node)] = [
      ("requestsPerSecond", .text(rate)), ("secondsPerRequest", .text(time)),
    ]
    if let concurrent { load.append(("concurrentPerReplica", .text(concurrent))) }
    var autoscale: [(key: String, value: Node)] = []
    if let target { autoscale.append(("targetUtilization", .text(target))) }
    for (maximum, standing) in [(needed, Standing.pass), (needed - 1, .fail)] where maximum <= 100_000 {
      let validation = try RuleValidation(
        "replicas-for-load",
        of: service([
          "expectedLoad": .mapping(load), "autoscale": .mapping(autoscale + [("max", .text(String(maximum)))]),
        ]))
      #expect(validation.standing == standing)
      if let text { #expect(validation.arithmetic == ["iris: \(text) \(standing == .pass ? "≤" : ">") \(maximum)"]) }
      #expect(try validation.afterChanges().standing == .pass)
    }
    let open = try RuleValidation(
      "replicas-for-load", of: service(["expectedLoad": .mapping(load), "autoscale": .mapping(autoscale)]))
    #expect(open.reason == "declare services[0].autoscale.max")
    #expect(open.arithmetic.first?.hasSuffix("= \(needed)") == true)
  }

  @Test func `that are fixed are counted as well`() throws {
    let load: Node = ["requestsPerSecond": 20, "secondsPerRequest": 10]
    let validation = try RuleValidation("replicas-for-load", of: service(["replicas": 285, "expectedLoad": load]))
    #expect(validation.causes == [.planReplicasTooFew])
    #expect(validation.told == ["services[0].replicas: 285 → 286"])
    #expect(
      try RuleValidation("replicas-for-load", of: service(["replicas": 286, "expectedLoad": load])).standing == .pass)
  }

  @Test(arguments: [
    Row(["replicas": 3], .skipped, ["expectedLoad"]),
    Row(["expectedLoad": ["secondsPerRequest": 1]], .skipped, ["expectedLoad.requestsPerSecond"]),
    Row(["expectedLoad": ["requestsPerSecond": 1]], .skipped, ["expectedLoad.secondsPerRequest"]),
    Row(
      ["expectedLoad": ["requestsPerSecond": 1, "secondsPerRequest": 1, "concurrentPerReplica": 0]], .skipped,
      ["expectedLoad.concurrentPerReplica"]),
  ])
  func `are not counted without a whole load`(row: Row) throws {
    #expect(
      try RuleValidation("replicas-for-load", of: service(row.keys)).reason == "declare services[0].\(row.told[0])")
  }

  /// Three nodes of four vCPUs.
  private static let cluster: Node = ["nodePools": [["name": "pool1", "vmSize": "Standard_D3_v2", "count": 3]]]

  @Test(arguments: [
    Row(["replicas": 120], .pass), Row(["replicas": 121], .fail), Row(["replicas": 6, "cpuCores": 2], .pass),
    Row(["replicas": 40, "cpuCores": 0.3], .pass), Row(["replicas": 7, "cpuCores": 2], .fail),
    // What may be added and finds no room is a warning.
    Row(["autoscale": ["min": 120, "max": 121]], .warn), Row(["autoscale": ["min": 1, "max": 120]], .pass),
    Row(["autoscale": ["min": 121, "max": 200]], .fail),
    Row(["replicas": 3, "expectedLoad": ["requestsPerSecond": 20, "secondsPerRequest": 10]], .fail),
  ])
  func `find room on the nodes`(row: Row) throws {
    let validation = try RuleValidation("replicas-fit-cluster", of: service(row.keys, cluster: Self.cluster))
    #expect(validation.standing == row.standing)
    #expect(validation.causes == (row.standing == .pass ? [] : [.planVCPUsTooFew]))
    #expect(try validation.afterChanges().standing == .pass)
  }

  @Test func `find room on the nodes that the autoscaler may add`() throws {
    let cluster: Node = [
      "nodePools": [["name": "pool1", "vmSize": "Standard_D3_v2", "count": 3, "minCount": 3, "maxCount": 5]]
    ]
    let validation = try RuleValidation("replicas-fit-cluster", of: service(["replicas": 201], cluster: cluster))
    #expect(
      validation.arithmetic == ["201 × 0.1 (iris) = 20.1 vCPU > 5 × 4 (pool1, Standard_D3_v2) = 20"])
    #expect(validation.told == ["cluster.nodePools[0].maxCount: 5 → 6"])
    #expect(
      try RuleValidation("replicas-fit-cluster", of: service(["replicas": 200], cluster: cluster)).standing == .pass)
  }

  @Test func `are not held against nodes of a size that nobody knows`() throws {
    let cluster: Node = ["nodePools": [["name": "pool1", "vmSize": "Standard_D4s_v99", "count": 3]]]
    let validation = try RuleValidation("replicas-fit-cluster", of: service(["replicas": 121], cluster: cluster))
    #expect(validation.standing == .inconclusive)
    #expect(validation.codes == [.vmSizeUnknown])
    #expect(
      try RuleValidation("replicas-fit-cluster", of: service(["replicas": 1])).reason == "declare cluster.nodePools")
    #expect(
      try RuleValidation("replicas-fit-cluster", of: service([:], cluster: cluster)).reason
        == "declare services[0].replicas")
  }
}
