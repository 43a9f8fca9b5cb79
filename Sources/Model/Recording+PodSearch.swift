extension Recording {
  /// What router and model pods that the Kubernetes API listed append to names by their own specification
  /// (`spec.dnsConfig`), before they ask for them as they are; without the cluster's own domains, which every pod has and
  /// which only its own DNS answers. In the order of the API server, each once.
  public var podSearchLists: [Vantage.SearchList] {
    var lists: [Vantage.SearchList] = []
    for observation in observations {
      guard case .cluster(let answer) = observation.evidence, case .pods(let pods)? = answer.objects else { continue }
      for pod in pods where pod.labels["azuremlappname"] != nil || pod.labels["isazuremlapp"] == "true" {
        guard let configuration = pod.dnsConfiguration, !pod.usesHostNetwork else { continue }
        let domains = configuration.searches.compactMap { DomainName($0) }.filter {
          !$0.text.hasSuffix("cluster.local")
        }
        // Kubelets write 5 for pods that ask the cluster's DNS; resolv.conf(5) has 1.
        let usual = pod.dnsPolicy == nil || pod.dnsPolicy == "ClusterFirst" ? 5 : 1
        let list = Vantage.SearchList(domains: domains, ndots: configuration.ndots ?? usual)
        if !domains.isEmpty, !lists.contains(list) { lists.append(list) }
      }
    }
    return lists
  }
}
