import Foundation
import Model
import Testing

@testable import Intake

/// What is derived from texts.
func discovery(
  _ documents: [(name: String, text: String)], kubeconfig: String? = nil, context: String? = nil
) throws -> Discovery {
  try Discovery(
    from: Fixtures.documents(documents),
    kubeconfig: kubeconfig.map { Discovery.Document(name: "kc.yaml", bytes: Array($0.utf8)) }, context: context,
    reader: reader)
}

/// What is said about documents that must be refused.
func refusal(of documents: [(name: String, text: String)], context: String? = nil) -> String {
  do throws(IntakeError) {
    let found = try Discovery(from: Fixtures.documents(documents), context: context, reader: reader)
    return "accepted: \(found.deployment.name)"
  } catch {
    return error.description
  }
}

extension Deployment {
  /// The values alone.
  var bare: Deployment {
    var copy = self
    copy.origins = [:]
    copy.contradictions = []
    return copy
  }
}

@Suite struct `A derived deployment` {
  @Test func `has what the documents of a deployment say`() throws {
    let deployment = try discovery(Fixtures.deployment).deployment
    #expect(deployment.contradictions == [])
    #expect(deployment.name == "aks1")
    let cluster = deployment.cluster
    #expect(cluster.kubernetesVersion == "1.29.7" && cluster.region == "westeurope")
    #expect(cluster.apiServer?.host == Host("aks1-e2.3c3f.privatelink.westeurope.azmk8s.io"))
    #expect(cluster.apiServer?.isPrivate == true && cluster.apiServer?.publicFQDN == true)
    #expect(cluster.apiServer?.privateDNSZone == .system && cluster.apiServer?.port == 443)
    let pool = try #require(cluster.nodePools.first)
    #expect(cluster.nodePools.count == 1 && pool.vmSize == "Standard_D4s_v3" && pool.count == 3)
    #expect(pool.minCount == 3 && pool.maxCount == 5 && pool.maxSurge == "33%" && pool.subnet == nil)
    let network = deployment.network
    #expect(network.model == .azureCNI && network.policy == .calico && network.loadBalancerSKU == .standard)
    #expect(network.vnetAddressSpace.map(\.description) == ["10.20.0.0/16"])
    #expect(network.peeredAddressSpaces.map(\.description) == ["10.0.0.0/16"])
    #expect(network.dnsServers.map(\.description) == ["10.0.0.4", "10.0.0.5"])
    #expect(network.subnet?.description == "10.20.0.0/20" && network.otherAddresses == 1)
    #expect(network.delegations == ["Microsoft.Web/serverFarms"])
    guard case .associated(let table)? = network.routeTable else { return #expect(Bool(false), "no route table") }
    #expect(table.name == "rt1" && table.routes?.first?.nextHop == .virtualAppliance)
    #expect(deployment.workspace.id == "2f0c1d7e-93b5-4c86-a1de-5b7f60c2a948")
    #expect(deployment.workspace.discoveryHost == nil && deployment.workspace.privateEndpoint == false)
    #expect(deployment.registry.loginServer?.text == "acr1x-a1b2c3.azurecr.io")
    #expect(deployment.registry.dataEndpoints.map(\.text) == ["acr1x-a1b2c3.westeurope.data.azurecr.io"])
    #expect(deployment.storage.blobHost?.text == "store1.z6.blob.storage.azure.net")
    #expect(deployment.storage.tableHost == nil)
    #expect(network.privateEndpoints == [.acr, .acrData])
  }

  @Test func `knows the file and the pointer of each value`() throws {
    let origins = try discovery(Fixtures.deployment).deployment.origins
    #expect(
      origins["network.dnsServiceIP"]?.description == "aks.json: /properties/networkProfile/dnsServiceIP")
    #expect(origins["network.subnet.prefix"]?.description == "vnet.json: /newVNet/subnets/0/addressPrefix")
    #expect(origins["workspace.id"]?.description == "ws.json: /workspace_id")
    #expect(origins["storage.account"]?.description == "store.json: /0/name")
  }

  @Test(arguments: [
    ("aks.json", Fixtures.flattenedCluster), ("aks.json", Fixtures.powerShellCluster),
    ("vnet.json", Fixtures.powerShellNetwork), ("acr.json", Fixtures.powerShellRegistry),
    ("store.json", Fixtures.powerShellAccount),
  ])
  func `is the same whichever tool printed the document`(_ name: String, _ text: String) throws {
    let others = Fixtures.deployment.filter { $0.name != name }
    #expect(
      try discovery(others + [(name, text)]).deployment.bare == discovery(Fixtures.deployment).deployment.bare)
  }

  @Test func `is the same in whatever order documents come`() throws {
    let text = try discovery(Fixtures.deployment).text
    for shift in 1..<Fixtures.deployment.count {
      let rotated = Array(Fixtures.deployment[shift...] + Fixtures.deployment[..<shift])
      #expect(try discovery(rotated).text == text)
      #expect(try discovery(rotated.reversed()).text == text)
    }
  }

  @Test(arguments: Fixtures.all.map(\.name))
  func `comes back from its file as it was`(_ name: String) throws {
    let found = try discovery(Fixtures.all.filter { $0.name == name })
    let read = try reader.deployment(from: found.text, named: "d.yaml")
    #expect(read.bare == found.deployment.bare)
    let known = found.deployment.origins.keys.filter { !$0.hasPrefix("network.proxy") }
    for path in known { #expect(read.origins[path] != nil, "\(path)") }
  }

  @Test func `takes a template's expressions as unknown`() throws {
    let found = try discovery([("template.json", Fixtures.template)])
    #expect(found.deployment.cluster.name == nil && found.deployment.cluster.kubernetesVersion == "1.28.5")
    #expect(found.deployment.network.model == .kubenet)
    #expect(found.deployment.cluster.nodePools.map(\.name) == ["pool1", "pool2"])
    #expect(!found.text.contains("parameters("))
  }

  @Test func `has what is missing as blanks with the commands that give it`() throws {
    let text = try discovery([("aks.json", Fixtures.cluster), ("ws.json", Fixtures.workspace)]).text
    for line in [
      "  # vnet:  # az network vnet show --ids /subscriptions/0000/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet1 -o json",
      "  # purpose:  # az ml compute list -g rg -w ws1 -o json",
      "  # dedicatedDataEndpoint:  # az acr show -n acr1x -o json",
    ] { #expect(text.contains(line), "\(line)") }
    let bare = try discovery([("acr.json", Fixtures.registry)]).text
    #expect(bare.contains("# cluster:\n"))
    #expect(bare.contains("#   apiServer.host:  # az aks show -g RESOURCE_GROUP -n CLUSTER -o json"))
  }

  @Test func `tells what documents disagree on, and has the first of it`() throws {
    let later = Fixtures.cluster.replacing("10.100.0.0/16", with: "10.200.0.0/16").replacing("1.29.7", with: "1.30.1")
    let found = try discovery([("a.json", Fixtures.cluster), ("b.json", later)])
    let contradictions = found.deployment.contradictions
    #expect(contradictions.map(\.path) == ["cluster.kubernetesVersion", "network.serviceCIDR"])
    #expect(contradictions[1].claims.map(\.value) == ["10.100.0.0/16", "10.200.0.0/16"])
    #expect(
      contradictions[1].claims.map(\.place.description) == [
        "a.json: /properties/networkProfile/serviceCidr", "b.json: /properties/networkProfile/serviceCidr",
      ])
    #expect(found.deployment.network.serviceCIDRs.map(\.description) == ["10.100.0.0/16"])
    #expect(found.text.contains("; but b.json: /properties/networkProfile/serviceCidr says 10.200.0.0/16"))
  }

  @Test(arguments: [
    ("10.100.0.0/16", "10.X.0.0/16", "serviceCIDR"), ("\"westeurope\"", "\"$region\"", "region"),
    ("1.29.7", "<version>", "kubernetesVersion"), ("\"calico\"", "\"newPolicy\"", "policy"),
    ("10.100.0.10", "10.100.0", "dnsServiceIP"), ("aks1-e2.3c3f.privatelink.westeurope.azmk8s.io", "<host>", "host"),
  ])
  func `has no value that is a placeholder or malformed, and says so`(_ value: String, _ other: String, _ key: String)
    throws
  {
    let found = try discovery([("aks.json", Fixtures.cluster.replacing(value, with: other))])
    #expect(found.notices.contains { $0.hasPrefix("aks.json: /") && $0.contains(other.filter { $0 != "\"" }) })
    #expect(
      !found.text.split(separator: "\n").contains { $0.trimmingPrefix(" ").hasPrefix("\(key):") && $0.contains(other) })
    #expect(try reader.deployment(from: found.text, named: "d").bare == found.deployment.bare)
  }

  @Test func `takes sizes and numbers of single machines from their state`() throws {
    let pool = #"""
      {"name": "vms", "type": "Microsoft.ContainerService/managedClusters/agentPools", "typePropertiesType":
       "VirtualMachines", "vmSize": "", "count": null, "osType": "Linux", "mode": "User",
       "virtualMachineNodesStatus": [{"size": "Standard_D4s_v3", "count": 2}, {"size": "Standard_D4s_v3", "count": 1}]}
      """#
    let found = try discovery([("pool.json", pool)]).deployment.cluster.nodePools
    #expect(
      found.first?.count == 3 && found.first?.vmSize == "Standard_D4s_v3" && found.first?.type == .virtualMachines)
  }

  @Test func `leaves nothing of a hostile document that a terminal would obey`() throws {
    let escape = "\\u001b[31m\\u202e"
    let first = Fixtures.cluster.replacing("1.29.7", with: "1.2\(escape)").replacing(
      "Standard_D4s_v3", with: "D\(escape)")
    let second = Fixtures.account.replacing(#""table""#, with: "\"ta\(escape)\"").replacing(
      "store1\"", with: "st\(escape)\"")
    let found = try discovery([("a.json", first), ("b.json", Fixtures.cluster), ("s.json", second)])
    let all = found.text + found.notices.joined() + found.deployment.contradictions.map { "\($0)" }.joined()
    #expect(!all.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    #expect(
      !refusal(of: [
        ("a", "{\"type\": \"Microsoft.Storage/storageAccounts\", \"primaryEndpoints\": {\"\(escape)\": []}}")
      ])
      .unicodeScalars.contains { $0.value == 0x1B })
  }

  @Test func `says so where documents say nothing of it`() throws {
    let vault = #"{"type": "Microsoft.KeyVault/vaults", "name": "kv", "location": "westeurope", "properties": {}}"#
    let versions = #"{"values": [{"version": "1.29", "patchVersions": {"1.29.0": {"upgrades": []}}}]}"#
    for text in [vault, versions] {
      #expect(try discovery([("d", text)]).notices == ["the documents say nothing about a deployment"])
    }
  }

  /// Nothing that a document holds keeps the rest of it from being used.
  @Test(arguments: [
    ("\"pool1\"", "\"\(String(repeating: "p", count: 300))\""), ("\"aks1\"", "\"<cluster>\""),
    ("\"33%\"", "\"a third\""),
    ("\"Standard_D4s_v3\"", "\"Standard D4\""), ("\"System\", \"osType\"", "\"Gateway\", \"osType\""),
    (": 30,", ": 99999999,"),
    (": 3,", ": -3,"),
    ("\"servicePrincipalProfile\"", "\"httpProxyConfig\": {\"httpsProxy\": \"http://{proxy}:1\"}, \"x\""),
    ("\"servicePrincipalProfile\"", "\"httpProxyConfig\": {\"httpsProxy\": \"http://10.0.0.999:1\"}, \"x\""),
  ])
  func `has all but what no deployment file may have`(_ value: String, _ other: String) throws {
    let found = try discovery([("aks.json", Fixtures.cluster.replacing(value, with: other))])
    #expect(found.deployment.network.dnsServiceIP?.description == "10.100.0.10")
    #expect(!found.notices.isEmpty)
    #expect(found.deployment.cluster.nodePools.count == 1)
  }

  @Test func `has no pool of another cluster`() throws {
    let pools = ["aks1", "aks2"].map { cluster in
      #"""
      {"id": "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/\#(cluster)/agentPools/of\#(cluster)",
       "name": "of\#(cluster)", "count": 1, "vmSize": "Standard_NC6s_v3", "osType": "Linux"}
      """#
    }
    let list = "[\(pools.joined(separator: ","))]"
    let found = try discovery([("aks.json", Fixtures.cluster), ("pools.json", list)]).deployment
    #expect(found.cluster.nodePools.map(\.name) == ["pool1", "ofaks1"])
  }

  @Test func `has no network but the cluster's`() throws {
    let elsewhere = Fixtures.network.replacing("vnet1", with: "vnet9")
    let found = try discovery([("aks.json", Fixtures.cluster), ("vnet.json", elsewhere)])
    #expect(found.deployment.network.vnetAddressSpace.isEmpty && found.deployment.network.subnet == nil)
    #expect(found.notices.contains { $0.contains("does not lie in the virtual network") })
  }

  @Test func `is of one cluster, which a kubeconfig can choose`() throws {
    let other = Fixtures.cluster.replacing("aks1", with: "aks2").replacing("1.29.7", with: "1.30.1")
    let both = [("aks.json", Fixtures.cluster), ("aks2.json", other)]
    #expect(refusal(of: both).contains("the documents describe several clusters: \"aks1\", \"aks2\""))
    #expect(try discovery(both, kubeconfig: Fixtures.kubeconfig).deployment.cluster.kubernetesVersion == "1.29.7")
  }

  /// The names that AKS gives private API servers: by its own zone with and without a prefix, in a zone of the
  /// customer's, in one below it, and with an address in the cluster's network.
  @Test(arguments: [
    "5c3f7a91-0be6-4d28-9f14-a2d7c86e3b50.privatelink.westeurope.azmk8s.io",
    "aks1-e2.5c3f7a91-0be6-4d28-9f14-a2d7c86e3b50.privatelink.westeurope.azmk8s.io",
    "mine.privatelink.westeurope.azmk8s.io", "aks1.corp.privatelink.westeurope.azmk8s.io",
    "aks1.5c3f7a91.private.westeurope.azmk8s.io",
  ])
  func `has a private API server by whatever name`(_ host: String) throws {
    let text = Fixtures.cluster.replacing("aks1-e2.3c3f.privatelink.westeurope.azmk8s.io", with: host)
    #expect(try discovery([("aks.json", text)]).deployment.cluster.apiServer?.host == Host(host))
  }

  @Test func `has a private cluster's public name where there is no private one`() throws {
    let text = Fixtures.cluster.replacing(#""privateFQDN""#, with: #""unknownKey""#)
      .replacing(#""privateDNSZone": "system""#, with: #""privateDNSZone": "none""#)
    let server = try discovery([("aks.json", text)]).deployment.cluster.apiServer
    #expect(server?.isPrivate == true && server?.privateDNSZone == .absent)
    #expect(server?.host == Host("aks1-d1.hcp.westeurope.azmk8s.io"))
  }

  @Test func `has the proxy that nodes use, with its exceptions`() throws {
    let proxy = #"""
      "httpProxyConfig": {"httpProxy": "http://plain.corp:3128/", "httpsProxy": "http://proxy.corp:3129",
        "noProxy": [".svc", "10.0.0.0/8", "a b"]}, "servicePrincipalProfile"
      """#
    let text = Fixtures.cluster.replacing(#""servicePrincipalProfile""#, with: proxy)
    let found = try discovery([("aks.json", text)])
    #expect(
      found.deployment.network.proxy
        == Proxy(host: Host("proxy.corp")!, port: 3129, exceptions: [".svc", "10.0.0.0/8"]))
    #expect(found.notices.contains { $0.contains("\"a b\" is no exception") })
  }

  @Test func `has the scoring host of the router's service, and the router's image`() throws {
    let list = #"""
      {"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "azureml-fe", "namespace": "default",
          "annotations": {"service.beta.kubernetes.io/azure-load-balancer-internal": "true"}},
         "spec": {"type": "LoadBalancer", "clusterIP": "10.100.0.7"},
         "status": {"loadBalancer": {"ingress": [{"ip": "10.20.0.9"}]}}},
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "kube-dns", "namespace": "kube-system"},
         "spec": {"type": "ClusterIP", "clusterIP": "10.100.0.11"}},
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "azureml-fe-6d8"},
         "spec": {"containers": [{"image": "mcr.microsoft.com/azureml/azureml-fe:1.1"}]}}]}
      """#
    let found = try discovery([("aks.json", Fixtures.cluster), ("services.json", list)]).deployment
    #expect(found.scoring.host == Host("10.20.0.9") && found.scoring.internalLoadBalancer == true)
    #expect(found.cluster.router?.image == "azureml/azureml-fe:1.1")
    #expect(found.cluster.router?.address == IPAddress("10.20.0.9"))
    #expect(found.contradictions.map(\.path) == ["network.dnsServiceIP"])
  }

  @Test func `has TLS and purpose as the compute target has them`() throws {
    let compute = #"""
      {"name": "inference", "type": "Microsoft.MachineLearningServices/workspaces/computes", "properties": {
        "computeType": "AKS", "resourceId":
          "/subscriptions/0000/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/aks1",
        "properties": {"clusterPurpose": "DevTest", "loadBalancerType": "InternalLoadBalancer",
          "sslConfiguration": {"status": "Enabled", "cname": "scoring.corp.example", "key": "hunter2", "cert": "hunter2"},
          "aksNetworkingConfiguration": {"serviceCidr": "10.100.0.0/16"}}}}
      """#
    let found = try discovery([("compute.json", compute)])
    let scoring = found.deployment.scoring
    #expect(found.deployment.edition == .v1 && found.deployment.cluster.purpose == .devTest)
    #expect(found.deployment.cluster.name == "aks1" && scoring.tls == true && scoring.ownCertificate == true)
    #expect(scoring.host == Host("scoring.corp.example") && scoring.internalLoadBalancer == true)
    #expect(found.text.contains("# az aks show -g rg -n aks1 -o json") && !found.text.contains("hunter2"))
  }

  @Test func `has egress addresses if all of them are known`() throws {
    let id = "/subscriptions/0000/resourceGroups/MC_rg/providers/Microsoft.Network/publicIPAddresses/ip1"
    let profile = #""networkProfile": {"loadBalancerProfile": {"effectiveOutboundIPs": [{"id": "\#(id)"}]},"#
    let cluster = Fixtures.cluster.replacing(#""networkProfile": {"#, with: profile)
    let address =
      #"{"id": "\#(id.uppercased())", "type": "Microsoft.Network/publicIPAddresses", "ipAddress": "20.1.2.3"}"#
    let found = try discovery([("aks.json", cluster), ("ip.json", address)]).deployment
    #expect(found.network.egressAddresses?.map(\.description) == ["20.1.2.3/32"])
    #expect(
      try discovery([("aks.json", cluster)]).text.contains(
        "# egressAddresses:  # az network public-ip show --ids \(id)"))
  }

  @Test func `has the cloud that its hosts or its region lie in`() throws {
    let cluster = #"{"name": "a1", "location": "usgovvirginia", "agentPoolProfiles": []}"#
    #expect(try discovery([("aks.json", cluster)]).deployment.cloud == .usGovernment)
    let registry = Fixtures.registry.replacing("azurecr.io", with: "azurecr.us").replacing(
      "westeurope", with: "usgovvirginia")
    #expect(try discovery([("acr.json", registry)]).deployment.cloud == .usGovernment)
  }
}

@Suite struct `A kubeconfig` {
  @Test func `gives the API server of its context`() throws {
    let found = try discovery([], kubeconfig: Fixtures.kubeconfig, context: "other").deployment
    #expect(found.cluster.apiServer?.host == Host("other.corp") && found.cluster.apiServer?.port == 6443)
    #expect(found.origins["cluster.apiServer.host"]?.description == "kc.yaml: /clusters/1/cluster/server")
  }

  @Test func `wins over documents where it is named as such, and a difference is told`() throws {
    let found = try discovery([("aks.json", Fixtures.cluster)], kubeconfig: Fixtures.kubeconfig, context: "other")
    #expect(found.deployment.cluster.apiServer?.host == Host("other.corp"))
    #expect(found.deployment.contradictions.map(\.path) == ["cluster.apiServer.host"])
    let among = try discovery([("aks.json", Fixtures.cluster), ("kc.yaml", Fixtures.kubeconfig)]).deployment
    #expect(among.cluster.apiServer?.host == Host("aks1-e2.3c3f.privatelink.westeurope.azmk8s.io"))
    #expect(among.contradictions.isEmpty)
  }

  @Test func `has no context but those in it`() {
    let said = refusal(of: [("kc.yaml", Fixtures.kubeconfig)], context: "ohter")
    #expect(said.contains("kc.yaml:9:1: error: there is no context \"ohter\"\n    did you mean \"other\"?"))
  }

  @Test(arguments: [
    ("https://[fd00::1]:6443", "fd00::1", 6443), ("https://10.0.0.1", "10.0.0.1", 443), ("http://a.b:80/x", "a.b", 80),
    ("HTTPS://A.B", "a.b", 443), ("https://user:hunter2@a.b:1", "a.b", 1),
  ])
  func `may write its server in every form`(_ server: String, _ host: String, _ port: Int) throws {
    let text = Fixtures.kubeconfig.replacing("https://aks1-d1.hcp.westeurope.azmk8s.io:443", with: server)
    let config = try Kubeconfig.read(Array(text.utf8), named: "kc", context: nil)
    #expect(config.host?.value == host && config.port?.value == port)
  }

  @Test func `changes the API server of a deployment file`() throws {
    let declared = try deployment(with: "cluster: {apiServer: {host: a.corp}}")
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("kubeconfig-\(UUID().uuidString)")
    try Data(Fixtures.kubeconfig.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }  // a file left behind harms nobody
    let path = file.path
    let changed = try declared.withAPIServer(
      of: Kubeconfigs(.file(path)).login(context: "other", readsContents: false))
    #expect(changed.cluster.apiServer?.host == Host("other.corp") && changed.cluster.apiServer?.port == 6443)
    #expect(changed.contradictions.first?.claims.map(\.value) == ["other.corp", "a.corp"])
  }
}
