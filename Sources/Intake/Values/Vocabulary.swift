import Model

/// The names that a deployment file can be checked against.
struct Vocabulary {
  /// The cloud that the file chooses.
  let cloud: Cloud
  /// Of all clouds.
  let regions: [Region]
  let hostSuffixes: HostSuffixes
  let roles: [EndpointRole]

  init(cloud: Cloud, regions: [Region], hostSuffixes: [String], roles: [EndpointRole]) {
    self.cloud = cloud
    self.regions = regions
    self.roles = roles
    self.hostSuffixes = HostSuffixes(hostSuffixes, regions: regions.map(\.name))
  }
}
