import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct `The command discover` {
  static let cluster = """
    {"id": "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks1",
     "name": "aks1", "type": "Microsoft.ContainerService/ManagedClusters", "location": "westeurope",
     "properties": {"currentKubernetesVersion": "1.29.7", "fqdn": "aks1-d1.hcp.westeurope.azmk8s.io",
       "agentPoolProfiles": [{"name": "pool1", "count": 3, "vmSize": "Standard_D4s_v3", "maxPods": 30}],
       "networkProfile": {"networkPlugin": "azure", "serviceCidr": "10.100.0.0/16", "dnsServiceIP": "10.100.0.10"}}}
    """
  static let registry = """
    {"name": "acr1x", "type": "Microsoft.ContainerRegistry/registries", "location": "westeurope",
     "properties": {"loginServer": "acr1x.azurecr.io", "dataEndpointEnabled": false}}
    """
  static let kubeconfig = """
    apiVersion: v1
    kind: Config
    current-context: c
    contexts: [{name: c, context: {cluster: k, user: u}}]
    clusters: [{name: k, cluster: {server: "https://other.corp.example:6443"}}]
    users: [{name: u, user: {token: hunter2, exec: {command: touch, args: [executed]}}}]
    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.cluster, to: "aks.json")
    try folder.write(Self.registry, to: "acr.json")
    return folder
  }

  @Test func `writes a deployment file that other commands take`() throws {
    let folder = try folder()
    let found = try Preflight.run(["discover", folder.url.path])
    #expect(found.status == 0 && found.errors.isEmpty)
    for line in [
      "name: aks1  # \(folder.url.path)/aks.json: /name", "  # purpose:  # az ml compute list",
      "  vmSize: Standard_D4s_v3", "  dedicatedDataEndpoint: false",
    ] { #expect(found.output.contains(line), "\(line)") }
    let plan = try Preflight.run(["plan", "-", "--format", "csv"], input: found.output)
    let direct = try Preflight.run(["plan", "--from", folder.url.path, "--format", "csv"])
    #expect(plan.status == 0 && plan.output.contains("aks1-d1.hcp.westeurope.azmk8s.io"))
    #expect(direct.status == 0 && direct.output == plan.output)
  }

  @Test func `writes into a file, and never over a document`() throws {
    let folder = try folder()
    let document = folder.url.appendingPathComponent("aks.json").path
    let target = folder.url.appendingPathComponent("d.yaml").path
    let result = try Preflight.run(["discover", document, "-o", target])
    #expect(result.status == 0 && result.output.isEmpty && folder.text(of: "d.yaml").contains("name: aks1"))
    #expect(try Preflight.run(["discover", document, "-o", document]).status == 2)
    #expect(folder.text(of: "aks.json") == Self.cluster)
    // A pipe by the name that the system has for it.
    let piped = try Preflight.run(["discover", document, "-o", "/dev/stdout"])
    #expect(piped.status == 0 && piped.output == folder.text(of: "d.yaml"))
  }

  @Test func `takes the API server from a kubeconfig, whose secrets stay in it`() throws {
    let folder = try folder()
    let document = folder.url.appendingPathComponent("aks.json").path
    let kubeconfig = try folder.write(Self.kubeconfig, to: "kubeconfig").path
    let result = try Preflight.run(["discover", document, "--kubeconfig", kubeconfig])
    #expect(result.status == 0 && result.output.contains("host: other.corp.example"))
    #expect(result.errors.contains("warning: the documents disagree on cluster.apiServer.host"))
    #expect(!(result.output + result.errors).contains("hunter2"))
    #expect(!FileManager.default.fileExists(atPath: "executed"))
    let quiet = try Preflight.run(["discover", document, "--kubeconfig", kubeconfig, "-q"])
    #expect(quiet.errors.isEmpty && quiet.output == result.output)
    let file = try folder.write("name: d\ncluster: {apiServer: {host: a.corp.example}}\n", to: "d.yaml").path
    let plan = try Preflight.run(["plan", file, "--kubeconfig", kubeconfig, "--format", "csv"])
    #expect(plan.status == 0 && plan.output.contains("other.corp.example") && !plan.output.contains("a.corp.example"))
  }

  @Test(arguments: ["run", "discover"])
  func `says what is no resource, with its place`(command: String) throws {
    let folder = try folder()
    let error = try folder.write("{\n \"error\": {\"code\": \"NotFound\", \"message\": \"gone\"}}", to: "e.json").path
    let result = try Preflight.run([command] + (command == "run" ? ["--from"] : []) + [folder.url.path])
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.contains("\(error):2:11: error: the file holds an error of Azure's"))
    #expect(result.errors.contains("NotFound: gone"))
  }

  @Test func `derives what a run checks`() throws {
    let folder = try folder()
    let result = try Preflight.run([
      "run", "--from", folder.url.path, "--dns-server", "127.0.0.1:1", "--proxy", "none", "--step-timeout", "1s",
      "--only", "apiServer", "-o", "json",
    ])
    #expect([1, 3].contains(result.status))
    #expect(result.output.contains("aks1-d1.hcp.westeurope.azmk8s.io"))
    let report = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let recording = try #require(report["recording"] as? [String: Any])
    let origins = try #require((recording["deployment"] as? [String: Any])?["origins"] as? [String: [String: Any]])
    #expect(origins["cluster.name"]?["pointer"] as? String == "/name")
  }

  @Test(arguments: [
    ["discover"], ["discover", "/nonexistent.json"], ["discover", "--context", "c"],
    ["plan", "--from", "/nonexistent.json"], ["plan", "a.yaml", "--from", "b.json"], ["plan"],
  ])
  func `says what is wrong and writes nothing`(arguments: [String]) throws {
    let result = try Preflight.run(arguments)
    #expect(result.status == 2 && !result.errors.isEmpty && result.output.isEmpty)
  }
}
