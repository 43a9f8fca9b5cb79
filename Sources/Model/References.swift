/// What Azure publishes and a run cannot know by itself: given by the user, from files that `az` or Microsoft wrote.
public struct References: Sendable, Hashable, Codable {
  /// `az aks get-versions -o json`.
  public var supportedVersions: SupportedVersions?
  /// The file of Azure's IP ranges and service tags.
  public var serviceTags: ServiceTags?

  public init(supportedVersions: SupportedVersions? = nil, serviceTags: ServiceTags? = nil) {
    self.supportedVersions = supportedVersions
    self.serviceTags = serviceTags
  }
}

/// The Kubernetes versions that AKS supports in one region, on the day that somebody asked.
public struct SupportedVersions: Sendable, Hashable, Codable {
  public struct Version: Sendable, Hashable, Codable {
    /// With the patch, such as `1.29.4`.
    public var version: String
    public var isPreview: Bool
    /// Whether a cluster that names no version gets this one; `nil` if the document does not say.
    public var isDefault: Bool?
    /// Where a cluster of this version can go next, as documented for it.
    public var upgrades: [String]
    /// `KubernetesOfficial`, `AKSLongTermSupport`; empty if the document does not say.
    public var supportPlans: [String]

    public init(
      version: String, isPreview: Bool = false, isDefault: Bool? = nil, upgrades: [String] = [],
      supportPlans: [String] = []
    ) {
      self.version = version
      self.isPreview = isPreview
      self.isDefault = isDefault
      self.upgrades = upgrades
      self.supportPlans = supportPlans
    }

    /// `1.29`.
    public var minor: String { version.split(separator: ".").prefix(2).joined(separator: ".") }
  }

  /// The file that says so.
  public var file: String
  /// In the order of the document.
  public var versions: [Version]

  public init(file: String, versions: [Version]) {
    self.file = file
    self.versions = versions
  }

  /// The entry for a version with its patch (`1.29.4`); `nil` if it is not supported.
  public func entry(for version: String) -> Version? { versions.first { $0.version == version } }

  /// Whether any patch of the version's minor (`1.29` of `1.29.4`) is supported.
  public func supports(minorOf version: String) -> Bool {
    let minor = version.split(separator: ".").prefix(2).joined(separator: ".")
    return versions.contains { $0.minor == minor }
  }
}

/// What a deployment's checks need of Azure's published address ranges: those of Azure Machine Learning, and those of
/// the regions that were asked for.
public struct ServiceTags: Sendable, Hashable, Codable {
  public struct Tag: Sendable, Hashable, Codable {
    /// `AzureMachineLearning.WestEurope`.
    public var name: String
    /// `AzureMachineLearning`; the text before the point of the name.
    public var service: String
    /// As regions are called elsewhere: `westeurope`. `nil` for the tag of all regions.
    public var region: String?
    public var prefixes: [IPPrefix]

    public init(name: String, service: String, region: String?, prefixes: [IPPrefix]) {
      self.name = name
      self.service = service
      self.region = region
      self.prefixes = prefixes
    }
  }

  /// The file that says so.
  public var file: String
  /// `Public`, `AzureGovernment`, `China`; `nil` if the file does not say.
  public var cloud: String?
  /// Rises with each edition of the file.
  public var changeNumber: Int?
  public var tags: [Tag]

  public init(file: String, cloud: String?, changeNumber: Int?, tags: [Tag]) {
    self.file = file
    self.cloud = cloud
    self.changeNumber = changeNumber
    self.tags = tags
  }

  /// The ranges of a service, in one region or in all of them together; `nil` if the file has no such tag.
  public func prefixes(of service: String, in region: String? = nil) -> [IPPrefix]? {
    tags.first { $0.service == service && $0.region == region }?.prefixes
  }
}
