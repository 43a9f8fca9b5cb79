import Model

/// One request to an API server, apart from who asks.
public struct APIRequest: Sendable, Hashable {
  public enum Method: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    /// Of access reviews, which store nothing, and of a ConfigMap that the user wants made for a report.
    case post = "POST"
    /// Of that ConfigMap alone.
    case patch = "PATCH"
  }

  public var method: Method
  /// With its query, percent-encoded; begins with a slash.
  public var path: String
  /// The `Accept` header.
  public var accept: String
  /// JSON; empty of a GET.
  public var body: [UInt8]

  /// What JSON is asked for by.
  public static let json = "application/json"
  /// The same objects with nothing but their metadata, where the server can (Kubernetes documentation, "API concepts",
  /// section "Metadata-only fetches").
  public static let metadataAlone = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1, application/json"

  public init(_ method: Method = .get, _ path: String, accept: String = APIRequest.json, body: [UInt8] = []) {
    self.method = method
    self.path = path
    self.accept = accept
    self.body = body
  }
}

extension APIRequest {
  /// `GET /version`.
  public var description: String { "\(method.rawValue) \(path)" }

  /// What the body is; `nil` where there is none.
  public var contentType: String? {
    switch method {
    case .get: nil
    case .post: Self.json
    // RFC 7386: what the patch does not name stays.
    case .patch: "application/merge-patch+json"
    }
  }

  /// Puts a text under a key of a ConfigMap that exists; its other keys stay.
  static func patch(_ text: String, as key: String, of name: String, in namespace: String) -> APIRequest {
    let body = "{\"data\":{\(JSONText.quoted(key)):\(JSONText.quoted(text))}}"
    return APIRequest(
      .patch, "\(configMaps(in: namespace))/\(encoded(name))?fieldManager=aml-preflight", body: Array(body.utf8))
  }

  /// Makes a ConfigMap with a text under a key.
  static func create(_ name: String, with text: String, as key: String, in namespace: String) -> APIRequest {
    let body = """
      {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":\(JSONText.quoted(name)),\
      "labels":{"app.kubernetes.io/name":"aml-preflight"}},"data":{\(JSONText.quoted(key)):\(JSONText.quoted(text))}}
      """
    return APIRequest(.post, "\(configMaps(in: namespace))?fieldManager=aml-preflight", body: Array(body.utf8))
  }

  private static func configMaps(in namespace: String) -> String {
    "/api/v1/namespaces/\(encoded(namespace))/configmaps"
  }

  /// Asks whether whoever asks has a right (authorization.k8s.io/v1 SelfSubjectAccessReview).
  static func review(of right: AccessRight) -> APIRequest {
    // `pods/log` is a part of a resource, which a review names apart.
    let parts = right.resource.split(separator: "/", maxSplits: 1).map(String.init)
    var attributes = [("verb", right.verb.rawValue), ("group", right.group), ("resource", parts[0])]
    if parts.count > 1 { attributes.append(("subresource", parts[1])) }
    if let namespace = right.namespace { attributes.append(("namespace", namespace)) }
    if let name = right.name { attributes.append(("name", name)) }
    let text = attributes.map { "\(JSONText.quoted($0.0)):\(JSONText.quoted($0.1))" }.joined(separator: ",")
    let body = """
      {"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview",\
      "spec":{"resourceAttributes":{\(text)}}}
      """
    return APIRequest(.post, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body: Array(body.utf8))
  }

  /// One page of a list, or one object.
  ///
  /// - Parameters:
  ///   - version: Of the resource's group.
  ///   - token: Where the page before ended; `nil`: the first page.
  static func page(
    of read: ClusterRead, version: String, limit: Int, after token: String? = nil, metadataAlone: Bool = false
  ) -> APIRequest {
    let resource = read.resource
    switch resource {
    case .version: return APIRequest(.get, "/version")
    case .readiness: return APIRequest(.get, "/readyz?verbose", accept: "*/*")
    default: break
    }
    var path = resource.group.isEmpty ? "/api/\(version)" : "/apis/\(resource.group)/\(version)"
    if let namespace = read.namespace { path += "/namespaces/\(encoded(namespace))" }
    path += "/\(resource.plural)"
    if let name = read.name { return APIRequest(.get, "\(path)/\(encoded(name))") }
    var query = ["limit=\(limit)"]
    if let token { query.append("continue=\(encoded(token))") }
    if let selector = read.labelSelector { query.append("labelSelector=\(encoded(selector))") }
    // What went well is of no interest, and most of what there is.
    if resource == .events { query.append("fieldSelector=\(encoded("type!=Normal"))") }
    return APIRequest(
      .get, "\(path)?\(query.joined(separator: "&"))",
      accept: metadataAlone ? Self.metadataAlone : Self.json)
  }

  /// Percent-encodes all but what is never reserved (RFC 3986 section 2.3).
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    let bytes = text.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        [byte]
      default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
