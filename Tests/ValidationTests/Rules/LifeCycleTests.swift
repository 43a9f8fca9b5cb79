import CheckCatalog
import Judging
import Model
import Planning
import TestSupport
import Testing

private typealias Node = DeploymentText.Node

@Suite struct `What retires` {
  @Test(
    arguments: [
      ("2027-03-31", Standing.pass, nil, "kubenet: 2027-03-31 < 2028-03-31"),
      ("2027-04-01", .warn, .retiringSoon, "kubenet: 2028-03-31 − 2027-04-01 = 365 ≤ 365 days"),
      ("2028-03-30", .warn, .retiringSoon, "kubenet: 2028-03-31 − 2028-03-30 = 1 ≤ 365 days"),
      ("2028-03-31", .warn, .retired, "kubenet: 2028-03-31 ≥ 2028-03-31"),
      ("2026-11-21", .pass, nil, "kubenet: 2026-11-21 < 2028-03-31"),
    ] as [(String, Standing, Symptom.Code?, String)])
  func `is a warning when its day is near, and after it`(
    day: String, standing: Standing, code: Symptom.Code?, arithmetic: String
  ) throws {
    let validation = try RuleValidation("kubenet-supported", of: ["network": ["model": "kubenet"]], on: day)
    #expect(validation.standing == standing)
    #expect(validation.codes.first == code)
    #expect(validation.arithmetic == [arithmetic])
    #expect(validation.causes == (code == nil ? [] : [.planNetworkModelRetiring]))
    #expect(validation.report.findings.allSatisfy { $0.severity == .warning })
    #expect(validation.told == (code == nil ? [] : ["network.model: kubenet → azureCNIOverlay"]))
  }

  @Test(arguments: [
    ("azure-ml-v1-supported", Row(["edition": "v1"], .warn, ["edition: v1 → extension"])),
    (
      "basic-load-balancer",
      Row(["network": ["loadBalancerSKU": "basic"]], .warn, ["network.loadBalancerSKU: basic → standard"])
    ),
    (
      "availability-sets",
      Row(
        ["cluster": ["nodePools": [["type": "AvailabilitySet"]]]], .warn,
        ["cluster.nodePools[0].type: AvailabilitySet → VirtualMachines"])
    ),
    (
      "default-outbound",
      Row(["network": ["outboundType": "none"]], .warn, ["network.outboundType: none → managedNATGateway"])
    ),
  ])
  func `is told with what replaces it`(id: String, row: Row) throws {
    let validation = try RuleValidation(id, of: row.keys, on: "2026-11-21")
    #expect(validation.standing == row.standing)
    #expect(validation.told == row.told)
    #expect(validation.causes == [.planServiceRetiring])
    #expect(try validation.afterChanges().standing == .skipped)
  }

  @Test(arguments: [
    ("kubenet-supported", Row([:], .skipped, ["declare network.model"])),
    ("kubenet-supported", Row(["network": ["model": "azureCNI"]], .skipped, ["nothing at network.model"])),
    ("basic-load-balancer", Row([:], .skipped, ["declare network.loadBalancerSKU"])),
    (
      "basic-load-balancer",
      Row(["network": ["loadBalancerSKU": "standard"]], .skipped, ["nothing at network.loadBalancerSKU"])
    ),
    ("availability-sets", Row([:], .skipped, ["declare cluster.nodePools[0].type"])),
    ("default-outbound", Row([:], .skipped, ["declare network.outboundType"])),
    (
      "default-outbound",
      Row(["network": ["outboundType": "loadBalancer"]], .skipped, ["nothing at network.outboundType"])
    ),
    (
      "default-outbound",
      Row(
        ["network": ["outboundType": "none", "proxy": ["url": "http://proxy.corp:3128"]]], .skipped,
        ["nothing at network.outboundType"])
    ),
    ("azure-ml-v1-supported", Row(["edition": "extension"], .skipped, ["does not apply"])),
    ("azure-ml-v1-supported", Row([:], .skipped, ["nothing at edition"])),
  ])
  func `concerns only those who use it`(id: String, row: Row) throws {
    #expect(try RuleValidation(id, of: row.keys, on: "2030-01-01").reason == row.told[0])
  }
}

@Suite struct `Documents` {
  @Test func `that disagree are a warning with every value and its place`() throws {
    let catalog = try CatalogReader.embedded()
    var deployment = Deployment.with()
    let places = [
      SourcePlace(file: "aks.json", line: 1, column: 1, pointer: "/podCidr"),
      SourcePlace(file: "old.json", line: 1, column: 1, pointer: "/podCidr"),
    ]
    deployment.contradictions = [
      Contradiction(
        path: "network.podCIDR",
        claims: [.init(value: "10.244.0.0/16", place: places[0]), .init(value: "10.245.0.0/16", place: places[1])])
    ]
    let plan = Planner(catalog: catalog).plan(
      for: deployment, from: .with(), selecting: Selection(only: ["preconditions/documents-agree"]))
    let recording = Recording(
      toolVersion: "test", catalogDigest: catalog.digest, startedAt: .testStart, duration: .zero,
      deployment: deployment, vantage: .with(), plan: plan, observations: [])
    let report = Judge(catalog: catalog).report(on: recording)
    #expect(
      report["preconditions/documents-agree"].workings.map(\.arithmetic) == [
        "10.244.0.0/16 (aks.json: /podCidr) ≠ 10.245.0.0/16 (old.json: /podCidr)"
      ])
    #expect(report.findings.map(\.cause) == [.planDocumentsDisagree])
    #expect(report.findings.map(\.severity) == [.warning])
    #expect(report.findings.map(\.subject.id) == ["network.podCIDR"])
  }

  @Test func `of one opinion are nothing to judge`() throws {
    #expect(try RuleValidation("documents-agree", of: [:]).reason == "nothing at documents")
  }
}
