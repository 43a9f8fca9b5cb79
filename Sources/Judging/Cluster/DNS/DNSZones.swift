import Model

extension ClusterRules {
  /// What the cluster's own DNS does with names that pods need, besides asking the servers of the network: a zone of its
  /// own in `coredns-custom` or in the Corefile, a fixed answer, other servers.
  ///
  /// Where a fixed answer cannot be right, it is a failure; where names are sent to other servers than the network's, that
  /// may be meant, and is a warning.
  func dnsZones() -> ClusterAppraisal {
    var appraisal = ClusterAppraisal()
    let maps =
      appraisal.take(state.configMap(.corefile)) + appraisal.take(state.configMap(.customCorefile))
      // Installed by few; where it may not be read, the rest is judged.
      + (appraisal.takeIfKnown(state.configMap(.nodeLocalCorefile)) ?? [])
    guard !appraisal.hasGaps else { return appraisal }
    let texts = maps.flatMap { map in
      map.data.sorted { $0.key < $1.key }.map { (map: map, key: $0.key, text: $0.value) }
    }
    var files: [(map: ConfigMap, file: Corefile)] = []
    for (map, key, text) in texts where key == "Corefile" || key.hasSuffix(".server") || key.hasSuffix(".override") {
      guard !map.cut.contains(key), let file = key.hasSuffix(".override") ? Corefile(override: text) : Corefile(text)
      else {
        appraisal.unknown("\(key) of \(map.id) cannot be read")
        continue
      }
      files.append((map, file))
    }
    guard !files.isEmpty else {
      if appraisal.unknowns.isEmpty { appraisal.skip = .nothingFound(kind: "configuration of CoreDNS") }
      return appraisal
    }
    let names = neededNames
    guard !names.isEmpty else {
      appraisal.skip = .nothingFound(kind: "names that pods need")
      return appraisal
    }
    var found: [(map: ConfigMap, zone: String, name: DomainName, fate: Corefile.Fate)] = []
    for name in names {
      guard let decisive = decisive(for: name, in: files) else { continue }
      found.append((decisive.map, decisive.zone, name, decisive.fate))
    }
    let troubles = found.compactMap { item in
      trouble(of: item.fate, for: item.name).map { (item: item, trouble: $0) }
    }
    appraisal.note("configmaps", "\(names.count - troubles.count) / \(names.count)", holds: troubles.isEmpty)
    let groups = troubles.grouped {
      [$0.item.map.id, $0.item.zone.isEmpty ? $0.trouble.seen : $0.item.zone, $0.trouble.isWarning ? "" : "failure"]
    }
    for (_, group) in groups {
      guard let first = group.first else { continue }
      let zone = first.item.zone.isEmpty ? "." : first.item.zone
      appraisal.violations.append(
        Sign(
          first.trouble.isOfForwarder && first.item.zone.isEmpty ? .forwarderDiffers : .zoneOverridden,
          [
            .zone: zone, .seen: first.trouble.seen, .namespace: first.item.map.namespace, .name: first.item.map.name,
            .names: Self.list(group.map(\.item.name.text)),
          ].with(.expected, first.trouble.expected), seenIn: appraisal.observations, isWarning: first.trouble.isWarning,
          subject: Finding.Subject(
            kind: .policy, id: "ConfigMap/\(first.item.map.id)", detail: zone,
            members: group.count > 1 ? group.map(\.item.name.text) : [])))
    }
    return appraisal
  }

  /// The names that pods look up: nodes do not ask the cluster's DNS.
  private var neededNames: [DomainName] {
    state.recording.plan.requirements.filter {
      [.routerPod, .modelPod].contains($0.requirement.consumer) && $0.requirement.need == .required
    }.compactMap { $0.endpoint?.host.name }.uniqued()
  }

  /// What decides about a name: the block with the longest zone; in the root's block the overrides with the rest.
  private func decisive(
    for name: DomainName, in files: [(map: ConfigMap, file: Corefile)]
  ) -> (map: ConfigMap, zone: String, fate: Corefile.Fate)? {
    let candidates = files.compactMap { item in item.file.block(for: name).map { (item.map, $0.zone, $0.block) } }
    let longest = candidates.map(\.1.utf8.count).max() ?? 0
    let own = candidates.filter { $0.1.utf8.count == longest }
    // Overrides are imported into the root's block: all of its parts speak, an answer before a forwarder.
    let fates = own.compactMap { map, zone, block in block.fate(of: name).map { (map, zone, $0) } }
    let decided = fates.first { if case .forwarded = $0.2 { false } else { $0.2 != .unknown } } ?? fates.first
    if let decided { return (decided.0, decided.1, decided.2) }
    // A zone of its own in which nothing answers.
    guard longest > 0, let block = own.first else { return nil }
    return (block.0, block.1, .denied(code: "REFUSED"))
  }

  private struct Trouble {
    var seen: String
    var expected: String?
    var isWarning = true
    var isOfForwarder = false
  }

  /// What is wrong with it; `nil`: nothing, or it cannot be told.
  private func trouble(of fate: Corefile.Fate, for name: DomainName) -> Trouble? {
    switch fate {
    case .unknown: return nil
    case .denied(let code): return Trouble(seen: "answered with \(code)", isWarning: false)
    case .rewritten(let target):
      return Trouble(seen: "asked for as \(target)")
    case .answered(let addresses):
      let text = addresses.map(\.description).joined(separator: ", ")
      let known = Set((state.evidence.lookupsByName[name] ?? []).flatMap { $0.value.message?.addresses ?? [] })
      if !known.isEmpty, addresses.allSatisfy(known.contains) { return nil }
      let isWrong = addresses.allSatisfy { $0.isUnspecified || $0.isLoopback } || contradictsPlan(addresses, name)
      return Trouble(
        seen: "answered with \(text)",
        expected: known.isEmpty ? nil : known.map(\.description).sorted().joined(separator: ", "), isWarning: !isWrong)
    case .forwarded(let targets):
      let servers = targets.compactMap { Self.server($0) }
      // A file, or something with a name: what it leads to is not known.
      guard servers.count == targets.count, !servers.isEmpty else { return nil }
      let declared = deployment.network.dnsServers
      let azure = IPAddress("168.63.129.16")
      let expected = declared.isEmpty ? [] : declared
      guard !servers.allSatisfy({ $0 == azure || expected.contains($0) }) else { return nil }
      // Without declared servers nothing is known to differ from, unless private names depend on it.
      guard !expected.isEmpty || isDeclaredPrivate(name) else { return nil }
      let wanted = expected.isEmpty ? azure.map { [$0] } ?? [] : expected
      return Trouble(
        seen: "forwarded to \(servers.map(\.description).joined(separator: ", "))",
        expected: wanted.map(\.description).joined(separator: ", "), isOfForwarder: true)
    }
  }

  private func contradictsPlan(_ addresses: [IPAddress], _ name: DomainName) -> Bool {
    isDeclaredPrivate(name)
      && addresses.allSatisfy { !$0.isPrivate(including: deployment.network.privateRanges) }
  }

  private func isDeclaredPrivate(_ name: DomainName) -> Bool {
    state.recording.plan.requirements.contains { planned in
      guard planned.endpoint?.host.name == name, case .addresses(.private) = planned.requirement.expectation else {
        return false
      }
      return true
    }
  }

  /// The address of a forwarder: `10.0.0.4`, `10.0.0.4:53`, `dns://10.0.0.4`.
  private static func server(_ text: String) -> IPAddress? {
    var text = text
    for scheme in ["dns://", "tls://"] where text.hasPrefix(scheme) { text.removeFirst(scheme.count) }
    return IPAddress(text) ?? SocketAddress(text)?.address
  }
}
