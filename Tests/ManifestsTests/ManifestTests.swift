import Manifests
import Model
import Testing
import YAML

private let deploymentFile = """
  apiVersion: aml-preflight/v1
  kind: Deployment
  name: prod
  # "quotes", 'others': {braces} and a tab\t
  cluster: {name: myaks}

  """

private func clusterRun(_ workload: ClusterRun.Workload = .job) -> ClusterRun {
  ClusterRun(
    workload: workload, name: "preflight", namespace: "checks", image: "myacr.azurecr.io/aml-preflight:1",
    deploymentFile: deploymentFile)
}

/// The objects of a manifest, in their order.
private func objects(_ run: ClusterRun) throws -> [YAMLNode] { try YAMLNode.documents(in: run.manifest()) }

extension [YAMLNode] {
  fileprivate func first(_ kind: String) -> YAMLNode? { first { $0["kind"]?.string == kind } }

  /// The template of the pods that the workload starts.
  fileprivate var template: YAMLNode? {
    (first("CronJob")?["spec"]?["jobTemplate"] ?? first("Job") ?? first("DaemonSet"))?["spec"]?["template"]
  }

  fileprivate var pod: YAMLNode? { template?["spec"] }
  fileprivate var container: YAMLNode? { pod?["containers"]?[0] }
  fileprivate var arguments: [String] { container?["args"]?.array().compactMap(\.string) ?? [] }
}

private let workloads: [ClusterRun.Workload] = [
  .job, .cronJob(schedule: "0 */6 * * *"), .daemonSet(every: 21_600),
]

@Suite struct `A manifest` {
  @Test(arguments: workloads)
  func `meets the restricted level, with every option`(_ workload: ClusterRun.Workload) throws {
    for destination in [ClusterRun.Destination.log, .volume(claim: "reports"), .configMap(name: "reports")] {
      var run = clusterRun(workload)
      run.access = [AccessRight(verb: .list, resource: "nodes")]
      run.destination = destination
      run.authorities = ClusterRun.MountedFile(configMap: "corporate", key: "root.pem")
      run.secret = ClusterRun.SecretVariables(secret: "preflight", variables: ["ACR_PASSWORD"])
      run.createsNamespace = true
      let objects = try objects(run)
      #expect(PodSecurity.violations(of: try #require(objects.template)) == [])
      let container = try #require(objects.container)
      #expect(container["securityContext"]?["readOnlyRootFilesystem"]?.bool == true)
      for kind in ["requests", "limits"] {
        for resource in ["cpu", "memory"] { #expect(container["resources"]?[kind]?[resource]?.string != nil) }
      }
      #expect(objects.first("Namespace")?["metadata"]?["labels"]?[0] == nil)
      let level = objects.first("Namespace")?["metadata"]?["labels"]?["pod-security.kubernetes.io/enforce"]
      #expect(level?.string == "restricted")
    }
  }

  @Test(arguments: workloads)
  func `breaks only one control on the host's network, and says so`(_ workload: ClusterRun.Workload) throws {
    var run = clusterRun(workload)
    run.usesHostNetwork = true
    run.createsNamespace = true
    let objects = try objects(run)
    #expect(PodSecurity.violations(of: try #require(objects.template)).map(\.control) == ["host namespaces"])
    #expect(try run.manifest().contains("# Pod Security: hostNetwork, which the levels"))
    let level = objects.first("Namespace")?["metadata"]?["labels"]?["pod-security.kubernetes.io/enforce"]
    #expect(level?.string == "privileged")
    #expect(objects.pod?["dnsPolicy"]?.string == "Default")
    #expect(objects.arguments.prefix(4).suffix(2) == ["--vantage", "node"])
  }

  @Test(arguments: [
    deploymentFile, "a: \u{1B}[31m", "a:\tb\n\n\n", " leading\n- x", "# only", "a: 'x'\r\nb: y\r\n", "", "yes",
    "---\n...\n",
    "name: \"}'{\\\"\n", "a: |\n   b\n  c\n", "\n\n\nname: x", "name: x   \n", "é: ü 😀\n", "%YAML 1.2\n---\nname: x\n",
    "name: a\u{2028}b\n",
  ])
  func `carries any deployment file as it is`(_ text: String) throws {
    var run = clusterRun()
    run.deploymentFile = text
    #expect(try objects(run).first("ConfigMap")?["data"]?["deployment.yaml"]?.string == text)
    #expect(try objects(run).count == 3)
  }

  @Test(arguments: [
    "no", "0x10", "1e3", "~", "null", "2026-01-01", "a: b", "a\nb", "'", "\"", "- x", "#", "$(HOME)", "é", "",
  ])
  func `carries any option as it is`(_ text: String) throws {
    var run = clusterRun()
    run.options = ["--only", text]
    // As the kubelet reads it: two dollar signs stand for one.
    #expect(try objects(run).arguments.last?.replacing("$$", with: "$") == text)
    let quoted = try objects(run).container?["args"]?.array().last
    #expect(quoted?.isText == true)
  }

  @Test func `leaves nothing to be filled in but the node's name`() throws {
    var run = clusterRun()
    run.destination = .volume(claim: "reports")
    run.options = ["--only", "$$(AML_PREFLIGHT_POD_NAME)", "$("]
    let arguments = try objects(run).arguments
    #expect(arguments.filter { $0.contains("/reports/$(AML_PREFLIGHT_NODE_NAME)") }.count == 1)
    #expect(arguments.suffix(2) == ["$$$$(AML_PREFLIGHT_POD_NAME)", "$$("])
  }

  @Test func `gives no token and no role unless the API is asked`() throws {
    let objects = try objects(clusterRun())
    #expect(objects.pod?["automountServiceAccountToken"]?.bool == false)
    #expect(objects.compactMap { $0["kind"]?.string } == ["ServiceAccount", "ConfigMap", "Job"])
    #expect(objects.first("ServiceAccount")?["automountServiceAccountToken"]?.bool == false)
  }

  @Test func `lets a report be left without letting anything be read`() throws {
    var run = clusterRun()
    run.destination = .configMap(name: "preflight-reports")
    let objects = try objects(run)
    #expect(objects.pod?["automountServiceAccountToken"]?.bool == true)
    #expect(objects.arguments.contains("--no-api-checks"))
    #expect(objects.arguments.suffix(2) == ["--report-config-map", "checks/preflight-reports"])
    let maps = objects.filter { $0["kind"]?.string == "ConfigMap" }
    #expect(maps.map { $0["metadata"]?["name"]?.string } == ["preflight", "preflight-reports"])
    // Data in it would be what kubectl apply puts back.
    #expect(maps.last?["data"] == nil)
    #expect(rules(objects, "Role", in: "checks") == [" configmaps preflight-reports patch"])
    #expect(objects.first("ClusterRole") == nil)
  }

  private func rules(_ objects: [YAMLNode], _ kind: String, in namespace: String?) -> [String] {
    let role = objects.first { $0["kind"]?.string == kind && $0["metadata"]?["namespace"]?.string == namespace }
    return (role?["rules"]?.array() ?? []).map { rule in
      ["apiGroups", "resources", "resourceNames", "verbs"].map { key in
        (rule[key]?.array() ?? []).compactMap(\.string).joined(separator: ",")
      }.joined(separator: " ")
    }
  }

  @Test func `gives the rights that are needed and no other`() throws {
    var run = clusterRun()
    run.access = [
      AccessRight(verb: .list, resource: "pods", namespace: "azureml"),
      AccessRight(verb: .list, resource: "services", namespace: "azureml"),
      AccessRight(verb: .get, resource: "configmaps", namespace: "kube-system", name: "coredns-custom"),
      AccessRight(verb: .get, resource: "configmaps", namespace: "kube-system", name: "coredns"),
      AccessRight(verb: .get, resource: "services", namespace: "kube-system", name: "kube-dns"),
      AccessRight(verb: .list, group: "apps", resource: "deployments", namespace: "azureml"),
      AccessRight(verb: .list, resource: "nodes"), AccessRight(verb: .get, resource: "pods", namespace: "checks"),
    ]
    let objects = try objects(run)
    #expect(rules(objects, "ClusterRole", in: nil) == [" nodes  list"])
    #expect(rules(objects, "Role", in: "azureml") == [" pods,services  list", "apps deployments  list"])
    #expect(
      rules(objects, "Role", in: "kube-system") == [" configmaps coredns,coredns-custom get", " services kube-dns get"])
    #expect(rules(objects, "Role", in: "checks") == [" pods  get"])
    let bindings = objects.filter { $0["kind"]?.string?.hasSuffix("Binding") == true }
    #expect(bindings.count == 4)
    for binding in bindings {
      #expect(binding["subjects"]?[0]?["namespace"]?.string == "checks")
      #expect(binding["roleRef"]?["name"]?.string == binding["metadata"]?["name"]?.string)
    }
    // Roles in the namespaces of others are not taken for theirs.
    #expect(bindings.compactMap { $0["metadata"]?["name"]?.string }.filter { $0 == "preflight" }.count == 1)
  }

  @Test func `names no right twice that is given everywhere`() throws {
    var run = clusterRun()
    run.access = [
      AccessRight(verb: .list, resource: "pods"), AccessRight(verb: .list, resource: "pods", namespace: "azureml"),
      AccessRight(verb: .get, resource: "pods", namespace: "azureml"),
      AccessRight(verb: .get, resource: "pods", namespace: "azureml", name: "a"),
    ]
    let objects = try objects(run)
    #expect(rules(objects, "ClusterRole", in: nil) == [" pods  list"])
    #expect(rules(objects, "Role", in: "azureml") == [" pods  get"])
  }

  @Test func `ends a job in time and removes it later`() throws {
    var run = clusterRun()
    run.deadline = 120
    run.timeout = 60
    run.timeToLive = 30
    let objects = try objects(run)
    let spec = objects.first("Job")?["spec"]
    #expect(spec?["activeDeadlineSeconds"]?.int == 120)
    #expect(spec?["ttlSecondsAfterFinished"]?.int == 30)
    #expect(spec?["backoffLimit"]?.int == 0)
    #expect(objects.arguments.contains("60s"))
  }

  @Test func `checks from each node again and again, and is known by its labels`() throws {
    let objects = try objects(clusterRun(.daemonSet(every: 3_600)))
    #expect(objects.arguments.suffix(4) == ["--every", "3600s", "--output", "json"])
    let labels = objects.template?["metadata"]?["labels"]
    #expect(labels?["app.kubernetes.io/name"]?.string == "aml-preflight")
    #expect(objects.first("DaemonSet")?["spec"]?["selector"]?["matchLabels"]?.withoutMarks == labels?.withoutMarks)
    #expect(objects.pod?["restartPolicy"]?.string == "Always")
    let variables = objects.container?["env"]?.array() ?? []
    #expect(
      variables.map {
        "\($0["name"]?.string ?? "") \($0["valueFrom"]?["fieldRef"]?["fieldPath"]?.string ?? $0["value"]?.string ?? "")"
      }
        == [
          "AML_PREFLIGHT_NODE_NAME spec.nodeName", "AML_PREFLIGHT_POD_NAME metadata.name",
          "AML_PREFLIGHT_POD_NAMESPACE metadata.namespace", "AML_PREFLIGHT_HOST_NETWORK false",
        ])
    // A Service called aml-preflight would otherwise put variables there that the program takes for options of its own.
    #expect(objects.pod?["enableServiceLinks"]?.bool == false)
  }

  @Test func `takes secrets by name from a Secret`() throws {
    var run = clusterRun()
    run.secret = ClusterRun.SecretVariables(secret: "preflight", variables: ["ACR_PASSWORD", "ACR_USER"])
    let variables = try objects(run).container?["env"]?.array() ?? []
    let references = variables.compactMap { $0["valueFrom"]?["secretKeyRef"] }
    #expect(references.compactMap { $0["key"]?.string } == ["ACR_PASSWORD", "ACR_USER"])
    #expect(references.allSatisfy { $0["name"]?.string == "preflight" })
  }

  @Test func `is the same bytes each time`() throws {
    var run = clusterRun(.cronJob(schedule: "@daily"))
    run.nodeSelector = ["b": "1", "a": "yes", "c": "0x10", "true": "x"]
    run.tolerations = [ClusterRun.Toleration(key: "sku", value: "gpu", effect: "NoSchedule")]
    run.access = Set(
      ["a", "b", "c", "d", "e"].map { AccessRight(verb: .list, resource: $0, namespace: $0 == "a" ? nil : $0) })
    let first = try run.manifest()
    for _ in 1...8 { #expect(try run.manifest() == first) }
    let labels = try objects(run).pod?["nodeSelector"]?.members
    #expect(labels?.count == 5)
    #expect(labels?.allSatisfy { $0.key.isText && $0.value.isText } == true)
  }
}
