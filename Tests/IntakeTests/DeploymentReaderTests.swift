import Foundation
import Intake
import Model
import Testing

@Suite struct `A deployment file` {
  @Test func `gives every declared value its place in the model`() throws {
    let deployment = try reader.deployment(from: complete, named: "d.yaml")
    #expect(deployment.withoutOrigins == expected)
  }

  @Test func `means the same in JSON`() throws {
    #expect(try reader.deployment(from: completeJSON, named: "d.json").withoutOrigins == expected)
  }

  @Test func `tells where each declared value stands`() throws {
    let origins = try deployment(with: "cluster:\n  nodePools:\n    - {name: a}\n    - {count: 3, vmSize: ~}").origins
    let places = origins.mapValues { "\($0.line):\($0.column)" }
    #expect(
      places == [
        "name": "1:7", "cluster": "3:3", "cluster.nodePools": "4:5", "cluster.nodePools[0]": "4:7",
        "cluster.nodePools[0].name": "4:14", "cluster.nodePools[1]": "5:7", "cluster.nodePools[1].count": "5:15",
      ])
  }

  @Test func `needs nothing but a name`() throws {
    #expect(try deployment(with: "").withoutOrigins == Deployment(name: "d"))
  }

  @Test func `tells services that are none from services that are not declared`() throws {
    #expect(try deployment(with: "services: []").services == [])
    #expect(try deployment(with: "services: ~").services == nil)
  }

  @Test(arguments: ["westeurope", "West Europe", "WestEurope", "west europe"])
  func `may name a region as the portal shows it`(_ spelling: String) throws {
    #expect(try deployment(with: "workspace: {region: \(spelling)}").workspace.region == "westeurope")
  }

  @Test func `may have its cloud after what depends on it`() throws {
    let lines = "cluster: {region: usgovvirginia}\ncloud: AzureUSGovernment"
    #expect(try deployment(with: lines).cluster.region == "usgovvirginia")
  }

  @Test(arguments: [
    "registry: {loginServer: registry.corp.example}", "registry: {dataEndpoints: [mcr.corp.com, management.corp.com]}",
    "storage: {hosts: {blob: mystore.privatelink.blob.core.windows.net}}",
    "storage: {hosts: {blob: mystore.z6.blob.storage.azure.net, table: db}}",
    "cluster: {apiServer: {host: a-1.hcp.eastus2.azmk8s.io}}",
    "cluster: {apiServer: {host: a-1.5c3f7a91.privatelink.northeurope.azmk8s.io}}",
    "cluster: {apiServer: {host: \"fd00::1\"}}", "scoring: {host: iris.westeurope.cloudapp.azure.com}",
    "workspace: {discoveryHost: 2f0c.workspace.westeurope.api.azureml.ms}",
  ])
  func `may have hosts in any domain that is not nearly Azure's`(_ lines: String) throws {
    _ = try deployment(with: lines)
  }

  @Test(arguments: [
    "name: d", "\u{FEFF}name: d\r\n", "---\nname: d\n...\n", "{\n\t\"name\": \"d\"\n}", "? name\n: d\n",
  ])
  func `may be written in any plain form`(_ text: String) throws {
    #expect(try reader.deployment(from: text, named: "d").name == "d")
  }

  @Test(arguments: [
    "services: [{versions: [{traffic: 150}, {traffic: 0}]}]", "services: [{autoscale: {targetUtilization: 0}}]",
    "services: [{autoscale: {min: 5, max: 2}}]", "services: [{authentication: [key, token]}]",
    "services: [{versions: [{}, {}, {}, {}, {}, {}, {}]}]", "services: [{replicas: 2, autoscale: {min: 1, max: 2}}]",
    "cluster: {nodePools: [{maxPods: 5, minCount: 3, maxCount: 1, maxSurge: 150%}]}",
    "network: {podCIDR: 10.240.0.5/16, serviceCIDR: 10.240.0.1/9, subnet: {prefix: 10.0.0.1/24}}",
  ])
  func `may be against the rules, which is for checks to say`(_ lines: String) throws {
    _ = try deployment(with: lines)
  }

  @Test func `tells a subnet without a route table from one of which nothing is said`() throws {
    #expect(try deployment(with: "network: {subnet: {routeTable: none}}").network.routeTable == .absent)
    #expect(try deployment(with: "network: {subnet: {prefix: 10.0.0.0/24}}").network.routeTable == nil)
    #expect(
      try deployment(with: "network: {subnet: {routeTable: {name: rt}}}").network.routeTable
        == .associated(table: RouteTable(named: "rt")))
  }

  @Test(arguments: ["kubenet", "azure-cni-custom-dns", "private-cluster"])
  func `among the examples is valid`(_ name: String) throws {
    let deployment = try reader.deployment(atPath: try examplePath(name))
    #expect(deployment.origins["name"]?.line == 5)
  }
}

/// The path of an example in `checks/deployments`.
func examplePath(_ name: String, from file: String = #filePath) throws -> String {
  var folder = URL(fileURLWithPath: file)
  while folder.path != "/" {
    folder.deleteLastPathComponent()
    let path = folder.appendingPathComponent("checks/deployments/\(name).yaml").path
    if FileManager.default.fileExists(atPath: path) { return path }
  }
  throw CocoaError(.fileNoSuchFile)
}

extension RouteTable {
  fileprivate init(named name: String) {
    self.init()
    self.name = name
  }
}

extension Deployment {
  fileprivate var withoutOrigins: Deployment {
    var copy = self
    copy.origins = [:]
    return copy
  }
}
