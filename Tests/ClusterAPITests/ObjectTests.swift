import Model
import Testing

@testable import ClusterAPI

@Suite struct `An object of Kubernetes` {
  /// What is read of one object, in JSON.
  private func read(_ resource: ClusterResource, _ json: String) throws -> ClusterObjects {
    let reader = ObjectReader(resource) { bytes in
      Certificate(
        subject: "\(bytes.count) bytes", issuer: "", notBefore: Timestamp(secondsSince1970: 0),
        notAfter: Timestamp(secondsSince1970: 1))
    }
    var scanner = JSONScanner(keeping: reader.mask(ofList: true))
    let items = try scanner.take(Array("{\"kind\":\"List\",\"metadata\":{},\"items\":[\(json)]}".utf8))
    _ = try scanner.finish()
    var objects = ClusterObjects(emptyOf: resource)
    for item in items { try #require(reader.add(item, to: &objects)) }
    return objects
  }

  @Test func `is a node`() throws {
    let objects = try read(
      .nodes,
      """
      {"metadata": {"name": "aks-1", "labels": {"agentpool": "pool1", "secret-project": "x"}, "managedFields": [1]},
       "spec": {"podCIDR": "10.244.1.0/24", "podCIDRs": ["10.244.1.0/24", "fd00::/64"], "unschedulable": true,
                "taints": [{"key": "sku", "value": "gpu", "effect": "NoSchedule"}]},
       "status": {"allocatable": {"cpu": "3860m", "memory": "12880740Ki", "pods": "30", "nvidia.com/gpu": "2"},
                  "capacity": {"cpu": 4},
                  "conditions": [
                    {"type": "Ready", "status": "False", "reason": "KubeletNotReady", "message": "cni plugin not initialized",
                     "lastTransitionTime": "2026-11-21T09:00:00Z"},
                    {"type": "MemoryPressure", "status": "False"}, {"type": "DiskPressure", "status": "True"}],
                  "addresses": [{"type": "InternalIP", "address": "10.240.0.4"}, {"type": "Hostname", "address": "aks-1"}],
                  "nodeInfo": {"kubeletVersion": "v1.29.4", "osImage": "Ubuntu", "containerRuntimeVersion": "containerd://1"},
                  "images": [{"names": ["a"]}], "newField": {"of": ["tomorrow"]}}}
      """)
    let node = ClusterNode(
      name: "aks-1", labels: ["agentpool": "pool1"], kubeletVersion: "v1.29.4", osImage: "Ubuntu",
      containerRuntime: "containerd://1",
      conditions: [
        ClusterCondition(
          "Ready", .isFalse, reason: "KubeletNotReady", message: "cni plugin not initialized",
          since: Timestamp("2026-11-21T09:00:00Z")),
        ClusterCondition("DiskPressure", .isTrue),
      ],
      allocatable: ComputeResources(milliCPU: 3_860, memoryBytes: 13_189_877_760, gpus: 2, pods: 30),
      capacity: ComputeResources(milliCPU: 4_000),
      podCIDRs: [IPPrefix("10.244.1.0/24")!, IPPrefix("fd00::/64")!], addresses: [IPAddress("10.240.0.4")!],
      taints: [ClusterNode.Taint(key: "sku", value: "gpu", effect: "NoSchedule")], isUnschedulable: true)
    #expect(objects == .nodes([node]))
  }

  @Test func `is a pod`() throws {
    let objects = try read(
      .pods,
      """
      {"metadata": {"name": "fe-1", "namespace": "azureml", "labels": {"a": "b"}, "creationTimestamp": "2026-11-21T08:00:00Z",
                    "deletionTimestamp": "2026-11-21T09:00:00Z",
                    "ownerReferences": [{"kind": "X", "name": "x"}, {"kind": "ReplicaSet", "name": "fe", "controller": true}]},
       "spec": {"nodeName": "aks-1", "hostNetwork": true, "dnsPolicy": "None", "env": [{"name": "PASSWORD", "value": "p"}],
                "dnsConfig": {"nameservers": ["10.0.0.10"], "searches": ["svc"], "options": [{"name": "ndots", "value": "5"}]},
                "initContainers": [{"name": "init", "image": "i:1"}],
                "containers": [{"name": "fe", "image": "r/fe:1", "env": [{"name": "KEY", "value": "hidden"}],
                                "ports": [{"name": "score", "containerPort": 5001}, {"containerPort": 53, "protocol": "UDP"}],
                                "resources": {"requests": {"cpu": "100m", "memory": "1Gi"}, "limits": {"cpu": "1"}}}]},
       "status": {"phase": "Pending", "reason": "R", "message": "M", "podIP": "10.244.0.5", "podIPs": [{"ip": "10.244.0.5"}],
                  "conditions": [{"type": "PodScheduled", "status": "False", "reason": "Unschedulable"}],
                  "initContainerStatuses": [{"name": "init", "ready": true, "restartCount": 0,
                    "state": {"terminated": {"exitCode": 0, "reason": "Completed", "finishedAt": "2026-11-21T08:30:00Z"}}}],
                  "containerStatuses": [{"name": "fe", "ready": false, "restartCount": 7,
                    "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off"}},
                    "lastState": {"terminated": {"exitCode": 1, "reason": "Error", "signal": 9}}}]}}
      """)
    let pod = ClusterPod(
      namespace: "azureml", name: "fe-1", labels: ["a": "b"], phase: .pending, reason: "R", message: "M",
      conditions: [ClusterCondition("PodScheduled", .isFalse, reason: "Unschedulable")],
      containers: [
        ClusterContainer(
          name: "init", isInit: true, image: "i:1",
          state: .terminated(
            ClusterContainer.Termination(
              reason: "Completed", exitCode: 0, finishedAt: Timestamp("2026-11-21T08:30:00Z"))),
          isReady: true),
        ClusterContainer(
          name: "fe", image: "r/fe:1",
          ports: [
            ClusterContainer.Port(name: "score", port: 5_001), ClusterContainer.Port(port: 53, transport: .udp),
          ], requests: ComputeResources(milliCPU: 100, memoryBytes: 1 << 30),
          state: .waiting(reason: "CrashLoopBackOff", message: "back-off"),
          lastTermination: ClusterContainer.Termination(reason: "Error", exitCode: 1, signal: 9), isReady: false,
          restarts: 7),
      ], node: "aks-1", addresses: [IPAddress("10.244.0.5")!], usesHostNetwork: true, dnsPolicy: "None",
      dnsConfiguration: ClusterPod.DNSConfiguration(
        nameservers: [IPAddress("10.0.0.10")!], searches: ["svc"], ndots: 5), owner: "ReplicaSet/fe",
      createdAt: Timestamp("2026-11-21T08:00:00Z"), isTerminating: true)
    #expect(objects == .pods([pod]))
  }

  @Test func `is a deployment or a daemon set`() throws {
    let deployment = try read(
      .deployments,
      """
      {"metadata": {"name": "fe", "namespace": "n"}, "spec": {"selector": {"matchLabels": {"app": "fe"},
        "matchExpressions": [{"key": "k", "operator": "NotIn", "values": ["v"]}]}, "template": {}},
       "status": {"replicas": 3, "readyReplicas": 1, "updatedReplicas": 2, "unavailableReplicas": 2}}
      """)
    let selector = LabelSelector(
      matchLabels: ["app": "fe"], matchExpressions: [LabelSelector.Expression(key: "k", .notIn, ["v"])])
    #expect(
      deployment
        == .workloads([
          Workload(
            namespace: "n", name: "fe", selector: selector, desired: 1, current: 3, ready: 1, available: 0, updated: 2)
        ]))
    let daemonSet = try read(
      .daemonSets,
      #"{"metadata":{"name":"d","namespace":"n"},"spec":{},"status":{"desiredNumberScheduled":5,"currentNumberScheduled":4,"numberReady":3}}"#
    )
    #expect(
      daemonSet
        == .workloads([
          Workload(.daemonSet, namespace: "n", name: "d", desired: 5, current: 4, ready: 3, available: 0, updated: 0)
        ]))
  }

  @Test func `is a service with its endpoints`() throws {
    let service = try read(
      .services,
      """
      {"metadata": {"name": "fe", "namespace": "n"},
       "spec": {"type": "LoadBalancer", "clusterIP": "10.0.1.2", "clusterIPs": ["10.0.1.2"], "selector": {"a": "b"},
                "ports": [{"name": "http", "port": 80, "targetPort": "score"}, {"port": 443, "targetPort": 5001, "protocol": "TCP"}]},
       "status": {"loadBalancer": {"ingress": [{"ip": "20.1.2.3"}, {"hostname": "lb.test"}]}}}
      """)
    #expect(
      service
        == .services([
          ClusterService(
            namespace: "n", name: "fe", type: "LoadBalancer", clusterIPs: [IPAddress("10.0.1.2")!],
            ports: [
              ClusterService.Port(name: "http", port: 80, target: "score"),
              ClusterService.Port(port: 443, target: "5001"),
            ], selector: ["a": "b"], ingress: [Host("20.1.2.3")!, Host("lb.test")!])
        ]))
    let headless = try read(
      .services, #"{"metadata":{"name":"h","namespace":"n"},"spec":{"clusterIP":"None"}}"#)
    #expect(headless == .services([ClusterService(namespace: "n", name: "h")]))
    let slice = try read(
      .endpointSlices,
      """
      {"metadata": {"name": "fe-x", "namespace": "n", "labels": {"kubernetes.io/service-name": "fe"}},
       "endpoints": [{"addresses": ["10.244.0.5"], "conditions": {"ready": true}}, {"addresses": ["10.244.0.6"], "conditions": {}},
                     {"addresses": ["10.244.0.7"], "conditions": {"ready": false}}], "ports": [{"port": 5001}, {}]}
      """)
    #expect(
      slice
        == .endpointSlices([
          EndpointSlice(
            namespace: "n", name: "fe-x", service: "fe", ready: [IPAddress("10.244.0.5")!, IPAddress("10.244.0.6")!],
            notReady: [IPAddress("10.244.0.7")!], ports: [5_001])
        ]))
  }

  @Test func `is a network policy, in which nothing and nobody are told apart`() throws {
    let policy = try read(
      .networkPolicies,
      """
      {"metadata": {"name": "p", "namespace": "n"},
       "spec": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"], "ingress": [],
                "egress": [{"to": [{"namespaceSelector": {"matchLabels": {"a": "b"}}},
                                   {"ipBlock": {"cidr": "10.0.0.0/8", "except": ["10.1.0.0/16"]}}],
                            "ports": [{"protocol": "UDP", "port": 53}, {"port": "score"}, {"port": 1, "endPort": 9}, {}]}, {}]}}
      """)
    #expect(
      policy
        == .networkPolicies([
          NetworkPolicy(
            namespace: "n", name: "p", policyTypes: [.ingress, .egress], ingress: [],
            egress: [
              NetworkPolicy.Rule(
                peers: [
                  PolicyPeer(namespaceSelector: LabelSelector(matchLabels: ["a": "b"])),
                  PolicyPeer(
                    block: PolicyPeer.Block(range: IPPrefix("10.0.0.0/8")!, except: [IPPrefix("10.1.0.0/16")!])),
                ],
                ports: [
                  PolicyPort(transport: .udp, port: 53), PolicyPort(name: "score"), PolicyPort(port: 1, endPort: 9),
                  PolicyPort(),
                ]), NetworkPolicy.Rule(),
            ])
        ]))
    let absent = try read(.networkPolicies, #"{"metadata":{"name":"p","namespace":"n"},"spec":{"podSelector":{}}}"#)
    #expect(absent == .networkPolicies([NetworkPolicy(namespace: "n", name: "p")]))
  }

  @Test func `is an autoscaler of any version`() throws {
    let objects = try read(
      .autoscalers,
      """
      {"metadata": {"name": "h", "namespace": "n"}, "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "iris",
        "apiVersion": "apps/v1"}, "minReplicas": 2, "maxReplicas": 5, "metrics": [{"type": "Resource"}]}}
      """)
    #expect(
      objects
        == .autoscalers([Autoscaler(namespace: "n", name: "h", targetName: "iris", minReplicas: 2, maxReplicas: 5)]))
  }

  @Test func `is an event, of whatever age of the API`() throws {
    let objects = try read(
      .events,
      """
      {"metadata": {"name": "e", "namespace": "n"}, "type": "Warning", "reason": "Failed", "message": "m", "count": 4,
       "involvedObject": {"kind": "Pod", "name": "p", "namespace": "n"}, "lastTimestamp": "2026-11-21T09:00:00Z"},
      {"metadata": {"name": "f", "namespace": "n"}, "type": "Warning", "reason": "FailedScheduling", "message": "0/3",
       "involvedObject": {"kind": "Pod", "name": "q", "namespace": "n"}, "eventTime": "2026-11-21T09:00:00.123456Z",
       "lastTimestamp": null, "series": {"count": 9, "lastObservedTime": "2026-11-21T10:00:00.000000Z"}}
      """)
    #expect(
      objects
        == .events([
          ClusterEvent(
            reason: "Failed", message: "m", namespace: "n", objectName: "p", count: 4,
            lastSeen: Timestamp("2026-11-21T09:00:00Z")),
          ClusterEvent(
            reason: "FailedScheduling", message: "0/3", namespace: "n", objectName: "q", count: 9,
            lastSeen: Timestamp("2026-11-21T10:00:00Z")),
        ]))
  }

  @Test func `is of a secret nothing but its certificate`() throws {
    let pem = Base64.encoded(Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8))
    let text = """
      {"metadata": {"name": "azuremlfessl", "namespace": "n"}, "type": "Opaque",
       "data": {"cert.pem": "\(pem)", "key.pem": "c2VjcmV0LWtleQ==", "tls.key": "c2VjcmV0LWtleQ==", "password": "cDRzcw=="}}
      """
    guard case .certificates(let found) = try read(.secrets, text) else { return #expect(Bool(false)) }
    #expect(found.map(\.key) == ["cert.pem"])
    #expect(found.first?.certificate?.subject == "3 bytes")
    #expect(!"\(found)".contains("c2VjcmV0") && !"\(found)".contains("cDRzcw"))
    // What is not named is not kept even while it is read.
    var scanner = JSONScanner(keeping: ObjectReader(.secrets) { _ in nil }.mask(ofList: true))
    let items = try scanner.take(Array("{\"items\":[\(text)]}".utf8))
    #expect(!"\(items)".contains("c2VjcmV0") && !"\(items)".contains("cDRzcw"))
    let none = try read(.secrets, #"{"metadata":{"name":"a","namespace":"n"},"data":{"tls.crt":"!"}}"#)
    #expect(none == .certificates([SecretCertificate(namespace: "n", name: "a", key: "tls.crt", certificate: nil)]))
  }

  @Test func `is kept within bounds`() throws {
    let labels = (0..<100).map { "\"l\($0)\":\"v\"" }.joined(separator: ",")
    guard
      case .namespaces(let namespaces) = try read(.namespaces, "{\"metadata\":{\"name\":\"n\",\"labels\":{\(labels)}}}")
    else { return #expect(Bool(false)) }
    #expect(namespaces[0].labels.count == ClusterAnswer.labelLimit)
    let corefile = String(repeating: "x", count: ConfigMap.valueLimit + 10)
    guard
      case .configMaps(let maps) = try read(
        .configMaps, "{\"metadata\":{\"name\":\"n\",\"namespace\":\"k\"},\"data\":{\"Corefile\":\"\(corefile)\"}}")
    else { return #expect(Bool(false)) }
    #expect(maps[0].cut == ["Corefile"])
    #expect(maps[0].data["Corefile"]?.utf8.count == ConfigMap.valueLimit)
    guard
      case .events(let events) = try read(
        .events,
        "{\"metadata\":{\"name\":\"e\"},\"involvedObject\":{},\"message\":\"\\u001b[31m\(String(repeating: "m", count: 5_000))\"}"
      )
    else { return #expect(Bool(false)) }
    #expect(events[0].message.count == ClusterAnswer.messageLimit + 1)
    #expect(!events[0].message.contains("\u{1B}"))
  }

  @Test(arguments: [
    ClusterResource.nodes, .namespaces, .pods, .deployments, .services, .configMaps, .autoscalers, .networkPolicies,
    .events, .secrets, .endpointSlices,
  ])
  func `is none without a name`(resource: ClusterResource) throws {
    let reader = ObjectReader(resource) { _ in nil }
    var objects = ClusterObjects(emptyOf: resource)
    for json in [
      JSONValue.null, .object([:]), .list([]), .object(["metadata": .object(["name": .number(spelling: "1")])]),
    ] {
      #expect(!reader.add(json, to: &objects))
    }
    #expect(objects.count == 0)
  }
}
