@testable import Intake

/// Small documents in the shapes that tools print, of one deployment.
enum Fixtures {
  private static let group = "/subscriptions/0000/resourceGroups/rg"

  /// As the resource manager answers.
  static let cluster = #"""
    {"id": "\#(group)/providers/Microsoft.ContainerService/managedClusters/aks1", "name": "aks1",
     "type": "Microsoft.ContainerService/ManagedClusters", "location": "westeurope",
     "properties": {"provisioningState": "Succeeded", "powerState": {"code": "Running"},
       "kubernetesVersion": "1.29", "currentKubernetesVersion": "1.29.7", "nodeResourceGroup": "MC_rg",
       "fqdn": "aks1-d1.hcp.westeurope.azmk8s.io",
       "privateFQDN": "aks1-e2.3c3f.privatelink.westeurope.azmk8s.io",
       "apiServerAccessProfile": {"enablePrivateCluster": true, "enablePrivateClusterPublicFQDN": true,
         "privateDNSZone": "system"},
       "agentPoolProfiles": [
         {"name": "pool1", "count": 3, "vmSize": "Standard_D4s_v3", "maxPods": 30, "mode": "System", "osType": "Linux",
          "type": "VirtualMachineScaleSets", "enableAutoScaling": true, "minCount": 3, "maxCount": 5,
          "upgradeSettings": {"maxSurge": "33%"},
          "vnetSubnetID": "\#(group)/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/nodes"}],
       "networkProfile": {"networkPlugin": "azure", "networkPolicy": "calico", "serviceCidr": "10.100.0.0/16",
         "dnsServiceIP": "10.100.0.10", "dockerBridgeCidr": "172.17.0.1/16", "outboundType": "userDefinedRouting",
         "loadBalancerSku": "Standard"},
       "servicePrincipalProfile": {"clientId": "c", "secret": "hunter2-principal"}}}
    """#

  /// As an older `az` printed the same: flattened, other spellings, nulls.
  static let flattenedCluster = #"""
    {"id": "\#(group)/providers/Microsoft.ContainerService/managedClusters/aks1", "name": "aks1",
     "type": "Microsoft.ContainerService/ManagedClusters", "location": "westeurope", "resourceGroup": "rg",
     "provisioningState": "Succeeded", "kubernetesVersion": "1.29", "currentKubernetesVersion": "1.29.7",
     "nodeResourceGroup": "MC_rg", "fqdn": "aks1-d1.hcp.westeurope.azmk8s.io",
     "privateFqdn": "aks1-e2.3c3f.privatelink.westeurope.azmk8s.io",
     "apiServerAccessProfile": {"authorizedIpRanges": null, "enablePrivateCluster": true,
       "enablePrivateClusterPublicFqdn": true, "privateDnsZone": "system"},
     "agentPoolProfiles": [
       {"name": "pool1", "count": 3, "vmSize": "Standard_D4s_v3", "maxPods": 30, "mode": "System", "osType": "Linux",
        "type": "VirtualMachineScaleSets", "enableAutoScaling": true, "minCount": 3, "maxCount": 5,
        "upgradeSettings": {"maxSurge": "33%"}, "podSubnetId": null,
        "vnetSubnetId": "\#(group)/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/nodes"}],
     "networkProfile": {"dnsServiceIp": "10.100.0.10", "dockerBridgeCidr": "172.17.0.1/16",
       "loadBalancerSku": "standard", "networkPlugin": "azure", "networkPolicy": "calico", "podCidr": null,
       "podCidrs": null, "outboundType": "userDefinedRouting", "serviceCidr": "10.100.0.0/16", "serviceCidrs": null}}
    """#

  /// As PowerShell prints the same: its own case, booleans and numbers as text, one item in place of a list, arrays as
  /// objects.
  static let powerShellCluster = #"""
    {"Id": "\#(group)/providers/Microsoft.ContainerService/managedClusters/aks1", "Name": "aks1",
     "Type": "Microsoft.ContainerService/ManagedClusters", "Location": "West Europe",
     "ProvisioningState": "Succeeded", "KubernetesVersion": "1.29", "CurrentKubernetesVersion": "1.29.7",
     "NodeResourceGroup": "MC_rg", "Fqdn": "aks1-d1.hcp.westeurope.azmk8s.io",
     "PrivateFQDN": "aks1-e2.3c3f.privatelink.westeurope.azmk8s.io",
     "ApiServerAccessProfile": {"EnablePrivateCluster": "True", "EnablePrivateClusterPublicFQDN": "True",
       "PrivateDNSZone": "System"},
     "AgentPoolProfiles": {"value": [
       {"Name": "pool1", "Count": "3", "VmSize": "Standard_D4s_v3", "MaxPods": "30", "Mode": "System",
        "OsType": "Linux", "Type": "VirtualMachineScaleSets", "EnableAutoScaling": "true", "MinCount": 3.0,
        "MaxCount": "5", "UpgradeSettings": {"MaxSurge": "33%"},
        "VnetSubnetID": "\#(group)/providers/microsoft.network/virtualnetworks/VNET1/subnets/nodes"}], "Count": 1},
     "NetworkProfile": {"NetworkPlugin": "Azure", "NetworkPolicy": "Calico", "ServiceCidr": "10.100.0.0/16",
       "DnsServiceIP": "10.100.0.10", "DockerBridgeCidr": "172.17.0.1/16", "OutboundType": "UserDefinedRouting",
       "LoadBalancerSku": "Standard"}}
    """#

  /// As `az network vnet create` prints it.
  static let network = #"""
    {"newVNet": {"id": "\#(group)/providers/Microsoft.Network/virtualNetworks/vnet1", "name": "vnet1",
      "type": "Microsoft.Network/virtualNetworks", "location": "westeurope",
      "addressSpace": {"addressPrefixes": ["10.20.0.0/16"]}, "dhcpOptions": {"dnsServers": ["10.0.0.4", "10.0.0.5"]},
      "virtualNetworkPeerings": [{"name": "hub", "properties": {
        "remoteAddressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}}],
      "subnets": [
        {"id": "\#(group)/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/nodes", "name": "nodes",
         "addressPrefix": "10.20.0.0/20", "routeTable": {"id": "\#(group)/providers/Microsoft.Network/routeTables/rt1"},
         "delegations": [{"serviceName": "Microsoft.Web/serverFarms"}],
         "ipConfigurations": [
           {"id": "/subscriptions/0000/resourceGroups/MC_rg/providers/Microsoft.Compute/virtualMachineScaleSets/a/n/i"},
           {"id": "\#(group)/providers/Microsoft.Network/networkInterfaces/other/ipConfigurations/1"}]},
        {"name": "else", "addressPrefix": "10.20.64.0/24"}]}}
    """#

  /// The same as PowerShell prints it: no type, and every range a list.
  static let powerShellNetwork = #"""
    {"Id": "\#(group)/providers/Microsoft.Network/virtualNetworks/vnet1", "Name": "vnet1", "Location": "westeurope",
     "AddressSpace": {"AddressPrefixes": ["10.20.0.0/16"]}, "AddressSpaceText": "{ ... }",
     "DhcpOptions": {"DnsServers": ["10.0.0.4", "10.0.0.5"]},
     "VirtualNetworkPeerings": [{"Name": "hub", "PeeredRemoteAddressSpace": {"AddressPrefixes": ["10.0.0.0/16"]}}],
     "Subnets": [
       {"Id": "\#(group)/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/nodes", "Name": "nodes",
        "AddressPrefix": ["10.20.0.0/20"], "RouteTable": {"Id": "\#(group)/providers/Microsoft.Network/routeTables/rt1"},
        "Delegations": [{"ServiceName": "Microsoft.Web/serverFarms"}],
        "IpConfigurations": [
          {"Id": "/subscriptions/0000/resourceGroups/mc_rg/providers/Microsoft.Compute/virtualMachineScaleSets/a/n/i"},
          {"Id": "\#(group)/providers/Microsoft.Network/networkInterfaces/other/ipConfigurations/1"}]},
       {"Name": "else", "AddressPrefix": "10.20.64.0/24"}]}
    """#

  /// As PowerShell prints the registry and the account.
  static let powerShellRegistry = #"""
    {"Id": "\#(group)/providers/Microsoft.ContainerRegistry/registries/acr1x", "Name": "acr1x", "SkuName": "Premium",
     "LoginServer": "acr1x-a1b2c3.azurecr.io", "DataEndpointEnabled": true, "NetworkRuleSetDefaultAction": "Deny",
     "DataEndpointHostName": ["acr1x-a1b2c3.westeurope.data.azurecr.io"],
     "PrivateEndpointConnection": [{"PrivateLinkServiceConnectionStateStatus": "Approved"},
       {"PrivateLinkServiceConnectionStateStatus": "Rejected"}]}
    """#
  static let powerShellAccount = #"""
    {"StorageAccountName": "store1", "Id": "\#(group)/providers/Microsoft.Storage/storageAccounts/store1",
     "Location": "westeurope", "Sku": {"Name": "Standard_LRS"}, "PrivateEndpointConnections": [],
     "PrimaryEndpoints": {"Blob": "https://store1.z6.blob.storage.azure.net/",
       "Table": "https://store1.table.core.windows.net/"}}
    """#

  static let routeTable = #"""
    {"id": "\#(group)/providers/Microsoft.Network/routeTables/rt1", "name": "rt1",
     "type": "Microsoft.Network/routeTables", "properties": {"routes": [
       {"name": "out", "properties": {"addressPrefix": "0.0.0.0/0", "nextHopType": "VirtualAppliance",
         "nextHopIpAddress": "10.0.1.4"}}]}}
    """#

  /// As `az ml workspace show` prints it.
  static let workspace = #"""
    {"id": "\#(group)/providers/Microsoft.MachineLearningServices/workspaces/ws1", "name": "ws1",
     "location": "westeurope", "resourceGroup": "rg", "workspace_id": "2F0C1D7E-93b5-4c86-a1de-5b7f60c2a948",
     "container_registry": "\#(group)/providers/Microsoft.ContainerRegistry/registries/acr1x",
     "storage_account": "\#(group)/providers/Microsoft.Storage/storageAccounts/store1",
     "key_vault": "\#(group)/providers/Microsoft.Keyvault/vaults/kv", "public_network_access": "Enabled",
     "discovery_url": "https://westeurope.api.azureml.ms/discovery", "privateEndpointConnections": []}
    """#

  static let registry = #"""
    {"id": "\#(group)/providers/Microsoft.ContainerRegistry/registries/acr1x", "name": "acr1x",
     "type": "Microsoft.ContainerRegistry/registries", "location": "westeurope", "sku": {"name": "Premium"},
     "properties": {"loginServer": "acr1x-a1b2c3.azurecr.io", "dataEndpointEnabled": true,
       "dataEndpointHostNames": ["acr1x-a1b2c3.westeurope.data.azurecr.io"],
       "privateEndpointConnections": [{"properties": {"privateLinkServiceConnectionState": {"status": "Approved"}}}]}}
    """#

  static let account = #"""
    [{"id": "\#(group)/providers/Microsoft.Storage/storageAccounts/store1", "name": "store1",
      "type": "Microsoft.Storage/storageAccounts", "location": "westeurope", "kind": "StorageV2",
      "primaryEndpoints": {"blob": "https://store1.z6.blob.storage.azure.net/",
        "table": "https://store1.table.core.windows.net/"}, "privateEndpointConnections": []}]
    """#

  static let kubeconfig = #"""
    apiVersion: v1
    kind: Config
    clusters:
    - name: aks1
      cluster: {server: "https://aks1-d1.hcp.westeurope.azmk8s.io:443", certificate-authority-data: aHVudGVyMi1jYQ==}
    - name: other
      cluster: {server: "https://other.corp:6443"}
    contexts:
    - name: aks1
      context: {cluster: aks1, user: admin, namespace: default}
    - name: other
      context: {cluster: other, user: plugin}
    current-context: aks1
    users:
    - name: admin
      user: {client-certificate-data: hunter2-certificate, client-key-data: hunter2-key, token: hunter2-token}
    - name: plugin
      user: {exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: /hunter2/exec, args: [hunter2-argument], env: [{name: A, value: hunter2-env}]}}
    """#

  static let nodes = #"""
    {"kind": "List", "apiVersion": "v1", "items": [
      {"kind": "Node", "apiVersion": "v1", "metadata": {"name": "n1", "labels": {"agentpool": "pool1",
        "node.kubernetes.io/instance-type": "Standard_D4s_v3", "kubernetes.io/os": "linux",
        "topology.kubernetes.io/region": "westeurope"}},
       "status": {"capacity": {"cpu": "4"}, "nodeInfo": {"kubeletVersion": "v1.29.7"},
         "conditions": [{"type": "Ready", "status": "True"}]}}]}
    """#

  static let template = #"""
    {"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
     "parameters": {"name": {"defaultValue": "aks1", "type": "String"}},
     "resources": [
       {"type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2023-01-01",
        "name": "[parameters('name')]", "location": "westeurope",
        "properties": {"kubernetesVersion": "1.28.5", "dnsPrefix": "x", "agentPoolProfiles": [
          {"name": "pool1", "count": 2, "vmSize": "Standard_D4s_v3", "vnetSubnetID": "[parameters('subnet')]"}],
          "networkProfile": {"networkPlugin": "kubenet", "podCidr": "10.244.0.0/16"}}},
       {"type": "Microsoft.ContainerService/managedClusters/agentPools", "apiVersion": "2023-01-01",
        "name": "[concat(parameters('name'), '/pool2')]", "properties": {"count": 1, "vmSize": "Standard_D2s_v3"}},
       {"type": "Microsoft.KeyVault/vaults", "name": "kv", "properties": {"secret": "hunter2-vault"}}]}
    """#

  /// Every document, by the name of its file.
  static let all: [(name: String, text: String)] = [
    ("aks.json", cluster), ("flat.json", flattenedCluster), ("ps.json", powerShellCluster), ("vnet.json", network),
    ("rt.json", routeTable), ("ws.json", workspace), ("acr.json", registry), ("store.json", account),
    ("kubeconfig.yaml", kubeconfig), ("nodes.json", nodes), ("template.json", template),
  ]

  /// Those of one deployment, without a second description of the same.
  static let deployment = all.filter { !["flat.json", "ps.json", "template.json"].contains($0.name) }

  static func documents(_ named: [(name: String, text: String)]) -> [Discovery.Document] {
    named.map { Discovery.Document(name: $0.name, bytes: Array($0.text.utf8)) }
  }
}
