import CheckCatalog
import Intake
import Model
import Planning
import Platform

/// Deployment files whose plans together reach so many targets: clusters of one region with about forty endpoints each,
/// of which all need Microsoft's.
struct Fleet {
  private static let endpointsOfOne = 40

  private let port: UInt16
  private let catalog: Catalog
  private var files: [String: String] = [:]
  private var targets: Set<String> = []

  /// - Parameter count: as many as one cluster has of its own accord, at least.
  init(targets count: Int, port: UInt16) throws {
    self.port = port
    catalog = try CatalogReader.embedded()
    let first = try hosts(of: text(1, dependencies: 0))
    let shared = first.intersection(try hosts(of: text(2, dependencies: 0))).count
    let clusters = max(1, (count - shared) / (Self.endpointsOfOne - shared))
    // The rest are services that the models call.
    let dependencies = count - shared - clusters * (first.count - shared)
    precondition(dependencies >= 0, "one cluster alone has \(first.count) targets")
    for number in 1...clusters {
      let file = text(number, dependencies: dependencies / clusters + (number <= dependencies % clusters ? 1 : 0))
      targets.formUnion(try hosts(of: file))
      files["cluster-\(number).yaml"] = file
    }
    precondition(targets.count == count, "each target is one of one cluster or of all")
  }

  /// Writes the deployment files to `deployments/`, and to `targets` a line of host and path for each target.
  func write(to folder: String) throws {
    try File.makeFolder("\(folder)/deployments")
    for (name, text) in files { try File.write(text, to: "\(folder)/deployments/\(name)") }
    try File.write(targets.sorted().map { $0 + "\n" }.joined(), to: "\(folder)/targets")
  }

  /// The targets of one file: `mcr.microsoft.com /v2/`.
  private func hosts(of text: String) throws -> Set<String> {
    let deployment = try DeploymentReader(catalog).deployment(from: text, named: "fleet")
    let vantage = Vantage(kind: .workstation, nameservers: [])
    let steps = Planner(catalog: catalog).batch(of: [deployment], from: vantage, selecting: .reached).steps
    return Set(
      steps.compactMap { step in
        guard case .reach(let endpoint, _, _) = step.probe else { return nil }
        return "\(endpoint.host) \(endpoint.path)"
      })
  }

  private func text(_ number: Int, dependencies: Int) -> String {
    let id = String(number)
    let guid = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - id.count) + id
    let roles = catalog.endpoints.map(\.role).filter {
      ![.apiServer, .scoring, .nameserver, .routerPeers, .modelPods, .dependency].contains($0)
    }
    return """
      name: cluster-\(id)
      workspace: {name: workspace-\(id), region: westeurope, id: \(guid)}
      cluster:
        name: cluster-\(id)
        region: westeurope
        apiServer: {host: cluster-\(id)-d1a2b3c4.hcp.westeurope.azmk8s.io, port: \(port)}
      registry: {name: registry\(id), dedicatedDataEndpoint: true}
      storage: {account: account\(id)}
      scoring: {host: scoring-\(id).westeurope.cloudapp.azure.com, tls: true, port: \(port)}
      endpoints:
      \(roles.map { "  \($0): {port: \(port)}" }.joined(separator: "\n"))
      dependencies:\(dependencies == 0 ? " []" : "")
      \((0..<dependencies).map {
        "- {name: service-\($0), host: service-\($0)-\(id).services.example, port: \(port), protocol: https}"
      }.joined(separator: "\n"))

      """
  }
}

extension DeploymentReader {
  init(_ catalog: Catalog) {
    self.init(regions: catalog.regions, hostSuffixes: [], roles: catalog.endpoints.map(\.role))
  }
}

extension Selection {
  /// What is reached over HTTPS: the same work for every target. A pull is many requests one after the other.
  static let reached = Selection(skip: ["nameserver", "mcrEdge", "*-pulls"])
}
