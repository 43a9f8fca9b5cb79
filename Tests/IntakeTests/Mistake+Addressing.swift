extension Mistake {
  static let addressing: [Mistake] = [
    Mistake(
      "network: {podCIDR: 10.244.0.0}",
      #"d.yaml:2:20: error: network.podCIDR is "10.244.0.0": the length is missing (one address alone is 10.244.0.0/32)"#,
      #"    did you mean "10.244.0.0/32"?"#),
    Mistake(
      "network: {podCIDR: 10.244.0.0/}",
      #"d.yaml:2:20: error: network.podCIDR is "10.244.0.0/": the length is missing (one address alone is 10.244.0.0/32)"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {podCIDR: 10.244.0.0/33}",
      #"d.yaml:2:20: error: network.podCIDR is "10.244.0.0/33": the length is more than 32"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      #"network: {podCIDR: "fd00::/129"}"#,
      #"d.yaml:2:20: error: network.podCIDR is "fd00::/129": the length is more than 128"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {podCIDR: 10.244.0.0/255.255.0.0}",
      #"d.yaml:2:20: error: network.podCIDR is "10.244.0.0/255.255.0.0": the length is a number of bits, not a mask"#,
      #"    did you mean "10.244.0.0/16"?"#),
    Mistake(
      "network: {podCIDR: 10.244.0.0/x}",
      #"d.yaml:2:20: error: network.podCIDR is "10.244.0.0/x": "x" is no length"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {podCIDR: 10.244.0.0/-1}",
      #"d.yaml:2:20: error: network.podCIDR is "10.244.0.0/-1": "-1" is no length"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {podCIDR: 10.X.0.0/16}",
      #"d.yaml:2:20: error: network.podCIDR is "10.X.0.0/16": that is a placeholder"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {podCIDR: <pod-range>}",
      #"d.yaml:2:20: error: network.podCIDR is "<pod-range>": that is a placeholder"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {podCIDR: 10.244.0/16}",
      #"d.yaml:2:20: error: network.podCIDR is "10.244.0/16": an IPv4 address has four numbers"#,
      #"    did you mean "10.244.0.0/16"?"#),
    Mistake(
      "network: {podCIDR: 10.244.0.256/16}",
      #"d.yaml:2:20: error: network.podCIDR is "10.244.0.256/16": 256 is more than 255"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {podCIDR: 10.244.00.0/16}",
      #"d.yaml:2:20: error: network.podCIDR is "10.244.00.0/16": 00 has a leading zero"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {podCIDR: [10.244.0.0/16, 10.245.0.0/16]}",
      "d.yaml:2:20: error: network.podCIDR has several ranges of one address family",
      "    expected one range, or one of IPv4 and one of IPv6"),
    Mistake(
      "network: {podCIDR: {a: b}}",
      "d.yaml:2:20: error: network.podCIDR is a mapping",
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {podCIDR: 16}",
      "d.yaml:2:20: error: network.podCIDR is 16",
      "    expected a range such as 10.240.0.0/16, in quotes"),
    Mistake(
      "network: {vnet: {addressSpace: 10.0.0.0/8}}",
      #"d.yaml:2:32: error: network.vnet.addressSpace is "10.0.0.0/8""#,
      "    expected a list of ranges such as 10.240.0.0/16"),
    Mistake(
      "network: {dnsServiceIP: 10.0.0.10/32}",
      #"d.yaml:2:25: error: network.dnsServiceIP is "10.0.0.10/32": that is a range"#,
      #"    did you mean "10.0.0.10"?"#),
    Mistake(
      "network: {dnsServiceIP: 10.0.0.999}",
      #"d.yaml:2:25: error: network.dnsServiceIP is "10.0.0.999": 999 is more than 255"#,
      "    expected an IP address such as 10.0.0.4"),
    Mistake(
      "network: {dnsServiceIP: 10.0.10}",
      #"d.yaml:2:25: error: network.dnsServiceIP is "10.0.10": an IPv4 address has four numbers"#,
      "    expected an IP address such as 10.0.0.4"),
    Mistake(
      #"network: {vnet: {dnsServers: ["10.0.0.4:53", dns.corp]}}"#,
      #"d.yaml:2:31: error: network.vnet.dnsServers[0] is "10.0.0.4:53": no port belongs here"#,
      #"    did you mean "10.0.0.4"?"#,
      #"d.yaml:2:46: error: network.vnet.dnsServers[1] is "dns.corp""#,
      "    expected an IP address such as 10.0.0.4"),
    Mistake(
      "cluster: {router: {peers: [10.244.0.5]}}",
      #"d.yaml:2:28: error: cluster.router.peers[0] is "10.244.0.5": the port is missing"#,
      "    expected an address with a port such as 10.244.0.5:11001"),
    Mistake(
      #"cluster: {router: {peers: ["10.244.0.5:99999"]}}"#,
      #"d.yaml:2:28: error: cluster.router.peers[0] is "10.244.0.5:99999""#,
      "    expected an address with a port such as 10.244.0.5:11001"),
    Mistake(
      "cluster: {router: {modelPods: [pod.corp:5001]}}",
      #"d.yaml:2:32: error: cluster.router.modelPods[0] is "pod.corp:5001""#,
      "    expected an address with a port such as 10.244.0.5:11001"),
    Mistake(
      "cluster: {apiServer: {authorizedIPRanges: [73.1.2.3]}}",
      #"d.yaml:2:44: error: cluster.apiServer.authorizedIPRanges[0] is "73.1.2.3": the length is missing (one address alone is 73.1.2.3/32)"#,
      #"    did you mean "73.1.2.3/32"?"#),
    Mistake(
      "network: {egressAddresses: [20.1.2.3, 20.1.2]}",
      #"d.yaml:2:39: error: network.egressAddresses[1] is "20.1.2": an IPv4 address has four numbers"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {podCIDR: 10.244.0.0/255.0.255.0}",
      #"d.yaml:2:20: error: network.podCIDR is "10.244.0.0/255.0.255.0": the length is a number of bits, not a mask"#,
      "    expected a range such as 10.240.0.0/16"),
    Mistake(
      "network: {subnet: {routeTable: {routes: [{prefix: 0.0.0.0/0, nextHop: virtualAppliance, address: 10.0.1}]}}}",
      #"d.yaml:2:71: error: network.subnet.routeTable.routes[0].nextHop is "virtualAppliance""#,
      #"    did you mean "VirtualAppliance"?"#,
      #"d.yaml:2:98: error: network.subnet.routeTable.routes[0].address is "10.0.1": an IPv4 address has four numbers"#,
      "    expected an IP address such as 10.0.0.4"),
    Mistake(
      "network: {subnet: {routeTable: rt}}",
      #"d.yaml:2:32: error: network.subnet.routeTable is "rt""#,
      "    expected none, or a mapping with the keys name, routes"),
  ]
}
