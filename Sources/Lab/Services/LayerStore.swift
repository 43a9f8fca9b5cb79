/// The blob storage where registries keep layers: only who comes with the address that the registry signed gets one.
struct LayerStore {
  let images: [RegistryImage]

  private static let prefix = "/demo00000000//docker/registry/v2/blobs/sha256/"

  /// The signed address of a blob, without the host.
  static func path(of blob: RegistryImage.Blob) -> String {
    let name = blob.digest.hexadecimal
    let path = "\(prefix)\(name.prefix(2))/\(name)/data"
    return "\(path)?se=2099-12-31T00%3A00%3A00Z&sig=\(signature(of: path))&sp=r&spr=https&sr=b&sv=2018-03-28"
  }

  func answer(to request: HTTPRequest) -> HTTPAnswer {
    guard request.path.hasPrefix(Self.prefix) else {
      return .storageError(
        400, "The requested URI does not represent any resource on the server.", server: .blob, code: "InvalidUri")
    }
    // A client that takes the registry's token along is refused, as by Azure Storage.
    if request.headers["authorization"] != nil {
      return .storageError(
        400, "Authentication information is not given in the correct format. Check the value of Authorization header.",
        server: .blob, code: "InvalidAuthenticationInfo")
    }
    guard request.query["sig"] == Self.signature(of: request.path) else {
      return .storageError(
        403,
        "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly "
          + "including the signature.", server: .blob, code: "AuthenticationFailed")
    }
    let name = request.path.split(separator: "/").dropLast().last ?? ""
    guard let blob = images.lazy.flatMap(\.blobs).first(where: { $0.digest.hexadecimal == name }) else {
      return .storageError(404, "The specified blob does not exist.", server: .blob, code: "BlobNotFound")
    }
    return .storedBlob(blob.bytes, to: request)
  }

  private static func signature(of path: String) -> String {
    Digest(of: Array("the demo lab's layer key\n\(path)".utf8)).hexadecimal
  }
}
