/// What the requests of a conversation say whoever makes them: the tool, and the lines for a shell that do the same by hand.
extension Exchange.Purpose {
  /// How much of a blob, or of an image's largest layer, is asked for: in bytes.
  public static let beginning = 1 << 20

  /// What a manifest may be, the newest first, as containerd accepts it (OCI Image Specification 1.1, media types; Docker
  /// Registry HTTP API V2, manifest version 2, schema 2).
  public static let manifestTypes = [
    "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json", "*/*",
  ]

  /// The version of storage that is asked, without which it accepts no token of Entra's: any from 2017-11-09 on does
  /// (storage-get-blob, 2024; Microsoft Learn, "Versioning for Azure Storage").
  private static let storageVersion = "x-ms-version: 2020-12-06"

  /// The headers that a request for this has beside the one that proves who asks; none where the service wants none.
  ///
  /// Tables answer in JSON only, and want to be told how much of it (Microsoft Learn, "Payload format for Table service
  /// operations"). The instance metadata service refuses what comes without its header (instance-metadata, 2025), so that
  /// nobody asks it through a server that only passes addresses on.
  public var headers: [String] {
    switch self {
    case .manifest, .platformManifest: ["Accept: " + Self.manifestTypes.joined(separator: ", ")]
    case .blobBeginning: [Self.storageVersion]
    case .tableEntity: [Self.storageVersion, "Accept: application/json;odata=nometadata"]
    case .metadata: ["Metadata: true"]
    case .challenge, .token, .tokenExchange, .configuration, .layer, .layerBeginning, .health, .interface, .service,
      .sample:
      []
    }
  }
}

extension Conversation {
  /// Path and query of the versions of instance metadata (instance-metadata, 2025).
  public static let metadataTarget = "/metadata/versions"

  /// Path and query for one entity of a table, or for one entry of the list of tables (storage-get-blob, storage-table-query, 2024).
  /// - Parameter name: the table; `nil`: the list.
  public static func tableTarget(_ name: String?) -> String { (name.map { "/\($0)()" } ?? "/Tables") + "?$top=1" }
}
