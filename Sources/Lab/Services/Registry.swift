/// A registry that speaks the OCI distribution protocol as MCR and ACR do: who may pull is settled by tokens, or nobody
/// asks; layers and configurations are fetched from another host.
struct Registry {
  let host: LabHost
  /// Where layers are: clients are sent there with an address that is signed.
  let dataHost: LabHost
  let images: [RegistryImage]
  /// Whether everybody may pull without a token.
  let isPublic: Bool

  static let published = Registry(host: .mcr, dataHost: .mcrData, images: RegistryImage.published, isPublic: true)
  static let own = Registry(host: .acr, dataHost: .acrData, images: RegistryImage.own, isPublic: false)

  func answer(to request: HTTPRequest, in surroundings: Surroundings) -> HTTPAnswer {
    if !isPublic, request.path.hasPrefix("/oauth2/") { return tokenAnswer(to: request) }
    guard request.path == "/v2" || request.path.hasPrefix("/v2/") else { return version(request, in: surroundings) }
    // The repository's name has slashes: what it is asked for are the last two words.
    let words = request.path.split(separator: "/").dropFirst()
    guard words.count >= 3 else { return version(request, in: surroundings) }
    let repository = words.dropLast(2).joined(separator: "/")
    guard isPublic || token(of: request)?.allowsPulling(repository, from: host.rawValue) == true else {
      return challenge(for: request, in: surroundings, scope: "repository:\(repository):pull")
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      return error(405, "Method Not Allowed", code: "UNSUPPORTED", message: "The operation is unsupported.")
    }
    let there = images.filter { $0.repository == repository }
    guard !there.isEmpty else {
      return error(
        404, "Not Found", code: "NAME_UNKNOWN", message: "repository name not known to registry: \(repository)")
    }
    let last = String(words.last ?? "")
    switch words.dropLast().last {
    case "manifests": return manifest(last, of: there)
    case "blobs": return blob(last, of: there, request: request, in: surroundings)
    case "tags": return tags(of: there)
    default: return error(404, "Not Found", code: "UNSUPPORTED", message: "The operation is unsupported.")
    }
  }

  private func version(_ request: HTTPRequest, in surroundings: Surroundings) -> HTTPAnswer {
    if !isPublic, token(of: request) == nil { return challenge(for: request, in: surroundings, scope: nil) }
    return .publicRegistry
  }

  /// The token that came along, if it is genuine and of this registry.
  private func token(of request: HTTPRequest) -> RegistryToken? {
    guard let text = request.authorization("Bearer"), let token = RegistryToken(text), token.service == host.rawValue
    else { return nil }
    return token
  }

  private func challenge(for request: HTTPRequest, in surroundings: Surroundings, scope: String?) -> HTTPAnswer {
    var answer = HTTPAnswer.privateRegistry(
      service: host.rawValue, realm: surroundings.authority(of: host, for: request), scope: scope)
    if request.headers["authorization"] != nil {
      let reason = token(of: request) == nil ? "invalid_token" : "insufficient_scope"
      answer.append(#",error="\#(reason)""#, to: "Www-Authenticate")
    }
    return answer
  }

  private func manifest(_ reference: String, of images: [RegistryImage]) -> HTTPAnswer {
    guard let found = images.lazy.compactMap({ $0.manifest(reference) }).first else {
      return error(404, "Not Found", code: "MANIFEST_UNKNOWN", message: "manifest tagged by \(reference) is not found")
    }
    var answer = HTTPAnswer.publicRegistry
    answer.replace("Content-Type", with: found.mediaType)
    answer.headers += [("Docker-Content-Digest", "\(found.digest)"), ("ETag", "\"\(found.digest)\"")]
    answer.body = found.bytes
    return answer
  }

  private func blob(
    _ digest: String, of images: [RegistryImage], request: HTTPRequest, in surroundings: Surroundings
  ) -> HTTPAnswer {
    guard let found = images.lazy.flatMap(\.blobs).first(where: { $0.digest.description == digest }) else {
      return error(404, "Not Found", code: "BLOB_UNKNOWN", message: "blob unknown to registry")
    }
    var answer = HTTPAnswer.publicRegistry
    if request.method == "HEAD" {
      answer.replace("Content-Type", with: "application/octet-stream")
      answer.headers += [("Docker-Content-Digest", digest), ("Accept-Ranges", "bytes")]
      answer.body = found.bytes
      return answer
    }
    (answer.status, answer.reason) = (307, "Temporary Redirect")
    answer.headers.append(
      ("Location", "https://\(surroundings.authority(of: dataHost, for: request))\(LayerStore.path(of: found))"))
    answer.body = []
    return answer
  }

  private func tags(of images: [RegistryImage]) -> HTTPAnswer {
    var answer = HTTPAnswer.publicRegistry
    let tags = images.map { "\"\($0.tag)\"" }.joined(separator: ",")
    answer.body = Array(#"{"name":"\#(images[0].repository)","tags":[\#(tags)]}"#.utf8)
    return answer
  }

  /// An error of the distribution protocol (OCI distribution specification, error codes).
  func error(_ status: Int, _ reason: String, code: String, message: String) -> HTTPAnswer {
    var answer = HTTPAnswer.publicRegistry
    (answer.status, answer.reason) = (status, reason)
    answer.body = Array(#"{"errors":[{"code":"\#(code)","message":"\#(message)"}]}\#n"#.utf8)
    return answer
  }
}
