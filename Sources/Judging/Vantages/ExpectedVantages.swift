import Model

/// From where reports are expected, besides those that are there.
public enum ExpectedVantages: Sendable, Hashable {
  /// As many nodes as the deployment declares, of each pool that at least one report comes from.
  case declared
  /// These nodes, or vantages by their id. A `node/` before the name, as `kubectl get nodes -o name` writes it, counts as
  /// nothing. For some it may be known why they gave none.
  case named([String], reasons: [String: String] = [:])
  case none
}

extension ExpectedVantages {
  /// The places from which no report came.
  func missing(among sightings: [(label: String, recording: Recording)]) -> [MergedReport.MissingVantage] {
    switch self {
    case .none: []
    case .named(let names, let reasons): missing(names, reasons, among: sightings)
    case .declared: missingOfPools(among: sightings)
    }
  }

  private func missing(
    _ names: [String], _ reasons: [String: String], among sightings: [(label: String, recording: Recording)]
  ) -> [MergedReport.MissingVantage] {
    var seen: Set<String> = []
    for (label, recording) in sightings {
      seen.formUnion([label, recording.vantage.id].map { $0.lowercased() })
      if let node = recording.vantage.place?[.node] { seen.insert(node.lowercased()) }
    }
    let kind = sightings.commonKind
    let bare = names.map { $0.hasPrefix("node/") ? String($0.dropFirst(5)) : $0 }
    return Set(bare).filter { !$0.isEmpty && !seen.contains($0.lowercased()) }.sorted().map { name in
      MergedReport.MissingVantage(
        label: name, kind: kind, nodePool: Vantage.Place.nodePool(ofNode: name), reason: reasons[name])
    }
  }

  private func missingOfPools(
    among sightings: [(label: String, recording: Recording)]
  ) -> [MergedReport.MissingVantage] {
    guard let deployment = sightings.first?.recording.deployment else { return [] }
    return deployment.cluster.nodePools.compactMap { pool in
      let own = sightings.filter { $0.recording.vantage.place?[.nodePool] == pool.name }
      // With a pool that scales by itself, no more than its lower bound is there for certain.
      guard !own.isEmpty, let declared = pool.minCount ?? pool.count else { return nil }
      let nodes = Set(own.map { $0.recording.vantage.place?[.node] ?? $0.recording.vantage.id }).count
      guard declared > nodes else { return nil }
      let count = declared - nodes
      return MergedReport.MissingVantage(
        label: "\(count) more \(count == 1 ? "node" : "nodes") of \(pool.name ?? "a pool")", count: count,
        kind: own.commonKind, nodePool: pool.name)
    }
  }
}

extension [(label: String, recording: Recording)] {
  /// The kind that all of them have; a node, where they differ.
  fileprivate var commonKind: Vantage.Kind {
    let kinds = Set(map(\.recording.vantage.kind))
    return kinds.count == 1 ? kinds.first ?? .node : .node
  }
}
