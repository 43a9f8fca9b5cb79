import CheckCatalog
import Model
import Testing

/// A whole deployment against all rules of the catalog, as `validate` asks them.
@Suite struct `A deployment with ten violations` {
  /// Wrong in ten ways, which have nothing to do with each other.
  private static let broken = DeploymentText([
    "cluster": [
      "name": "aks", "region": "westeurope",
      "nodePools": .list([
        [
          "name": "pool1", "mode": "System", "osType": "Linux", "vmSize": "Standard_D8s_v3", "count": "2",
          "maxPods": "5",
        ]
      ]),
    ],
    "workspace": ["name": "ws", "region": "westeurope"],
    "network": [
      "model": "azureCNI",
      "vnet": ["addressSpace": .list(["10.0.0.0/16"])],
      "subnet": ["prefix": "10.0.0.0/28", "delegations": .list(["Microsoft.Web/serverFarms"])],
      "serviceCIDR": "10.0.64.0/20",
      "dnsServiceIP": "10.0.64.1",
    ],
    "services": .list([
      [
        "name": "iris", "models": "1001", "authentication": .list(["key", "token"]),
        "autoscale": ["min": "1", "max": "10", "targetUtilization": "170"],
        "versions": .list([["name": "a", "traffic": "120", "default": "true"]]),
      ]
    ]),
  ])

  private static func report(on text: DeploymentText) throws -> Report {
    try Report(validating: text.yaml, on: "2026-11-21")
  }

  @Test func `has ten findings in one run, each with source, arithmetic and change`() throws {
    let catalog = try CatalogReader.embedded()
    let report = try Self.report(on: Self.broken)
    let failures = report.findings.filter { $0.severity == .failure }
    #expect(
      failures.map(\.cause.rawValue).sorted() == [
        "plan.authentication-conflict", "plan.autoscale-invalid", "plan.dns-service-ip-first",
        "plan.max-pods-out-of-range", "plan.models-too-many", "plan.nodes-too-few", "plan.ranges-overlap",
        "plan.rollout-invalid", "plan.subnet-too-small", "plan.subnet-unusable",
      ])
    for finding in failures {
      #expect(catalog.causes[finding.cause]?.sources.isEmpty == false)
      #expect(finding.symptoms.allSatisfy { $0.facts[.arithmetic]?.isEmpty == false }, "\(finding.cause)")
      #expect(!finding.changes.isEmpty, "\(finding.cause)")
      #expect(finding.confidence == .proved)
    }
  }

  @Test func `has none once they are fixed as told`() throws {
    var text = Self.broken
    // A change may make room for another rule: more pods a node need a larger subnet.
    for _ in 0..<4 {
      let findings = try Self.report(on: text).findings
      if findings.isEmpty { return }
      text = text.applying(findings.flatMap(\.changes))
    }
    #expect(try Self.report(on: text).findings.map(\.cause) == [])
  }
}
