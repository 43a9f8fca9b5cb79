extension Mistake {
  static let naming: [Mistake] = [
    Mistake(
      "storage: {hosts: {blob: mystore.blob.windows.net}}",
      #"d.yaml:2:25: error: storage.hosts.blob is "mystore.blob.windows.net": Azure has no such domain"#,
      #"    did you mean "mystore.blob.core.windows.net"?"#),
    Mistake(
      "storage: {hosts: {blob: mystore.blob.core.windows.com}}",
      #"d.yaml:2:25: error: storage.hosts.blob is "mystore.blob.core.windows.com": Azure has no such domain"#,
      #"    did you mean "mystore.blob.core.windows.net"?"#),
    Mistake(
      "storage: {hosts: {blob: mystore.blob.core.window.net}}",
      #"d.yaml:2:25: error: storage.hosts.blob is "mystore.blob.core.window.net": Azure has no such domain"#,
      #"    did you mean "mystore.blob.core.windows.net"?"#),
    Mistake(
      "storage: {hosts: {blob: mystore.blob.storage.windows.net, table: mystore.tabel.core.windows.net}}",
      #"d.yaml:2:25: error: storage.hosts.blob is "mystore.blob.storage.windows.net": Azure has no such domain"#,
      #"    did you mean "mystore.blob.core.windows.net"?"#,
      #"d.yaml:2:66: error: storage.hosts.table is "mystore.tabel.core.windows.net": Azure has no such domain"#,
      #"    did you mean "mystore.table.core.windows.net"?"#),
    Mistake(
      "registry: {loginServer: myacr.azurecr.com}",
      #"d.yaml:2:25: error: registry.loginServer is "myacr.azurecr.com": Azure has no such domain"#,
      #"    did you mean "myacr.azurecr.io"?"#),
    Mistake(
      "registry: {loginServer: myacr.azurcr.io}",
      #"d.yaml:2:25: error: registry.loginServer is "myacr.azurcr.io": Azure has no such domain"#,
      #"    did you mean "myacr.azurecr.io"?"#),
    Mistake(
      "registry: {loginServer: https://myacr.azurecr.io/}",
      #"d.yaml:2:25: error: registry.loginServer is "https://myacr.azurecr.io/": that is a URL"#,
      #"    did you mean "myacr.azurecr.io"?"#),
    Mistake(
      #"registry: {loginServer: "myacr.azurecr.io:443"}"#,
      #"d.yaml:2:25: error: registry.loginServer is "myacr.azurecr.io:443": the port has a key of its own"#,
      #"    did you mean "myacr.azurecr.io"?"#),
    Mistake(
      "registry: {loginServer: 10.0.0.9}",
      #"d.yaml:2:25: error: registry.loginServer is "10.0.0.9": that is an address"#,
      "    expected a host name"),
    Mistake(
      #"registry: {loginServer: "*.azurecr.io"}"#,
      #"d.yaml:2:25: error: registry.loginServer is "*.azurecr.io": a pattern is not a name"#,
      "    expected a host name"),
    Mistake(
      "cluster: {apiServer: {host: aks-1.hcp.westeurop.azmk8s.io}}",
      #"d.yaml:2:29: error: cluster.apiServer.host is "aks-1.hcp.westeurop.azmk8s.io": Azure has no such domain"#,
      #"    did you mean "aks-1.hcp.westeurope.azmk8s.io"?"#),
    Mistake(
      "cluster: {apiServer: {host: aks-1.hpc.eastus2.azmk8s.io}}",
      #"d.yaml:2:29: error: cluster.apiServer.host is "aks-1.hpc.eastus2.azmk8s.io": Azure has no such domain"#,
      #"    did you mean "aks-1.hcp.eastus2.azmk8s.io"?"#),
    Mistake(
      "cluster: {apiServer: {host: aks-1.hcp.azmk8s.io}}",
      #"d.yaml:2:29: error: cluster.apiServer.host is "aks-1.hcp.azmk8s.io": Azure has no such domain"#,
      #"    did you mean "aks-1.hcp.westeurope.azmk8s.io"?"#),
    Mistake(
      "cluster: {apiServer: {host: aks-1.hcp.eastus2.azmk8s.oi}}",
      #"d.yaml:2:29: error: cluster.apiServer.host is "aks-1.hcp.eastus2.azmk8s.oi": Azure has no such domain"#,
      #"    did you mean "aks-1.hcp.eastus2.azmk8s.io"?"#),
    Mistake(
      "cluster: {apiServer: {host: 10.0.0.300}}",
      #"d.yaml:2:29: error: cluster.apiServer.host is "10.0.0.300": 300 is more than 255"#,
      "    expected a host name or an IP address"),
    Mistake(
      #"cluster: {apiServer: {host: "10.0.0.3:443"}}"#,
      #"d.yaml:2:29: error: cluster.apiServer.host is "10.0.0.3:443": the port has a key of its own"#,
      #"    did you mean "10.0.0.3"?"#),
    Mistake(
      #"cluster: {apiServer: {host: "https://[fd00::4]:443/"}}"#,
      #"d.yaml:2:29: error: cluster.apiServer.host is "https://[fd00::4]:443/": that is a URL"#,
      #"    did you mean "fd00::4"?"#),
    Mistake(
      "cluster: {apiServer: {host: bad_-host-}}",
      #"d.yaml:2:29: error: cluster.apiServer.host is "bad_-host-""#,
      "    expected a host name or an IP address"),
    Mistake(
      #"cluster: {apiServer: {host: "a..b"}}"#,
      #"d.yaml:2:29: error: cluster.apiServer.host is "a..b""#,
      "    expected a host name or an IP address"),
    Mistake(
      "workspace: {discoveryHost: ws.api.azureml.mss}",
      #"d.yaml:2:28: error: workspace.discoveryHost is "ws.api.azureml.mss": Azure has no such domain"#,
      #"    did you mean "ws.api.azureml.ms"?"#),
    Mistake(
      #"network: {proxy: {url: "http://user:secret@proxy:3128"}}"#,
      "d.yaml:2:24: error: network.proxy.url has credentials",
      "    expected http://host:port; a proxy's credentials come from the variables http_proxy and https_proxy"),
    Mistake(
      #"network: {proxy: {url: "https://proxy:3128"}}"#,
      #"d.yaml:2:24: error: network.proxy.url is "https://proxy:3128": only HTTP proxies are supported"#,
      "    expected http://host:port"),
    Mistake(
      #"network: {proxy: {url: "proxy:3128"}}"#,
      #"d.yaml:2:24: error: network.proxy.url is "proxy:3128": the scheme is missing"#,
      "    expected http://host:port"),
    Mistake(
      #"network: {proxy: {url: "http://proxy"}}"#,
      #"d.yaml:2:24: error: network.proxy.url is "http://proxy": the port is missing"#,
      "    expected http://host:port"),
    Mistake(
      #"network: {proxy: {url: "http://proxy:0/path"}}"#,
      #"d.yaml:2:24: error: network.proxy.url is "http://proxy:0/path": the port is not a number from 1 to 65535"#,
      "    expected http://host:port"),
    Mistake(
      #"network: {proxy: {url: "http://10.0.0.300:3128"}}"#,
      #"d.yaml:2:24: error: network.proxy.url is "http://10.0.0.300:3128": 300 is more than 255"#,
      "    expected http://host:port"),
    Mistake(
      #"network: {proxy: {url: "http://[fd00::1]:3128", noProxy: [10.0.0.0/40, "a,b", "a b"]}}"#,
      #"d.yaml:2:59: error: network.proxy.noProxy[0] is "10.0.0.0/40": the length is more than 32"#,
      "    expected a host, a domain such as .svc, a range such as 10.0.0.0/8, or *",
      #"d.yaml:2:72: error: network.proxy.noProxy[1] is "a,b": each exception is a member of the list"#,
      "    expected a host, a domain such as .svc, a range such as 10.0.0.0/8, or *",
      #"d.yaml:2:79: error: network.proxy.noProxy[2] is "a b""#,
      "    expected a host, a domain such as .svc, a range such as 10.0.0.0/8, or *"),
    Mistake(
      #"registry: {loginServer: "{registry}.azurecr.io"}"#,
      #"d.yaml:2:25: error: registry.loginServer is "{registry}.azurecr.io": that is a placeholder"#,
      "    expected a host name"),
    Mistake(
      #"storage: {hosts: {blob: "https://x.blob.core.windows.net/c?sig=abc"}}"#,
      "d.yaml:2:25: error: storage.hosts.blob is a URL with credentials or a query: that is a URL",
      "    expected a host name"),
  ]
}
