import Model

/// The deployment file of the lab, for the run and for a newcomer to read.
struct DeploymentText {
  var port: UInt16

  var text: String {
    let roles = Set(LabHost.allCases.map(\.role)).sorted()
    let width = roles.map(\.rawValue.count).max() ?? 0
    let overrides = roles.map { role in
      "  \(role): \(String(repeating: " ", count: width - role.rawValue.count)){port: \(port)}"
    }
    let peers = LabSockets.routerPeers.map { "\"\($0):\(port)\"" }.joined(separator: ", ")
    let pods = LabSockets.modelPods.map { "\"\($0):\(port)\"" }.joined(separator: ", ")
    return """
      # The demo's deployment: what you would write about yours. Everything but the name may be left out;
      # what cannot be derived is then not checked, and the report says so.
      apiVersion: aml-preflight/v1
      kind: Deployment
      name: demo
      cloud: AzureCloud

      # Names of hosts follow from region, registry, account and workspace. No URL needs to be written down.
      workspace:
        name: demo-workspace
        region: westeurope
        id: 2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27

      cluster:
        name: demo
        region: westeurope
        purpose: FastProd
        apiServer:
          host: \(LabHost.apiServer.rawValue)   # az aks show --query fqdn
          private: false
        nodePools:
          - {name: pool1, mode: System, osType: Linux, vmSize: Standard_D4s_v3, count: 3, maxPods: 30, subnet: 10.240.0.0/16}
        # Addresses inside the cluster: only where the API server cannot be asked for them.
        router:
          peers: [\(peers)]
          modelPods: [\(pods)]

      network:
        model: azureCNI
        vnet: {addressSpace: [10.240.0.0/16]}
        subnet: {prefix: 10.240.0.0/16}
        serviceCIDR: 10.0.0.0/16
        dnsServiceIP: 10.0.0.10
        # These must answer with private addresses ...
        privateEndpoints: [acr, acrData, blobStorage, tableStorage]
        # ... and here "private" is a part of the loopback range, where the demo's private endpoints are.
        privateRanges: [127.80.0.0/16]

      registry: {name: demoacr, dedicatedDataEndpoint: true}
      storage: {account: demostore}

      scoring:
        host: \(LabHost.scoring.rawValue)
        port: \(port)
        tls: true
        path: /api/v1/service/iris/score

      services:
        - {name: iris, authentication: token}

      # Only for the demo: the one address of Azure that is no name, which nothing on this machine stands in for ...
      skip: [instanceMetadata]

      # ... and its services have one port, chosen by the system, instead of 443.
      endpoints:
      \(overrides.joined(separator: "\n"))

      """
  }
}
