import Model

/// A file with every key of the format.
let complete = """
  apiVersion: aml-preflight/v1
  kind: Deployment
  name: prod-westeurope
  cloud: AzureCloud
  edition: extension
  workspace:
    name: ws
    region: West Europe
    id: 2F0C1D7E-93b5-4c86-a1de-5b7f60c2a948
    privateEndpoint: true
    discoveryHost: ws.westeurope.api.azureml.ms
  cluster:
    name: myaks
    region: westeurope
    purpose: DenseProd
    kubernetesVersion: "1.30"
    apiServer: {host: myaks-d1.hcp.westeurope.azmk8s.io, port: 443, private: false, authorizedIPRanges: [],
      publicFQDN: true, privateDNSZone: /subscriptions/s/resourceGroups/g/privateDnsZones/z, vnetIntegration: false}
    nodePools:
      - {name: pool1, type: AvailabilitySet, mode: System, osType: Linux, vmSize: Standard_D3_v2, count: 3, maxPods: 30, maxSurge: "1",
         minCount: 3, maxCount: 5, subnet: 10.240.0.0/16, podSubnet: 10.241.0.0/16}
    router: {image: "azureml/azureml-fe:1.0", address: 20.61.7.7, peers: ["10.244.0.5:11001"], modelPods: ["[fd00::7]:5001"]}
  network:
    model: azureCNI
    policy: calico
    vnet: {addressSpace: [10.0.0.0/8], peered: [192.168.0.0/16], dnsServers: [10.0.0.4, "fd00::4"]}
    subnet:
      prefix: 10.240.0.0/16
      routeTable: {name: rt, routes: [{prefix: 0.0.0.0/0, nextHop: VirtualAppliance, address: 10.0.1.4}]}
      otherAddresses: 7
      delegations: [Microsoft.ContainerInstance/containerGroups]
    podSubnet: {prefix: 10.242.0.0/16}
    podCIDR: [10.244.0.0/16, "fd00:1::/64"]
    serviceCIDR: 10.0.0.0/16
    dnsServiceIP: 10.0.0.10
    dockerBridgeCIDR: 172.17.0.1/16
    outboundType: userDefinedRouting
    loadBalancerSKU: standard
    egressAddresses: [20.1.2.3, 20.1.2.8/29]
    privateEndpoints: [acr, azureMLAPI]
    privateRanges: [198.18.0.0/15]
    proxy: {url: http://proxy.corp:3128, noProxy: [.svc, 10.0.0.0/8]}
  registry:
    {name: myacr, image: "models/iris:3", dedicatedDataEndpoint: true, loginServer: acr.corp, dataEndpoints: [d.corp]}
  storage:
    account: mystore
    hosts: {blob: blob.corp, table: table.corp}
    blob: azureml/models/iris.pkl
    table: routing
    secondary: true
  skip: ["*-answers", mcr]
  scoring: {host: iris.westeurope.cloudapp.azure.com, port: 443, tls: true, path: /api/v1/service/iris/score,
    leafDomainLabel: iris, ownCertificate: false, internalLoadBalancer: true}
  services:
    - {name: iris, namespace: default, nodePool: pool1, authentication: token, cpuCores: 0.5, memoryGB: 2, gpus: 1,
       horizontalPodAutoscaler: true, models: 3, replicas: 2, autoscale: {min: 1, max: 10, targetUtilization: 70},
       expectedLoad: {requestsPerSecond: 20, secondsPerRequest: 0.5, concurrentPerReplica: 1},
       versions: [{name: a, traffic: 20, default: true}, {name: b, traffic: 10, control: true}]}
  endpoints: {mcr: {port: 8443}, acr: {host: 10.0.0.9, family: ipv4}}
  dependencies:
    - {name: features-db, host: db.corp, port: 5432, protocol: tls}
    - {name: db2, host: db2, port: 1}
    - {name: features, host: features.corp, protocol: https, path: /health?deep=1, expectedStatus: [200-204, 401]}
    - {name: time, host: ntp.corp, protocol: ntp}
    - {name: broker, host: broker.corp, protocol: dns}
  credentials:
    registry: {usernameFrom: ACR_USER, passwordFrom: ACR_PASSWORD}
    storage: {sasFrom: STORAGE_SAS, tokenFrom: STORAGE_TOKEN}
    scoringKeyFrom: SCORING_KEY
    scoringTokenFrom: SCORING_TOKEN
  """

/// The same in JSON.
let completeJSON = """
  {"name": "prod-westeurope", "edition": "extension",
   "workspace": {"name": "ws", "region": "westeurope", "id": "2f0c1d7e-93b5-4c86-a1de-5b7f60c2a948",
     "privateEndpoint": true, "discoveryHost": "ws.westeurope.api.azureml.ms"},
   "cluster": {"name": "myaks", "region": "westeurope", "purpose": "DenseProd", "kubernetesVersion": "1.30",
     "apiServer": {"host": "myaks-d1.hcp.westeurope.azmk8s.io", "port": 443, "private": false,
       "authorizedIPRanges": [], "publicFQDN": true, "vnetIntegration": false,
       "privateDNSZone": "/subscriptions/s/resourceGroups/g/privateDnsZones/z"},
     "nodePools": [{"name": "pool1", "type": "AvailabilitySet", "podSubnet": "10.241.0.0/16", "mode": "System", "osType": "Linux", "vmSize": "Standard_D3_v2", "count": 3,
       "maxPods": 30, "maxSurge": 1, "minCount": 3, "maxCount": 5, "subnet": "10.240.0.0/16"}],
     "router": {"image": "azureml/azureml-fe:1.0", "address": "20.61.7.7", "peers": ["10.244.0.5:11001"], "modelPods": ["[fd00::7]:5001"]}},
   "network": {"model": "azureCNI", "policy": "calico", "podSubnet": {"prefix": "10.242.0.0/16"},
     "loadBalancerSKU": "standard", "egressAddresses": ["20.1.2.3/32", "20.1.2.8/29"], "vnet": {"addressSpace": ["10.0.0.0/8"], "peered": ["192.168.0.0/16"],
       "dnsServers": ["10.0.0.4", "fd00::4"]},
     "subnet": {"prefix": "10.240.0.0/16", "otherAddresses": 7, "routeTable": {"name": "rt",
         "routes": [{"prefix": "0.0.0.0/0", "nextHop": "VirtualAppliance", "address": "10.0.1.4"}]},
       "delegations": ["Microsoft.ContainerInstance/containerGroups"]},
     "podCIDR": ["10.244.0.0/16", "fd00:1::/64"],
     "serviceCIDR": ["10.0.0.0/16"], "dnsServiceIP": "10.0.0.10", "dockerBridgeCIDR": "172.17.0.1/16",
     "outboundType": "userDefinedRouting", "privateEndpoints": ["acr", "azureMLAPI"],
     "privateRanges": ["198.18.0.0/15"],
     "proxy": {"url": "http://proxy.corp:3128/", "noProxy": [".svc", "10.0.0.0\\/8"]}},
   "registry": {"name": "myacr", "image": "models/iris:3", "dedicatedDataEndpoint": true, "loginServer": "acr.corp",
     "dataEndpoints": ["d.corp"]},
   "storage": {"account": "mystore", "hosts": {"blob": "blob.corp", "table": "table.corp"},
     "blob": "azureml/models/iris.pkl", "table": "routing", "secondary": true},
   "skip": ["*-answers", "mcr"],
   "scoring": {"host": "iris.westeurope.cloudapp.azure.com", "port": 443, "tls": true,
     "path": "/api/v1/service/iris/score", "leafDomainLabel": "iris", "ownCertificate": false,
     "internalLoadBalancer": true},
   "services": [{"name": "iris", "authentication": ["token"], "namespace": "default", "nodePool": "pool1",
     "cpuCores": 0.5, "memoryGB": 2, "gpus": 1, "horizontalPodAutoscaler": true, "models": 3, "replicas": 2,
     "autoscale": {"min": 1, "max": 10, "targetUtilization": 70},
     "expectedLoad": {"requestsPerSecond": 2e1, "secondsPerRequest": 0.5, "concurrentPerReplica": 1},
     "versions": [{"name": "a", "traffic": 20, "default": true}, {"name": "b", "traffic": 10, "control": true}]}],
   "endpoints": {"mcr": {"port": 8443}, "acr": {"host": "10.0.0.9", "family": "ipv4"}},
   "dependencies": [{"name": "features-db", "host": "db.corp", "port": 5432, "protocol": "tls"},
     {"name": "db2", "host": "db2", "port": 1, "protocol": "tcp"},
     {"name": "features", "host": "features.corp", "port": 443, "protocol": "https", "path": "/health?deep=1",
      "expectedStatus": ["200-204", 401]},
     {"name": "time", "host": "ntp.corp", "port": 123, "protocol": "ntp"},
     {"name": "broker", "host": "broker.corp", "protocol": "dns"}],
   "credentials": {"registry": {"usernameFrom": "ACR_USER", "passwordFrom": "ACR_PASSWORD"},
     "storage": {"sasFrom": "STORAGE_SAS", "tokenFrom": "STORAGE_TOKEN"},
     "scoringKeyFrom": "SCORING_KEY", "scoringTokenFrom": "SCORING_TOKEN"}, "cloud": null}
  """

/// What both come to.
let expected: Deployment = {
  var deployment = Deployment(name: "prod-westeurope")
  deployment.edition = .extension
  deployment.workspace.name = "ws"
  deployment.workspace.region = "westeurope"
  deployment.workspace.id = "2f0c1d7e-93b5-4c86-a1de-5b7f60c2a948"
  deployment.workspace.privateEndpoint = true
  deployment.workspace.discoveryHost = DomainName("ws.westeurope.api.azureml.ms")
  deployment.cluster = cluster
  deployment.network = network
  deployment.registry.name = "myacr"
  deployment.registry.image = "models/iris:3"
  deployment.registry.dedicatedDataEndpoint = true
  deployment.registry.loginServer = DomainName("acr.corp")
  deployment.registry.dataEndpoints = [DomainName("d.corp")].compactMap(\.self)
  deployment.storage.account = "mystore"
  deployment.storage.blobHost = DomainName("blob.corp")
  deployment.storage.tableHost = DomainName("table.corp")
  deployment.storage.blob = "azureml/models/iris.pkl"
  deployment.storage.table = "routing"
  deployment.storage.secondary = true
  deployment.skip = ["*-answers", "mcr"]
  deployment.scoring.host = Host("iris.westeurope.cloudapp.azure.com")
  deployment.scoring.port = 443
  deployment.scoring.tls = true
  deployment.scoring.path = "/api/v1/service/iris/score"
  deployment.scoring.leafDomainLabel = "iris"
  deployment.scoring.ownCertificate = false
  deployment.scoring.internalLoadBalancer = true
  deployment.services = [service]
  var mcr = Deployment.EndpointOverride()
  mcr.port = 8443
  var acr = Deployment.EndpointOverride()
  acr.host = .address(.v4(0x0A00_0009))
  acr.family = .ipv4
  deployment.endpoints = [.mcr: mcr, .acr: acr]
  deployment.dependencies = [("features-db", "db.corp", 5432, .tls), ("db2", "db2", 1, .tcp)].compactMap {
    (name: String, host: String, port: UInt16, transport: Endpoint.Transport) in
    Host(host).map { Deployment.Dependency(name: name, host: $0, port: port, transport: transport) }
  }
  deployment.dependencies += [
    Deployment.Dependency(
      name: "features", host: Host("features.corp")!, port: 443, transport: .https, path: "/health?deep=1",
      expectedStatuses: [200...204, 401...401]),
    Deployment.Dependency(name: "time", host: Host("ntp.corp")!, port: 123, transport: .ntp),
    Deployment.Dependency(name: "broker", host: Host("broker.corp")!, port: 0, transport: nil),
  ]
  deployment.credentials.storageSASFrom = "STORAGE_SAS"
  deployment.credentials.storageTokenFrom = "STORAGE_TOKEN"
  deployment.credentials.scoringTokenFrom = "SCORING_TOKEN"
  deployment.credentials.registryUsernameFrom = "ACR_USER"
  deployment.credentials.registryPasswordFrom = "ACR_PASSWORD"
  deployment.credentials.scoringKeyFrom = "SCORING_KEY"
  return deployment
}()

private let cluster: Deployment.Cluster = {
  var cluster = Deployment.Cluster()
  cluster.name = "myaks"
  cluster.region = "westeurope"
  cluster.purpose = .denseProd
  cluster.kubernetesVersion = "1.30"
  var server = Deployment.APIServer()
  server.host = Host("myaks-d1.hcp.westeurope.azmk8s.io")
  server.port = 443
  server.isPrivate = false
  server.authorizedIPRanges = []
  server.publicFQDN = true
  server.privateDNSZone = .own(resourceID: "/subscriptions/s/resourceGroups/g/privateDnsZones/z")
  server.vnetIntegration = false
  cluster.apiServer = server
  var pool = Deployment.NodePool()
  pool.name = "pool1"
  pool.type = .availabilitySet
  pool.mode = .system
  pool.osType = .linux
  pool.vmSize = "Standard_D3_v2"
  pool.count = 3
  pool.maxPods = 30
  pool.maxSurge = "1"
  pool.minCount = 3
  pool.maxCount = 5
  pool.subnet = IPPrefix("10.240.0.0/16")
  pool.podSubnet = IPPrefix("10.241.0.0/16")
  cluster.nodePools = [pool]
  var router = Deployment.Router()
  router.image = "azureml/azureml-fe:1.0"
  router.address = IPAddress("20.61.7.7")
  router.peers = [SocketAddress("10.244.0.5:11001")].compactMap(\.self)
  router.modelPods = [SocketAddress("[fd00::7]:5001")].compactMap(\.self)
  cluster.router = router
  return cluster
}()

private let network: Deployment.Network = {
  func ranges(_ texts: String...) -> [IPPrefix] { texts.compactMap(IPPrefix.init) }
  var network = Deployment.Network()
  network.model = .azureCNI
  network.policy = .calico
  network.loadBalancerSKU = .standard
  network.egressAddresses = ranges("20.1.2.3/32", "20.1.2.8/29")
  network.podSubnet = IPPrefix("10.242.0.0/16")
  network.otherAddresses = 7
  network.delegations = ["Microsoft.ContainerInstance/containerGroups"]
  var route = RouteTable.Route()
  route.prefix = IPPrefix("0.0.0.0/0")
  route.nextHop = .virtualAppliance
  route.address = IPAddress("10.0.1.4")
  var table = RouteTable()
  table.name = "rt"
  table.routes = [route]
  network.routeTable = .associated(table: table)
  network.vnetAddressSpace = ranges("10.0.0.0/8")
  network.peeredAddressSpaces = ranges("192.168.0.0/16")
  network.dnsServers = ["10.0.0.4", "fd00::4"].compactMap(IPAddress.init)
  network.subnet = IPPrefix("10.240.0.0/16")
  network.podCIDRs = ranges("10.244.0.0/16", "fd00:1::/64")
  network.serviceCIDRs = ranges("10.0.0.0/16")
  network.dnsServiceIP = IPAddress("10.0.0.10")
  network.dockerBridgeCIDR = IPPrefix("172.17.0.1/16")
  network.outboundType = .userDefinedRouting
  network.privateEndpoints = [.acr, .azureMLAPI]
  network.privateRanges = ranges("198.18.0.0/15")
  network.proxy = Host("proxy.corp").map { Proxy(host: $0, port: 3128, exceptions: [".svc", "10.0.0.0/8"]) }
  return network
}()

private let service: Deployment.ScoringService = {
  var service = Deployment.ScoringService()
  service.name = "iris"
  service.authentication = .token
  service.namespace = "default"
  service.nodePool = "pool1"
  service.cpuCores = 0.5
  service.memoryGB = 2
  service.gpus = 1
  service.horizontalPodAutoscaler = true
  service.models = 3
  service.replicas = 2
  var autoscale = Deployment.ScoringService.Autoscale()
  autoscale.min = 1
  autoscale.max = 10
  autoscale.targetUtilization = 70
  service.autoscale = autoscale
  var load = Deployment.ScoringService.ExpectedLoad()
  load.requestsPerSecond = 20
  load.secondsPerRequest = 0.5
  load.concurrentPerReplica = 1
  service.expectedLoad = load
  var first = Deployment.ScoringService.Version()
  first.name = "a"
  first.traffic = 20
  first.isDefault = true
  var second = Deployment.ScoringService.Version()
  second.name = "b"
  second.traffic = 10
  second.isControl = true
  service.versions = [first, second]
  return service
}()
