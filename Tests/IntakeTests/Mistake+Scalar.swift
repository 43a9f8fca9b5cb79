extension Mistake {
  static let scalar: [Mistake] = [
    Mistake(
      "cloud: AzurCloud",
      #"d.yaml:2:8: error: cloud is "AzurCloud""#,
      #"    did you mean "AzureCloud"?"#),
    Mistake(
      "cloud: azurecloud",
      #"d.yaml:2:8: error: cloud is "azurecloud""#,
      #"    did you mean "AzureCloud"?"#),
    Mistake(
      "edition: v2",
      #"d.yaml:2:10: error: edition is "v2""#,
      "    expected one of v1, extension"),
    Mistake(
      "cluster: {purpose: prod}",
      #"d.yaml:2:20: error: cluster.purpose is "prod""#,
      "    expected one of FastProd, DevTest, DenseProd"),
    Mistake(
      "network: {model: azure}",
      #"d.yaml:2:18: error: network.model is "azure""#,
      #"    did you mean "azureCNI"?"#),
    Mistake(
      "network: {model: Azure CNI}",
      #"d.yaml:2:18: error: network.model is "Azure CNI""#,
      #"    did you mean "azureCNI"?"#),
    Mistake(
      "network: {outboundType: userDefinedRoute}",
      #"d.yaml:2:25: error: network.outboundType is "userDefinedRoute""#,
      #"    did you mean "userDefinedRouting"?"#),
    Mistake(
      "cluster: {nodePools: [{count: three}]}",
      #"d.yaml:2:31: error: cluster.nodePools[0].count is "three""#,
      "    expected a whole number of nodes from 0 to 100000"),
    Mistake(
      #"cluster: {nodePools: [{count: "3"}]}"#,
      #"d.yaml:2:31: error: cluster.nodePools[0].count is "3""#,
      "    expected a whole number of nodes from 0 to 100000, without quotes"),
    Mistake(
      "cluster: {nodePools: [{count: 3.0}]}",
      "d.yaml:2:31: error: cluster.nodePools[0].count is 3.0",
      "    expected a whole number of nodes from 0 to 100000"),
    Mistake(
      "cluster: {nodePools: [{count: -1}]}",
      "d.yaml:2:31: error: cluster.nodePools[0].count is -1",
      "    expected a whole number of nodes from 0 to 100000"),
    Mistake(
      "cluster: {nodePools: [{count: 010}]}",
      "d.yaml:2:31: error: cluster.nodePools[0].count is 010",
      "    expected a whole number of nodes from 0 to 100000"),
    Mistake(
      "cluster: {nodePools: [{count: 99999999999999999999}]}",
      "d.yaml:2:31: error: cluster.nodePools[0].count is 99999999999999999999",
      "    expected a whole number of nodes from 0 to 100000"),
    Mistake(
      "cluster: {nodePools: [{maxPods: -1}]}",
      "d.yaml:2:33: error: cluster.nodePools[0].maxPods is -1",
      "    expected a whole number of pods from 0 to 10000"),
    Mistake(
      "cluster: {nodePools: [{maxSurge: 33 %}]}",
      #"d.yaml:2:34: error: cluster.nodePools[0].maxSurge is "33 %""#,
      #"    expected a number of nodes ("1") or a percentage ("33%")"#),
    Mistake(
      "cluster: {nodePools: [{maxSurge: -33%}]}",
      #"d.yaml:2:34: error: cluster.nodePools[0].maxSurge is "-33%""#,
      #"    expected a number of nodes ("1") or a percentage ("33%")"#),
    Mistake(
      "cluster: {nodePools: [{maxSurge: -1}]}",
      "d.yaml:2:34: error: cluster.nodePools[0].maxSurge is -1",
      #"    expected a number of nodes ("1") or a percentage ("33%")"#),
    Mistake(
      "cluster: {apiServer: {port: 0}}",
      "d.yaml:2:29: error: cluster.apiServer.port is 0",
      "    expected a whole number from 1 to 65535"),
    Mistake(
      "cluster: {apiServer: {port: 70000}}",
      "d.yaml:2:29: error: cluster.apiServer.port is 70000",
      "    expected a whole number from 1 to 65535"),
    Mistake(
      #"cluster: {apiServer: {port: "443"}}"#,
      #"d.yaml:2:29: error: cluster.apiServer.port is "443""#,
      "    expected a whole number from 1 to 65535, without quotes"),
    Mistake(
      "cluster: {apiServer: {private: yes}}",
      #"d.yaml:2:32: error: cluster.apiServer.private is "yes""#,
      "    expected true, without quotes"),
    Mistake(
      #"cluster: {apiServer: {private: "false"}}"#,
      #"d.yaml:2:32: error: cluster.apiServer.private is "false""#,
      "    expected false, without quotes"),
    Mistake(
      "cluster: {apiServer: {private: maybe}}",
      #"d.yaml:2:32: error: cluster.apiServer.private is "maybe""#,
      "    expected true or false"),
    Mistake(
      "cluster: {apiServer: {private: 1}}",
      "d.yaml:2:32: error: cluster.apiServer.private is 1",
      "    expected true or false"),
    Mistake(
      "cluster: {kubernetesVersion: 1.30}",
      "d.yaml:2:30: error: cluster.kubernetesVersion is 1.30: a number loses its final zeros",
      #"    expected it in quotes: "1.30""#),
    Mistake(
      "cluster: {kubernetesVersion: v1.29.4}",
      #"d.yaml:2:30: error: cluster.kubernetesVersion is "v1.29.4""#,
      #"    did you mean "1.29.4"?"#),
    Mistake(
      "cluster: {kubernetesVersion: latest}",
      #"d.yaml:2:30: error: cluster.kubernetesVersion is "latest""#,
      #"    expected a version such as "1.29.4""#),
    Mistake(
      "cluster: {name: 123}",
      "d.yaml:2:17: error: cluster.name is 123",
      "    expected the cluster's name, in quotes"),
    Mistake(
      "cluster: {name: true}",
      "d.yaml:2:17: error: cluster.name is true",
      "    expected the cluster's name, in quotes"),
    Mistake(
      #"cluster: {name: "a\nb"}"#,
      #"d.yaml:2:17: error: cluster.name is "a\nb": it has several lines"#,
      "    expected the cluster's name"),
    Mistake(
      "cluster: {name: [a]}",
      "d.yaml:2:17: error: cluster.name is a list",
      "    expected the cluster's name"),
    Mistake(
      "cluster: {name: <your-cluster>}",
      #"d.yaml:2:17: error: cluster.name is "<your-cluster>": that is a placeholder"#,
      "    expected the cluster's name"),
    Mistake(
      "cluster: {region: westeurop}",
      #"d.yaml:2:19: error: cluster.region is "westeurop""#,
      #"    did you mean "westeurope"?"#),
    Mistake(
      "cluster: {region: atlantis}",
      #"d.yaml:2:19: error: cluster.region is "atlantis""#,
      "    expected a region of AzureCloud such as westeurope"),
    Mistake(
      "cluster: {region: usgovvirginia}",
      #"d.yaml:2:19: error: cluster.region is "usgovvirginia": that is a region of AzureUSGovernment"#,
      "    expected a region of AzureCloud such as westeurope, or `cloud: AzureUSGovernment`"),
    Mistake(
      "cloud: AzureUSGovernment\ncluster: {region: westeurope}",
      #"d.yaml:3:19: error: cluster.region is "westeurope": that is a region of AzureCloud"#,
      "    expected a region of AzureUSGovernment such as usgovvirginia, or `cloud: AzureCloud`"),
    Mistake(
      "workspace: {id: 2f0c…}",
      #"d.yaml:2:17: error: workspace.id is "2f0c…": that is a placeholder"#,
      "    expected a GUID such as 2f0c1d7e-93b5-4c86-a1de-5b7f60c2a948"),
    Mistake(
      "workspace: {id: 2f0c1d7e-93b5}",
      #"d.yaml:2:17: error: workspace.id is "2f0c1d7e-93b5""#,
      "    expected a GUID such as 2f0c1d7e-93b5-4c86-a1de-5b7f60c2a948"),
    Mistake(
      "registry: {name: my-acr}",
      #"d.yaml:2:18: error: registry.name is "my-acr""#,
      "    expected a registry's name: 5 to 50 letters and digits"),
    Mistake(
      "registry: {name: acr}",
      #"d.yaml:2:18: error: registry.name is "acr""#,
      "    expected a registry's name: 5 to 50 letters and digits"),
    Mistake(
      "registry: {name: myacr.azurecr.io}",
      #"d.yaml:2:18: error: registry.name is "myacr.azurecr.io""#,
      #"    did you mean "myacr"?"#),
    Mistake(
      "registry: {name: <your-registry>}",
      #"d.yaml:2:18: error: registry.name is "<your-registry>": that is a placeholder"#,
      "    expected a registry's name: 5 to 50 letters and digits"),
    Mistake(
      #"registry: {image: "models/iris :3"}"#,
      #"d.yaml:2:19: error: registry.image is "models/iris :3""#,
      "    expected an image such as models/iris:3"),
    Mistake(
      "storage: {account: MyStore}",
      #"d.yaml:2:20: error: storage.account is "MyStore""#,
      #"    did you mean "mystore"?"#),
    Mistake(
      "storage: {account: my_store}",
      #"d.yaml:2:20: error: storage.account is "my_store""#,
      "    expected an account's name: 3 to 24 lower-case letters and digits"),
    Mistake(
      "storage: {account: 12345}",
      "d.yaml:2:20: error: storage.account is 12345",
      "    expected an account's name: 3 to 24 lower-case letters and digits, in quotes"),
    Mistake(
      "scoring: {path: api/v1}",
      #"d.yaml:2:17: error: scoring.path is "api/v1""#,
      "    expected a path that begins with /, such as /api/v1/service/iris/score"),
    Mistake(
      #"scoring: {path: "/api v1"}"#,
      #"d.yaml:2:17: error: scoring.path is "/api v1""#,
      "    expected a path that begins with /, such as /api/v1/service/iris/score"),
    Mistake(
      "services: [{authentication: tokens}]",
      #"d.yaml:2:29: error: services[0].authentication is "tokens""#,
      #"    did you mean "token"?"#),
    Mistake(
      "services: [{authentication: [key, tokens]}]",
      #"d.yaml:2:35: error: services[0].authentication[1] is "tokens""#,
      #"    did you mean "token"?"#),
    Mistake(
      "services: [{authentication: []}]",
      "d.yaml:2:29: error: services[0].authentication is a list: it is empty",
      "    expected one of key, token, none"),
    Mistake(
      "cluster: {apiServer: {privateDNSZone: sytem}}",
      #"d.yaml:2:39: error: cluster.apiServer.privateDNSZone is "sytem""#,
      #"    did you mean "system"?"#),
    Mistake(
      "network: {loadBalancerSKU: Standard}",
      #"d.yaml:2:28: error: network.loadBalancerSKU is "Standard""#,
      #"    did you mean "standard"?"#),
    Mistake(
      "services: [{autoscale: {targetUtilization: 70%}}]",
      #"d.yaml:2:44: error: services[0].autoscale.targetUtilization is "70%": the unit is understood"#,
      "    expected the number alone: 70"),
    Mistake(
      "services: [{autoscale: {targetUtilization: -1}}]",
      "d.yaml:2:44: error: services[0].autoscale.targetUtilization is -1",
      "    expected a whole number of percent from 0 to 100000"),
    Mistake(
      "services: [{expectedLoad: {requestsPerSecond: -2}}]",
      "d.yaml:2:47: error: services[0].expectedLoad.requestsPerSecond is -2",
      "    expected a number from 0 to 1000000"),
    Mistake(
      "services: [{expectedLoad: {requestsPerSecond: many}}]",
      #"d.yaml:2:47: error: services[0].expectedLoad.requestsPerSecond is "many""#,
      "    expected a number from 0 to 1000000"),
    Mistake(
      #"services: [{expectedLoad: {requestsPerSecond: "2"}}]"#,
      #"d.yaml:2:47: error: services[0].expectedLoad.requestsPerSecond is "2""#,
      "    expected a number from 0 to 1000000, without quotes"),
    Mistake(
      "services: [{versions: [{traffic: -1}]}]",
      "d.yaml:2:34: error: services[0].versions[0].traffic is -1",
      "    expected a whole number of percent from 0 to 100000"),
    Mistake(
      "network: {privateEndpoints: [arc]}",
      #"d.yaml:2:30: error: unknown role "arc" in network.privateEndpoints[0]"#,
      #"    did you mean "acr"?"#),
    Mistake(
      "endpoints: {mcr: {family: ipv5}}",
      #"d.yaml:2:27: error: endpoints.mcr.family is "ipv5""#,
      #"    did you mean "ipv4"?"#),
    Mistake(
      "credentials: {scoringKeyFrom: hunter2}",
      "d.yaml:2:31: error: credentials.scoringKeyFrom is no variable's name",
      "    expected the name of an environment variable such as SCORING_KEY; a secret itself never stands in a file"),
    Mistake(
      "credentials: {scoringKeyFrom: A7D93KF02LQ8ZX51PW}",
      "d.yaml:2:31: error: credentials.scoringKeyFrom looks like a secret",
      "    expected the name of an environment variable such as SCORING_KEY; a secret itself never stands in a file"),
    Mistake(
      "credentials: {registry: {usernameFrom: ACR_USER, passwordFrom: 12345}}",
      "d.yaml:2:64: error: credentials.registry.passwordFrom is no variable's name",
      "    expected the name of an environment variable such as ACR_PASSWORD; a secret itself never stands in a file"),
    Mistake(
      "credentials: {registry: {password: hunter2}}",
      #"d.yaml:2:26: error: unknown key "password" in credentials.registry"#,
      #"    did you mean "passwordFrom"?"#),
    Mistake(
      "credentials: hunter2",
      #"d.yaml:2:14: error: credentials is "•••""#,
      "    expected a mapping with the keys registry, storage, scoringKeyFrom, scoringTokenFrom"),
    Mistake(
      "credentials: {registry: hunter2}",
      #"d.yaml:2:25: error: credentials.registry is "•••""#,
      "    expected a mapping with the keys usernameFrom, passwordFrom, entraTokenFrom"),
    Mistake(
      "credentials: {storage: {tokenForm: hunter2}}",
      #"d.yaml:2:25: error: unknown key "tokenForm" in credentials.storage"#,
      #"    did you mean "tokenFrom"?"#),
    Mistake(
      "credentials: {storage: {sasFrom: sv=2022-11-02&sig=hunter2}}",
      "d.yaml:2:34: error: credentials.storage.sasFrom is no variable's name",
      "    expected the name of an environment variable such as STORAGE_SAS; a secret itself never stands in a file"),
    Mistake(
      "storage: {blob: models}",
      #"d.yaml:2:17: error: storage.blob is "models""#,
      "    expected a container and a path in it, such as azureml/models/iris.pkl"),
    Mistake(
      "storage: {blob: azureml/../secrets}",
      #"d.yaml:2:17: error: storage.blob is "azureml/../secrets""#,
      "    expected a container and a path in it, such as azureml/models/iris.pkl"),
    Mistake(
      "storage: {blob: azureml/iris.pkl?sv=2022-11-02&sig=hunter2}",
      "d.yaml:2:17: error: storage.blob has a query; a signature comes from credentials.storage.sasFrom",
      "    expected a container and a path in it, such as azureml/models/iris.pkl"),
    Mistake(
      "storage: {table: 1st}",
      #"d.yaml:2:18: error: storage.table is "1st""#,
      "    expected the name of a table: 3 to 63 letters and digits, such as config"),
    Mistake(
      "dependencies: [{name: a, host: a.corp, port: 1, protocol: htps}]",
      #"d.yaml:2:59: error: dependencies[0].protocol is "htps""#,
      #"    did you mean "https"?"#),
    Mistake(
      "dependencies: [{name: a, host: a.corp, protocol: https, expectedStatus: 2xx}]",
      #"d.yaml:2:73: error: dependencies[0].expectedStatus is "2xx""#,
      "    expected a status of HTTP such as 200, a range such as 200-299, or a list of them"),
    Mistake(
      "dependencies: [{name: a, host: a.corp, protocol: https, expectedStatus: 299-200}]",
      #"d.yaml:2:73: error: dependencies[0].expectedStatus is "299-200""#,
      "    expected a status of HTTP such as 200, a range such as 200-299, or a list of them"),
    Mistake(
      "dependencies: [{name: a, host: a.corp, protocol: https, expectedStatus: [200, 99]}]",
      "d.yaml:2:79: error: dependencies[0].expectedStatus[1] is 99",
      "    expected a status of HTTP such as 200, a range such as 200-299, or a list of them"),
    Mistake(
      "dependencies: [{name: a, host: a.corp, port: 1, path: /health}]",
      "d.yaml:2:55: error: dependencies[0].path has no meaning for this protocol",
      "    expected `protocol: https` or `protocol: http` beside it"),
    Mistake(
      "dependencies: [{name: a, host: a.corp, port: 53, protocol: dns}]",
      "d.yaml:2:46: error: dependencies[0].port has no meaning for this protocol",
      "    expected no port, since dns only looks the name up"),
    Mistake(
      "dependencies: [{name: a, host: 10.0.0.1, protocol: dns}]",
      "d.yaml:2:32: error: dependencies[0].host is an address, and dns only looks names up",
      "    expected a host name"),
  ]
}
