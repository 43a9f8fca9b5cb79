import Model

extension DeclaredPlan {
  /// The bound that a document of the first years gives. Only major and minor count: `<= 1.17` admits every 1.17.x.
  func versionBelow(_ limits: PlanLimits) -> Appraisal {
    guard let bound = limits.text(.below), let below = MinorVersion(bound) else { return .notDeclared("limits") }
    guard let declared = cluster.kubernetesVersion, let version = MinorVersion(declared) else {
      return .notDeclared("cluster.kubernetesVersion")
    }
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "cluster.kubernetesVersion", arithmetic: "\(version) \(version < below ? "<" : "≥") \(below)",
        holds: version < below),
      else: versionSign(
        .versionNotBelow, declared, [.limit: bound, .needed: "\(below.previous)"], to: "\(below.previous)"))
    return appraisal
  }

  /// Whether AKS supports the version in the region, by the list that `az aks get-versions` printed.
  func versionSupported() -> Appraisal {
    guard let declared = cluster.kubernetesVersion, let version = MinorVersion(declared) else {
      return .notDeclared("cluster.kubernetesVersion")
    }
    guard let supported = references.supportedVersions, !supported.versions.isEmpty else {
      return .needs(option: "--aks-versions")
    }
    let isPatch = declared.split(separator: ".").count > 2
    let holds = isPatch ? supported.entry(for: declared) != nil : supported.supports(minorOf: declared)
    let names = supported.versions.map(\.version)
    // A patch that is no longer offered keeps running: a cluster that has it is supported by its minor version.
    let isRunning = isPatch && !holds && supported.supports(minorOf: declared)
    let nearest = names.filter { MinorVersion($0) == version }.last ?? names.last { !($0.isEmpty) } ?? ""
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "cluster.kubernetesVersion",
        arithmetic: "\(declared) \(holds ? "∈" : "∉") {\(names.joined(separator: ", "))}", holds: holds),
      else: versionSign(
        .versionNotSupported, declared, [.names: names.joined(separator: ", "), .needed: nearest], to: nearest,
        isWarning: isRunning))
    return appraisal
  }

  /// Whether the version is the newest minor version that AKS supports, or one of so many before it.
  func versionRecent(_ limits: PlanLimits) -> Appraisal {
    guard let count = limits.number(.count) else { return .notDeclared("limits") }
    guard let declared = cluster.kubernetesVersion, let version = MinorVersion(declared) else {
      return .notDeclared("cluster.kubernetesVersion")
    }
    let released = references.supportedVersions?.versions.filter { !$0.isPreview } ?? []
    let minors = Set(released.compactMap { MinorVersion($0.version) }).sorted()
    guard let newest = minors.last else { return .needs(option: "--aks-versions") }
    let oldest = minors.suffix(count + 1).first ?? newest
    var appraisal = Appraisal()
    appraisal.compare(
      Working(
        path: "cluster.kubernetesVersion",
        arithmetic: "\(version) \(version < oldest ? "<" : "≥") \(oldest) (newest \(newest), \(count) before it)",
        holds: version >= oldest),
      else: versionSign(
        .versionTooOld, declared, [.limit: "\(newest)", .needed: "\(oldest)"], to: "\(oldest)"))
    return appraisal
  }

  private func versionSign(
    _ code: Symptom.Code, _ declared: String, _ facts: [Symptom.Fact: String], to newValue: String,
    isWarning: Bool = false
  ) -> Sign {
    Sign(
      code, facts.merging([.value: declared]) { $1 }, isWarning: isWarning,
      subject: .declared("cluster.kubernetesVersion", detail: declared),
      changes: newValue.isEmpty
        ? [] : [Change(path: "cluster.kubernetesVersion", from: declared, to: "\"\(newValue)\"")])
  }
}

/// A Kubernetes version without its patch: `1.29` of `1.29.4` or `v1.29`.
struct MinorVersion: Comparable, Hashable, CustomStringConvertible {
  let major: Int
  let minor: Int

  init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// `nil` for what is no version.
  init?(_ text: String) {
    let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber }), major >= 0,
      minor >= 0
    else { return nil }
    self.init(major: major, minor: minor)
  }

  /// The minor version before.
  var previous: MinorVersion { MinorVersion(major: major, minor: max(0, minor - 1)) }

  var description: String { "\(major).\(minor)" }

  static func < (left: MinorVersion, right: MinorVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}
