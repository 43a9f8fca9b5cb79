import Model

extension DeclaredPlan {
  /// At most so many versions behind one endpoint.
  func versionCount(_ limits: PlanLimits) -> Appraisal {
    guard let limit = limits.number(.versions) else { return .notDeclared("limits") }
    return appraiseServices { service, appraisal in
      let versions = service.versions
      guard !versions.isEmpty else { return appraisal.missing.append(service.path("versions")) }
      let count = versions.count
      appraisal.compare(
        Working(
          path: service.path("versions"),
          arithmetic: "\(service.name): \(count) \(count <= limit ? "≤" : ">") \(limit)",
          holds: count <= limit),
        // The last ones go, and never the default version; from the end, so that the other paths stay.
        else: service.sign(
          .versionsTooMany, [.value: String(count), .limit: String(limit)],
          changes: versions.filter { $0.version.isDefault != true }.suffix(count - limit).reversed().map {
            Change(path: $0.path, from: $0.name, to: nil)
          }))
    }
  }

  /// Each version's share within 0 to 100, and together no more than 100: what a larger sum means no document says. What
  /// the shares leave over goes to the default version, on top of its own.
  func traffic() -> Appraisal {
    appraiseServices { service, appraisal in
      let shares = service.versions.filter { $0.version.traffic != nil }
      guard !shares.isEmpty else { return appraisal.missing.append(service.path("versions[0].traffic")) }
      let fixed = service.fittingShares
      for version in shares {
        guard let traffic = version.version.traffic, !(0...100).contains(traffic) else { continue }
        appraisal.compare(
          Working(
            path: version.path("traffic"),
            arithmetic: "\(service.name) \(version.name): \(traffic) \(traffic < 0 ? "< 0" : "> 100")", holds: false),
          else: service.sign(
            .trafficOutOfRange, [.value: String(traffic), .limit: "0 to 100", .other: version.name],
            changes: service.changes(to: fixed, where: { $0 == version.index })))
      }
      let sum = shares.compactMap(\.version.traffic).clampedSum
      let terms = shares.map { String($0.version.traffic ?? 0) }.joined(separator: " + ")
      appraisal.compare(
        Working(
          path: service.path("versions"),
          arithmetic:
            "\(service.name): \(shares.count == 1 ? terms : "\(terms) = \(sum)") \(sum <= 100 ? "≤" : ">") 100",
          holds: sum <= 100),
        else: service.sign(
          .trafficTooMuch, [.value: String(sum), .limit: "100"],
          changes: service.changes(to: fixed, where: { _ in true })))
      let isFitting = sum <= 100 && shares.allSatisfy { (0...100).contains($0.version.traffic ?? 0) }
      if isFitting, let received = service.received {
        appraisal.workings.append(Working(path: service.path("versions"), arithmetic: received, holds: true))
      }
    }
  }

  /// At most one version is marked as the default; without a mark the first one is.
  func defaultVersion() -> Appraisal {
    appraiseServices { service, appraisal in
      let versions = service.versions
      guard let first = versions.first else { return appraisal.missing.append(service.path("versions")) }
      let marked = versions.filter { $0.version.isDefault == true }
      let names = marked.map(\.name).joined(separator: ", ")
      appraisal.compare(
        Working(
          path: service.path("versions"),
          arithmetic: marked.count > 1
            ? "\(service.name): default {\(names)}: \(marked.count) > 1"
            : "\(service.name): default {\(names)}: \(marked.count) ≤ 1, default = \((marked.first ?? first).name)",
          holds: marked.count <= 1),
        else: service.sign(
          .defaultVersionsSeveral, [.value: names, .names: names, .limit: "1"],
          changes: marked.dropFirst().map { Change(path: $0.path("default"), from: "true", to: "false") }))
    }
  }

  /// At most so many versions are the control of an experiment.
  func controlVersion(_ limits: PlanLimits) -> Appraisal {
    guard let limit = limits.number(.versions) else { return .notDeclared("limits") }
    return appraiseServices { service, appraisal in
      guard !service.versions.isEmpty else { return appraisal.missing.append(service.path("versions")) }
      let marked = service.versions.filter { $0.version.isControl == true }
      let names = marked.map(\.name).joined(separator: ", ")
      appraisal.compare(
        Working(
          path: service.path("versions"),
          arithmetic:
            "\(service.name): control {\(names)}: \(marked.count) \(marked.count <= limit ? "≤" : ">") \(limit)",
          holds: marked.count <= limit),
        else: service.sign(
          .controlVersionsSeveral, [.value: names, .names: names, .limit: String(limit)],
          changes: marked.dropFirst(limit).map { Change(path: $0.path("control"), from: "true", to: "false") }))
    }
  }
}

/// A declared version of a service, with its path.
struct DeclaredVersion {
  let version: Deployment.ScoringService.Version
  let index: Int
  let path: String

  /// The version's name, else its number, counted from 1.
  var name: String { version.name ?? String(index + 1) }

  func path(_ key: String) -> String { "\(path).\(key)" }
}

extension DeclaredService {
  var versions: [DeclaredVersion] {
    service.versions.enumerated().map {
      DeclaredVersion(version: $1, index: $0, path: path("versions[\($0)]"))
    }
  }

  /// The version that gets what the others leave: the one that is marked, else the first.
  var defaultVersion: DeclaredVersion? {
    versions.first { $0.version.isDefault == true } ?? versions.first
  }

  /// `a: 20 + (100 − 20 − 10) = 90`: what the default version receives; `nil` where the share of another version is not
  /// declared.
  fileprivate var received: String? {
    guard let version = defaultVersion,
      versions.allSatisfy({ $0.version.traffic != nil || $0.index == version.index })
    else { return nil }
    let own = version.version.traffic ?? 0
    let shares = versions.compactMap(\.version.traffic)
    let rest = ([100] + shares).map(String.init).joined(separator: " − ")
    return "\(name): default \(version.name): \(own) + (\(rest)) = \(own + 100 - shares.clampedSum)"
  }

  /// The nearest shares that add up to no more than 100: each within its range, then the default version's smaller,
  /// which receives the rest anyway, then the largest ones.
  fileprivate var fittingShares: [Int: Int] {
    var shares: [Int: Int] = [:]
    for version in versions {
      if let traffic = version.version.traffic { shares[version.index] = min(max(traffic, 0), 100) }
    }
    var excess = shares.values.reduce(0, +) - 100
    let order = shares.sorted { left, right in
      let (leftIsDefault, rightIsDefault) = (left.key == defaultVersion?.index, right.key == defaultVersion?.index)
      if leftIsDefault != rightIsDefault { return leftIsDefault }
      return (right.value, left.key) < (left.value, right.key)
    }
    for (index, share) in order where excess > 0 {
      shares[index] = share - min(share, excess)
      excess -= min(share, excess)
    }
    return shares
  }

  fileprivate func changes(to shares: [Int: Int], where isMeant: (Int) -> Bool) -> [Change] {
    versions.compactMap { version in
      guard isMeant(version.index), let traffic = version.version.traffic, let share = shares[version.index],
        share != traffic
      else { return nil }
      return Change(path: version.path("traffic"), from: String(traffic), to: String(share))
    }
  }
}
