/// An image's name, in its parts (Docker reference grammar).
struct ImageName: Hashable {
  /// `myacr.azurecr.io`; Docker's own registry where none is named.
  let registry: String

  init(_ name: String) {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    let first = parts.first ?? ""
    let isHost = parts.count == 2 && (first.contains(".") || first.contains(":") || first == "localhost")
    registry = isHost ? String(first.prefix { $0 != ":" }).lowercased() : "docker.io"
  }
}
