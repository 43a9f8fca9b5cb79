public import Model

/// What a credential plugin is told and what it says, both an `ExecCredential` of client.authentication.k8s.io.
public struct ExecCredential: Sendable, Hashable {
  public var token: Secret?
  public var certificate: ClusterCredentials.Certificate?
  /// When it is to be asked again; `nil`: when the credential is refused.
  public var expiresAt: Timestamp?

  /// What a plugin may print, in bytes.
  public static let outputLimit = 1 << 20

  /// The variable that tells a plugin what it is wanted for.
  public static let variable = "KUBERNETES_EXEC_INFO"

  /// The value of that variable.
  ///
  /// - Parameter isInteractive: Whether the plugin may talk with a person.
  public static func information(for plugin: CredentialPlugin, isInteractive: Bool) -> String {
    var spec = ["\"interactive\":\(isInteractive)"]
    if let cluster = plugin.cluster {
      var members = ["\"server\":\(JSONText.quoted(cluster.server))"]
      if let name = cluster.serverName { members.append("\"tls-server-name\":\(JSONText.quoted(name))") }
      if cluster.skipsVerification { members.append("\"insecure-skip-tls-verify\":true") }
      if let authorities = cluster.authorities {
        members.append("\"certificate-authority-data\":\"\(Base64.encoded(authorities))\"")
      }
      if let proxy = cluster.proxyURL { members.append("\"proxy-url\":\(JSONText.quoted(proxy.revealed))") }
      members.append("\"config\":\(cluster.configuration ?? "null")")
      spec.append("\"cluster\":{\(members.joined(separator: ","))}")
    }
    return """
      {"kind":"ExecCredential","apiVersion":"\(plugin.version.rawValue)","spec":{\(spec.joined(separator: ","))}}
      """
  }

  /// What a plugin printed. Throws if it is no credential, with the reason in words, which hold nothing of what it printed.
  public init(output: [UInt8], version: CredentialPlugin.Version) throws(ExecCredentialError) {
    var scanner = JSONScanner(keeping: .whole("kind", "apiVersion", "status"))
    let document: JSONValue
    do throws(JSONError) {
      _ = try scanner.take(output)
      document = try scanner.finish()
    } catch {
      throw ExecCredentialError(output.isEmpty ? "it printed nothing" : "what it printed is not JSON")
    }
    guard document["kind"]?.text == "ExecCredential" else {
      throw ExecCredentialError("what it printed is no ExecCredential")
    }
    guard document["apiVersion"]?.text == version.rawValue else {
      let known = CredentialPlugin.Version.allCases.first { $0.rawValue == document["apiVersion"]?.text }
      throw ExecCredentialError(
        "it speaks \(known?.rawValue ?? "another version") where the kubeconfig says \(version.rawValue)")
    }
    guard let status = document["status"] else { throw ExecCredentialError("what it printed has no status") }
    token = status["token"]?.text.flatMap { $0.isEmpty ? nil : Secret($0) }
    // A token of several lines would be several headers.
    if token?.revealedBytes.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) == true {
      throw ExecCredentialError("the token it printed has characters that no token has")
    }
    let chain = status["clientCertificateData"]?.text
    let key = status["clientKeyData"]?.text
    switch (chain, key) {
    case (let chain?, let key?):
      guard !PEM.blocks(of: "CERTIFICATE", in: Array(chain.utf8), limit: 1).isEmpty,
        PEM.hasPrivateKey(Array(key.utf8))
      else { throw ExecCredentialError("the certificate or the key it printed is not PEM") }
      certificate = ClusterCredentials.Certificate(chain: Array(chain.utf8), key: Secret(key))
    case (nil, nil): break
    case (_?, nil), (nil, _?): throw ExecCredentialError("it printed a certificate or a key without the other")
    }
    guard token != nil || certificate != nil else {
      throw ExecCredentialError("what it printed has neither a token nor a certificate")
    }
    expiresAt = status["expirationTimestamp"]?.text.flatMap { Timestamp(internetDate: $0) }
  }
}

/// Why what a credential plugin printed is no credential.
public struct ExecCredentialError: Error, Sendable, Hashable, CustomStringConvertible {
  /// In words, without what it printed.
  public var description: String

  init(_ description: String) {
    self.description = description
  }
}
