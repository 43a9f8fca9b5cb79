import Foundation
import Model
import Testing

@Suite struct `Evidence from the Kubernetes API` {
  static let answers: [ClusterAnswer] = [
    ClusterAnswer(
      ClusterRead(.pods, namespace: "azureml", labelSelector: "azuremlappname=azureml-fe"),
      at: SocketAddress(IPAddress("10.0.0.1")!, port: 443),
      .read(
        objects: .pods([
          ClusterPod(
            namespace: "azureml", name: "azureml-fe-1", labels: ["azuremlappname": "azureml-fe"],
            conditions: [ClusterCondition("Ready", .isFalse, reason: "ContainersNotReady")],
            containers: [
              ClusterContainer(
                name: "azureml-fe", image: "mcr.microsoft.com/azureml/azureml-fe:1",
                ports: [ClusterContainer.Port(name: "http", port: 5001)],
                state: .waiting(reason: "CrashLoopBackOff", message: nil),
                lastTermination: ClusterContainer.Termination(reason: "Error", exitCode: 1), isReady: false, restarts: 4
              )
            ], addresses: [IPAddress("10.244.0.5")!])
        ]), total: 1), requests: 2),
    ClusterAnswer(
      ClusterRead(.networkPolicies),
      .read(
        objects: .networkPolicies([
          NetworkPolicy(
            namespace: "azureml", name: "deny", policyTypes: [.egress],
            egress: [
              NetworkPolicy.Rule(
                peers: [PolicyPeer(block: PolicyPeer.Block(range: IPPrefix("10.0.0.0/8")!))],
                ports: [PolicyPort(port: 443, endPort: 444)])
            ])
        ]), total: 1)),
    ClusterAnswer(
      ClusterRead(.nodes), .needsRight(AccessRight(verb: .list, resource: "nodes"), message: "forbidden")),
    ClusterAnswer(
      ClusterRead(.version), .notAsked(ClusterAccessTrouble(.credentialPluginMissing, subject: "kubelogin"))),
    ClusterAnswer(ClusterRead(.configMaps, namespace: "kube-system", name: "coredns-custom"), .absent),
  ]

  @Test(arguments: answers) func `is read back as it was written`(_ answer: ClusterAnswer) throws {
    let data = try JSONEncoder().encode(Evidence.cluster(answer))
    #expect(try JSONDecoder().decode(Evidence.self, from: data) == .cluster(answer))
  }

  @Test(arguments: [
    (ClusterRead(.pods, namespace: "azureml"), "list pods in azureml"),
    (ClusterRead(.configMaps, namespace: "kube-system", name: "coredns"), "get configmaps/coredns in kube-system"),
    (ClusterRead(.networkPolicies), "list networkpolicies.networking.k8s.io in all namespaces"),
    (ClusterRead(.autoscalers), "list horizontalpodautoscalers.autoscaling in all namespaces"),
    (ClusterRead(.nodes), "list nodes"),
  ])
  func `needs a right that can be named`(_ read: ClusterRead, _ right: String) {
    #expect(read.right?.description == right)
  }

  @Test func `needs no right for what everybody may see`() {
    #expect(ClusterRead(.version).right == nil)
    #expect(ClusterRead(.readiness).right == nil)
  }
}
