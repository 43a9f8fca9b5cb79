import CheckCatalog
import Judging
import Model
import TestSupport
import Testing

@testable import Reporting

/// A cluster in which nearly everything is wrong, of a customer with names of its own.
@Suite struct `A report on a cluster` {
  private static let catalog = Result { try CatalogReader.embedded() }

  private static var broken: ModelCluster {
    var cluster = ModelCluster()
    let lost = ClusterCondition(
      "Ready", .unknown, reason: "NodeStatusUnknown", message: "Kubelet on contosonode1 is silent")
    cluster.nodes = [.with("contosonode1", ready: lost), .with("contosonode2")]
    let crash = ClusterContainer.waiting(
      "CrashLoopBackOff", image: "mcr.microsoft.com/azureml/azureml-fe:1",
      last: ClusterContainer.Termination(
        reason: "Error", exitCode: 1, message: "cannot reach contosostore.blob.core.windows.net"),
      restarts: 5)
    cluster.routerPods = [
      .router("contosopod", "10.244.0.5", node: "contosonode2", containers: [crash], ready: .notReady)
    ]
    cluster.modelPods = [
      .model(
        "contosoiris-1", nil, service: "contosoiris",
        containers: [.waiting("ErrImagePull", "403 Forbidden", image: "contosoacr.azurecr.io/contosoiris:3")],
        conditions: [.notReady], phase: .pending)
    ]
    cluster.modelDeployments = [.with("azureml-ws", "contosoiris")]
    cluster.autoscalers = [Autoscaler(namespace: "azureml-ws", name: "contosohpa", targetName: "contosoiris")]
    cluster.policies = [NetworkPolicy(namespace: "azureml-ws", name: "contosodeny", policyTypes: [.ingress])]
    cluster.custom = [
      "contoso.server": "contosostore.blob.core.windows.net {\n template ANY ANY {\n  rcode NXDOMAIN\n }\n}"
    ]
    return cluster
  }

  private static func report() throws -> Report {
    let blob = Endpoint.with(role: .blobStorage, host: "contosostore.blob.core.windows.net")
    var recording = Recording.with(
      [.of(blob, [.resolves], addresses: ["20.60.0.1"])], asksForNameservers: false, deployment: .with(name: "contoso")
    ).neededByRouter
    recording = recording.with(
      broken, .apiUsable, .nodesReady, .routerRuns, .routerService, .modelImages, .modelAutoscalers, .policies,
      .dnsZones)
    return Judge(catalog: try catalog.get()).report(on: recording)
  }

  private static func document() throws -> ReportDocument {
    ReportDocument(report: try report(), catalog: try catalog.get(), exitStatus: 1)
  }

  private static let causes: Set<Cause> = [
    .nodeNotReady, .routerCrashLooping, .modelImagePull, .modelAutoscalerConflict, .policyDenies, .dnsZoneOverride,
  ]

  @Test func `names each cause once`() throws {
    let causes = try Self.report().findings.map(\.cause)
    #expect(Set(causes) == Self.causes)
    #expect(causes.count == Self.causes.count)
  }

  @Test func `fills in what is run by hand`() throws {
    let text = try ReportFormat.text.renderer().render(Self.document())
    #expect(text.contains("kubectl logs azureml-fe-contosopod --all-containers --previous"))
    #expect(text.contains("kubectl describe networkpolicy contosodeny --namespace azureml-ws"))
  }

  @Test func `shows in HTML what was read`() throws {
    let html = try ReportFormat.html.renderer().render(Self.document())
    #expect(html.contains("Kubernetes API"))
    #expect(html.contains("list nodes"))
  }

  @Test(.enabled(if: SchemaValidator.isAvailable)) func `keeps to the schema`() throws {
    #expect(try SchemaValidator.complaints(about: [Self.document().json()]) == [""])
  }

  @Test func `without names is judged alike`() throws {
    let catalog = try Self.catalog.get()
    let redacted = try Self.document().redacted(.names, catalog: catalog)
    #expect(!redacted.json().lowercased().contains("contoso"))
    let again = Judge(catalog: catalog).report(on: redacted.recording)
    #expect(again.findings.map(\.cause) == (try Self.report().findings.map(\.cause)))
    #expect(again.verdicts.map(\.outcome) == (try Self.report().verdicts.map(\.outcome)))
  }
}
