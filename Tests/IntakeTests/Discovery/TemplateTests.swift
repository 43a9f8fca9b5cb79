import Model
import Testing

@testable import Intake

@Suite struct `An expression of a template` {
  private static let cluster = #"""
    {"resources": [
      {"type": "Microsoft.ContainerService/managedClusters", "name": "a1", "location": "westeurope", "properties": {
        "apiServerAccessProfile": {"enablePrivateCluster": "[parameters('p')]", "authorizedIPRanges": "[parameters('r')]"},
        "agentPoolProfiles": [{"name": "pool1", "podSubnetID": "[parameters('s')]"}],
        "networkProfile": {"networkPlugin": "azure", "networkPluginMode": "[parameters('m')]"}}}]}
    """#
  private static let network = #"""
    {"type": "Microsoft.Network/virtualNetworks", "name": "v", "properties": {
      "addressSpace": {"addressPrefixes": ["10.0.0.0/16", "[parameters('second')]"]},
      "subnets": [{"name": "s", "properties": {"addressPrefix": "10.0.0.0/24",
        "routeTable": {"id": "[resourceId('t', 'rt')]"}, "ipConfigurations": "[variables('i')]"}}]}}
    """#

  @Test func `is not what its absence would mean`() throws {
    let found = try discovery([("t.json", Self.cluster)]).deployment
    #expect(found.cluster.apiServer == nil && found.network.model == nil)
    let known = Self.cluster.replacing(#""networkPluginMode""#, with: #""anotherKey""#)
    #expect(try discovery([("t.json", known)]).deployment.network.model == .azureCNIPodSubnet)
    let subnet = try discovery([("v.json", Self.network)]).deployment.network
    #expect(subnet.subnet != nil && subnet.routeTable == nil && subnet.otherAddresses == nil)
  }

  @Test func `leaves the list unknown that it stands in`() throws {
    #expect(try discovery([("v.json", Self.network)]).deployment.network.vnetAddressSpace.isEmpty)
  }
}

@Suite struct `A list with a placeholder in it` {
  @Test func `is unknown as a whole`() throws {
    let ranges = Fixtures.cluster.replacing(
      #""privateDNSZone": "system""#, with: #""authorizedIPRanges": ["20.1.2.3", "<office>"]"#)
    let found = try discovery([("aks.json", ranges)])
    #expect(found.deployment.cluster.apiServer?.authorizedIPRanges == nil)
    #expect(found.notices.contains { $0.contains("<office>") })
  }
}

@Suite struct `An object that PowerShell cut off` {
  @Test func `is not taken for absent`() {
    let network = #"""
      {"Id": "/subscriptions/0/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v", "Name": "v",
       "AddressSpace": {"AddressPrefixes": ["10.0.0.0/16"]}, "Subnets": [
         {"Name": "s", "AddressPrefix": "10.0.0.0/24", "RouteTable": "Microsoft.Azure.Commands.Network.Models.PSRouteTable"}]}
      """#
    let said = refusal(of: [("v.json", network)])
    #expect(said.contains("v.json:3:64: error: /Subnets/0/RouteTable is"), "\(said)")
    #expect(said.contains("PowerShell has cut the document off there"))
  }
}
