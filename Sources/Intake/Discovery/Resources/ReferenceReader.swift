public import Model

/// Reads what Azure publishes and users hand in: supported Kubernetes versions, service tags.
public enum ReferenceReader {
  /// The versions in the output of `az aks get-versions -o json`, of any age of `az`.
  public static func supportedVersions(atPath path: String) throws(IntakeError) -> SupportedVersions {
    try supportedVersions(
      from: try InputFile.bytes(atPath: path, expected: "the output of `az aks get-versions -o json`"),
      named: InputFile.name(of: path))
  }

  static func supportedVersions(from bytes: [UInt8], named file: String) throws(IntakeError) -> SupportedVersions {
    let root = Cursor(try DocumentText.root(of: bytes, named: file))
    var reading = ResourceReading()
    var versions: [SupportedVersions.Version] = []
    for entry in reading.items(root.property("orchestrators")) {
      if let version = reading.orchestrator(entry) { versions.append(version) }
    }
    for entry in reading.items(root["values"]) { versions += reading.minorVersion(entry) }
    if versions.isEmpty, reading.problems.isEmpty {
      reading.report(
        Problem(
          place: root.value.place, message: "the file lists no versions",
          expected: "the output of `az aks get-versions --location REGION -o json`"))
    }
    if !reading.problems.isEmpty { throw IntakeError(problems: reading.problems) }
    return SupportedVersions(file: file, versions: versions)
  }

  /// The ranges of Azure Machine Learning, of all regions and of each, and those of all of Azure in the regions given.
  /// The file is the one that Microsoft publishes ("Azure IP Ranges and Service Tags"), or the output of
  /// `az network list-service-tags`.
  public static func serviceTags(
    atPath path: String, keeping regions: [String] = []
  ) throws(IntakeError) -> ServiceTags {
    try serviceTags(
      from: try InputFile.bytes(atPath: path, expected: "a file of Azure's IP ranges and service tags"),
      named: InputFile.name(of: path), keeping: regions)
  }

  static func serviceTags(
    from bytes: [UInt8], named file: String, keeping regions: [String] = []
  ) throws(IntakeError) -> ServiceTags {
    let root = Cursor(try DocumentText.root(of: bytes, named: file))
    var reading = ResourceReading()
    var tags: [ServiceTags.Tag] = []
    for entry in reading.items(root["values"]) {
      guard let name = entry["name"]?.text else { continue }
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      let region = parts.count > 1 ? parts[1].lowercased() : nil
      let isAsked =
        parts[0] == "AzureMachineLearning" || parts[0] == "AzureCloud" && region.map(regions.contains) == true
      guard isAsked, let properties = reading.object(entry["properties"]) else { continue }
      var prefixes: [IPPrefix] = []
      for item in reading.items(properties["addressPrefixes"]) {
        guard let text = reading.text(item) else { continue }
        if let prefix = IPPrefix(text.value) {
          prefixes.append(prefix)
        } else {
          reading.refuse(item, expected: "a range such as 10.240.0.0/16")
        }
      }
      tags.append(ServiceTags.Tag(name: name, service: parts[0], region: region, prefixes: prefixes))
    }
    if tags.isEmpty, reading.problems.isEmpty {
      reading.report(
        Problem(
          place: root.value.place, message: "the file has no tag AzureMachineLearning",
          expected: "a file of Azure's IP ranges and service tags, or the output of `az network list-service-tags`"))
    }
    let change = root["changeNumber"].flatMap { reading.integer($0)?.value }
    if !reading.problems.isEmpty { throw IntakeError(problems: reading.problems) }
    return ServiceTags(file: file, cloud: root["cloud"]?.text, changeNumber: change, tags: tags)
  }
}

extension ResourceReading {
  /// One of `orchestrators`: API versions up to 2019-10-01, and `az` up to 2.47.
  fileprivate mutating func orchestrator(_ cursor: Cursor) -> SupportedVersions.Version? {
    guard let version = text(cursor["orchestratorVersion"]) else { return nil }
    var upgrades: [String] = []
    for upgrade in items(cursor["upgrades"]) {
      if let text = text(upgrade.isMapping ? upgrade["orchestratorVersion"] : upgrade) { upgrades.append(text.value) }
    }
    return SupportedVersions.Version(
      version: version.value, isPreview: boolean(cursor["isPreview"])?.value ?? false,
      isDefault: boolean(cursor["default", "isDefault"])?.value, upgrades: upgrades)
  }

  /// One of `values`: a minor version with its patches.
  fileprivate mutating func minorVersion(_ cursor: Cursor) -> [SupportedVersions.Version] {
    guard object(cursor) != nil else { return [] }
    let isPreview = boolean(cursor["isPreview"])?.value ?? false
    let isDefault = boolean(cursor["isDefault"])?.value
    let plans = texts(object(cursor["capabilities"])?["supportPlan"]).map(\.value)
    var versions: [SupportedVersions.Version] = []
    for (version, patch) in object(cursor["patchVersions"])?.members ?? [] {
      versions.append(
        SupportedVersions.Version(
          version: version, isPreview: isPreview, upgrades: texts(patch["upgrades"]).map(\.value), supportPlans: plans))
    }
    // A cluster that asks for the minor version gets its newest patch.
    func patch(_ index: Int) -> Int { versions[index].version.split(separator: ".").last.flatMap { Int($0) } ?? -1 }
    let newest = versions.indices.max { patch($0) < patch($1) }
    if let isDefault {
      for index in versions.indices { versions[index].isDefault = isDefault && index == newest }
    }
    return versions
  }
}
