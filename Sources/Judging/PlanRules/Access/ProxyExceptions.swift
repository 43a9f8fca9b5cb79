import Model
import Topology

extension DeclaredPlan {
  private static let path = "network.proxy.noProxy"

  /// What nodes and pods must reach without the proxy: the platform's addresses and the cluster's own domains, which the
  /// catalog names; the API server; services, and pods where the router finds the models.
  func proxyExceptions(_ limits: PlanLimits) -> Appraisal {
    guard let proxy = network.proxy else { return .nothing(at: "network.proxy") }
    var appraisal = Appraisal()
    let needs = proxyNeeds(limits.list(.exceptions))
    for need in needs {
      let holds = proxy.isDirect(need.text)
      appraisal.workings.append(
        Working(
          path: Self.path, arithmetic: "\(need.path.map { "\($0) " } ?? "")\(need.text) \(holds ? "∈" : "∉") noProxy",
          holds: holds))
    }
    let missing = needs.map(\.text).uniqued().filter { !proxy.isDirect($0) }
    guard !missing.isEmpty else { return appraisal }
    let names = missing.joined(separator: ", ")
    var subject = Finding.Subject(kind: .proxy, id: proxy.hostAndPort)
    subject.members = missing.sorted()
    appraisal.violations.append(
      Sign(
        .proxyExceptionsMissing,
        [
          .path: Self.path, .value: YAMLText.list(proxy.exceptions), .needed: names, .proxy: proxy.hostAndPort,
          .names: names, .arithmetic: "{\(names)} ∉ noProxy",
        ], subject: subject, changes: [completedExceptions(of: proxy, named: limits.list(.exceptions))]))
    return appraisal
  }

  /// Exceptions that some clients do not understand: ranges, which Python's `urllib` and the libraries upon it pass over, and
  /// wildcards, which AKS does not support (Microsoft Learn, "HTTP proxy support in AKS", 2026-08-26). A range is in order
  /// where whatever in it has an address that is known is named as well.
  func proxyExceptionForms() -> Appraisal {
    guard let proxy = network.proxy else { return .nothing(at: "network.proxy") }
    guard !proxy.exceptions.isEmpty else { return .nothing(at: Self.path) }
    let change = completedExceptions(of: proxy, named: Self.platformExceptions)
    let names = Set(proxy.exceptions)
    var appraisal = Appraisal()
    for exception in proxy.exceptions where exception != "*" {
      let ignored: [String]
      if let range = IPPrefix(exception) {
        ignored = addressesOfClients.filter { range.contains($0) }.map(\.description).filter { !names.contains($0) }
      } else {
        ignored = exception.hasPrefix("*.") ? [String(exception.dropFirst())].filter { !names.contains($0) } : []
      }
      let holds = ignored.isEmpty
      appraisal.compare(
        Working(
          path: Self.path,
          arithmetic: holds ? "\(exception) ∈ noProxy" : "\(exception): {\(ignored.joined(separator: ", "))} ∉ noProxy",
          holds: holds),
        else: Sign(
          .proxyExceptionIgnored,
          [
            .value: exception, .needed: ignored.joined(separator: ", "), .proxy: proxy.hostAndPort,
            .names: ignored.joined(separator: ", "),
          ], isWarning: true, subject: Finding.Subject(kind: .proxy, id: proxy.hostAndPort), changes: [change]))
    }
    return appraisal
  }

  /// What is needed by every cluster, in case the catalog does not say: as AKS itself adds it.
  private static let platformExceptions = ["169.254.169.254", "168.63.129.16", ".svc", ".cluster.local"]

  /// Addresses that clients in pods may ask for by number.
  private var addressesOfClients: [IPAddress] {
    let platform = Self.platformExceptions.compactMap { IPAddress($0) }
    // The Kubernetes API inside the cluster: the first address of the service range.
    let services = network.serviceCIDRs.compactMap { $0.address(at: 1) }
    let declared = [cluster.apiServer?.host].compactMap { $0 } + deployment.dependencies.map(\.host)
    return platform + services
      + declared.compactMap { host in
        if case .address(let address) = host { address } else { nil }
      }
  }

  /// A host, domain or range that must be reached directly; with the key that declares it.
  private func proxyNeeds(_ named: [String]) -> [(text: String, path: String?)] {
    var needs = named.map { (text: $0, path: String?.none) }
    if let host = cluster.apiServer?.host { needs.append((host.description, "cluster.apiServer.host")) }
    needs += network.serviceCIDRs.map { ($0.canonical.description, "network.serviceCIDR") }
    needs += network.podCIDRs.map { ($0.canonical.description, "network.podCIDR") }
    needs += [network.podSubnet].compactMap { $0 }.map { ($0.canonical.description, "network.podSubnet.prefix") }
    needs += [network.subnet].compactMap { $0 }.map { ($0.canonical.description, "network.subnet.prefix") }
    return needs
  }

  /// The exceptions with everything that is missing or that some clients would not understand, so that the changes of two
  /// rules are one.
  private func completedExceptions(of proxy: Proxy, named: [String]) -> Change {
    let names = Set(proxy.exceptions)
    var complete = proxy.exceptions.map { $0.hasPrefix("*.") ? String($0.dropFirst()) : $0 }
    complete += proxyNeeds(named).map(\.text).filter { !proxy.isDirect($0) }
    let ranges = complete.compactMap { IPPrefix($0) }
    complete += addressesOfClients.filter { address in ranges.contains { $0.contains(address) } }.map(\.description)
      .filter { !names.contains($0) }
    return Change(
      path: Self.path, from: proxy.exceptions.isEmpty ? nil : YAMLText.list(proxy.exceptions),
      to: YAMLText.list(complete.uniqued()))
  }
}

extension Proxy {
  /// Whether what the text names is reached directly: a range where exceptions hold all of it, a domain (`.svc`) where a
  /// host in it does.
  fileprivate func isDirect(_ text: String) -> Bool {
    if exceptions.contains("*") || exceptions.contains(text) { return true }
    if let range = IPPrefix(text) { return exceptions.compactMap { IPPrefix($0) }.cover(range) }
    // Services are below svc in the cluster's domain: who excepts that has what is needed of it.
    let host = text.hasPrefix(".") ? "any.svc\(text)" : text
    return Host(host).map { excepts($0) } ?? false
  }
}
