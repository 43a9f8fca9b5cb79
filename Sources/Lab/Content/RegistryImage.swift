/// An image as registries hand it out: an index with a manifest for each platform, their configurations and layers.
struct RegistryImage: Sendable {
  /// A document or layer with its media type.
  struct Blob: Sendable {
    var mediaType: String
    var bytes: [UInt8]
    var digest: Digest

    init(_ mediaType: String, _ bytes: [UInt8]) {
      self.mediaType = mediaType
      self.bytes = bytes
      digest = Digest(of: bytes)
    }

    /// How other documents refer to it (OCI image specification, descriptor.md).
    func descriptor(_ more: String = "") -> String {
      #"{"mediaType":"\#(mediaType)","digest":"\#(digest)","size":\#(bytes.count)\#(more)}"#
    }
  }

  /// Whose names for the kinds of documents are used; clients have to take either.
  enum Dialect: Sendable {
    case docker, oci

    var index: String {
      switch self {
      case .docker: "application/vnd.docker.distribution.manifest.list.v2+json"
      case .oci: "application/vnd.oci.image.index.v1+json"
      }
    }
    var manifest: String {
      switch self {
      case .docker: "application/vnd.docker.distribution.manifest.v2+json"
      case .oci: "application/vnd.oci.image.manifest.v1+json"
      }
    }
    var configuration: String {
      switch self {
      case .docker: "application/vnd.docker.container.image.v1+json"
      case .oci: "application/vnd.oci.image.config.v1+json"
      }
    }
    var layer: String {
      switch self {
      case .docker: "application/vnd.docker.image.rootfs.diff.tar"
      case .oci: "application/vnd.oci.image.layer.v1.tar"
      }
    }
  }

  let repository: String
  let tag: String
  let index: Blob
  /// One for each platform.
  let manifests: [Blob]
  /// Configurations and layers.
  let blobs: [Blob]

  /// - Parameter layerSizes: in bytes, of the files in the layers.
  init(_ repository: String, tag: String, dialect: Dialect, architectures: [String], layerSizes: [Int]) {
    self.repository = repository
    self.tag = tag
    let layers = layerSizes.enumerated().map { number, size in
      Blob(
        dialect.layer,
        Archive.tar(name: "layer-\(number)", content: Archive.filling(count: size, seed: UInt32(size + number))))
    }
    var blobs = layers
    var manifests: [Blob] = []
    var entries: [String] = []
    for architecture in architectures {
      let digests = layers.map { #""\#($0.digest)""# }.joined(separator: ",")
      // The layers are not compressed: their digests are those of their contents, too.
      let configuration = Blob(
        dialect.configuration,
        Array(
          """
          {"created":"2020-01-01T00:00:00Z","architecture":"\(architecture)","os":"linux",\
          "config":{"Env":["PATH=/usr/bin"],"Labels":{"lab":"demo"}},\
          "rootfs":{"type":"layers","diff_ids":[\(digests)]}}
          """.utf8))
      let manifest = Blob(
        dialect.manifest,
        Array(
          """
          {"schemaVersion":2,"mediaType":"\(dialect.manifest)","config":\(configuration.descriptor()),\
          "layers":[\(layers.map { $0.descriptor() }.joined(separator: ","))]}
          """.utf8))
      blobs.append(configuration)
      manifests.append(manifest)
      entries.append(manifest.descriptor(#","platform":{"architecture":"\#(architecture)","os":"linux"}"#))
    }
    self.blobs = blobs
    self.manifests = manifests
    index = Blob(
      dialect.index,
      Array(
        """
        {"schemaVersion":2,"mediaType":"\(dialect.index)","manifests":[\(entries.joined(separator: ","))]}
        """.utf8))
  }

  /// The index or manifest of that tag or digest.
  func manifest(_ reference: String) -> Blob? {
    if reference == tag { return index }
    return ([index] + manifests).first { $0.digest.description == reference }
  }

  /// What the public registry of the lab has.
  static let published = [
    RegistryImage(
      "oss/kubernetes/pause", tag: "3.6", dialect: .docker, architectures: ["amd64", "arm64"],
      layerSizes: [1_500_000, 40_000]),
    RegistryImage(
      "azureml/azureml-fe", tag: "1.0", dialect: .docker, architectures: ["amd64"], layerSizes: [2_000_000, 100_000]),
  ]

  /// What the demo's own registry has.
  static let own = [
    RegistryImage(
      "models/iris", tag: "3", dialect: .oci, architectures: ["amd64"], layerSizes: [2_500, 1_800_000, 120_000])
  ]
}
