import Model

/// What an image of one platform is made of (OCI Image Specification 1.1, "Image Manifest").
struct ImageManifest: Sendable, Hashable {
  struct Descriptor: Sendable, Hashable {
    /// `sha256:…`.
    var digest: String
    var size: Int
  }

  var configuration: Descriptor
  /// Those that the registry itself holds.
  var layers: [Descriptor]

  /// What is downloaded for all of it, in bytes.
  var size: Int { ([configuration] + layers).reduce(0) { $0.addingReportingOverflow($1.size).partialValue } }
}

/// What a registry answers where a manifest is asked for.
enum ManifestDocument: Sendable, Hashable {
  /// One entry for each platform.
  case list([Platform])
  case image(ImageManifest)

  struct Platform: Sendable, Hashable {
    var digest: String
    var system: String
    var architecture: String
  }

  private static let layerLimit = 1_024

  /// `nil` for what is neither, such as a manifest of the first schema, which no node pulls any more.
  init?(_ json: JSONValue) {
    if let entries = json["manifests"]?.elements {
      self = .list(
        entries.prefix(Self.layerLimit).compactMap { entry in
          guard let digest = entry["digest"]?.string, Self.isDigest(digest), let platform = entry["platform"] else {
            return nil
          }
          return Platform(
            digest: digest, system: platform["os"]?.string ?? "", architecture: platform["architecture"]?.string ?? "")
        })
      return
    }
    guard let configuration = json["config"].flatMap(Self.descriptor), let layers = json["layers"]?.elements,
      layers.count <= Self.layerLimit
    else { return nil }
    // A layer with addresses of its own is not to be had from the registry.
    let own = layers.filter { $0["urls"]?.elements?.isEmpty ?? true }
    let descriptors = own.compactMap(Self.descriptor)
    guard descriptors.count == own.count else { return nil }
    self = .image(ImageManifest(configuration: configuration, layers: descriptors))
  }

  /// The manifest for a platform; of several the first.
  static func digest(for system: String, _ architecture: String, among platforms: [Platform]) -> String? {
    platforms.first { $0.system == system && $0.architecture == architecture }?.digest
  }

  private static func descriptor(_ json: JSONValue) -> ImageManifest.Descriptor? {
    guard let digest = json["digest"]?.string, isDigest(digest), let size = json["size"]?.integer, size >= 0,
      size < 1 << 50
    else { return nil }
    return ImageManifest.Descriptor(digest: digest, size: size)
  }

  /// SHA-256 in hexadecimal: it goes into a path, and is what is verified.
  private static func isDigest(_ text: String) -> Bool {
    text.hasPrefix("sha256:") && text.utf8.count == 71
      && text.utf8.dropFirst(7).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
