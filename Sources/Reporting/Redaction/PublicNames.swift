internal import Model

/// What names nobody: hosts of Microsoft's own, the words in names of Azure's services, regions, and the words by which
/// answers are recognized. Read from the catalog's templates.
struct PublicNames {
  /// Whole names: `mcr.microsoft.com`, and names that every cluster has.
  private(set) var hosts: Set<String> = [
    "localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "kubernetes.default.svc.cluster.local",
  ]
  /// Domains under which the customer's names stand beside words of the service: `windows.net`.
  private(set) var domains: Set<String> = [
    "windows.net", "azure.com", "azure.net", "microsoft.com", "azmk8s.io", "trafficmanager.net", "azureedge.net",
    "msedge.net", "azurefd.net",
  ]
  /// Labels that are words of a service, or regions: `blob`, `privatelink`, `westeurope`.
  private(set) var labels: Set<String> = [
    "privatelink", "localhost", "hcp", "cloudapp", "store", "notebooks", "inference", "modelmanagement", "internal",
    "aks",
  ]
  /// Words by which answers are recognized, lower case: `odata.error`, `aka.ms`.
  private(set) var marks: Set<String> = []

  init(_ catalog: Catalog) {
    for region in catalog.regions { labels.insert(region.name) }
    for template in catalog.endpoints.flatMap(\.hosts) {
      add(template.host, regions: catalog.regions)
      if let zone = template.privateZone { add(zone, regions: catalog.regions) }
    }
    for mark in catalog.services.values.flatMap({ $0.answers.flatMap(\.marks) }) {
      switch mark {
      case .headerPresent: continue
      case .headerContains(_, let text), .headerLacks(_, let text), .bodyContains(let text): addMark(text)
      case .jsonKeys(let keys): marks.formUnion(keys.map { $0.lowercased() })
      }
    }
  }

  private mutating func add(_ template: String, regions: [Region]) {
    let places = ["{\(HostPlaceholder.region.rawValue)}", "{\(HostPlaceholder.clusterRegion.rawValue)}"]
    let filled =
      places.contains { template.contains($0) }
      ? regions.map { region in places.reduce(template) { $0.replacing($1, with: region.name) } } : [template]
    for text in filled {
      let parts = text.split(separator: ".").map(String.init)
      guard parts.count >= 2 else { continue }
      if !text.contains("{"), !text.contains("*") { hosts.insert(text) }
      let domain = parts.suffix(2)
      guard domain.allSatisfy({ !$0.contains("{") }) else { continue }
      domains.insert(domain.joined(separator: "."))
      for part in parts where !part.contains("{") && part != "*" { labels.insert(part) }
    }
  }

  private mutating func addMark(_ text: String) {
    let runs = text.lowercased().split { !($0.isLetter || $0.isNumber || ".-_:".contains($0)) }
    marks.formUnion(runs.map(String.init))
  }
}
