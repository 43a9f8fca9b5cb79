import ClusterAPI
import Model

extension LoginReading {
  /// The user's entry: who asks, and how that is proved.
  mutating func readUser(_ user: Cursor, in file: KubeconfigFile, with cluster: Cursor) {
    if let provider = user["auth-provider"] {
      let name = provider["name"]?.scalarText.map { " \($0.quoted)" } ?? ""
      refuse(
        provider, "the user has an auth-provider\(name), which kubectl knows no more since Kubernetes 1.26",
        expected: name.contains("azure")
          ? "an exec entry, as `kubelogin convert-kubeconfig` writes it"
          : "an exec entry with a credential plugin")
      return
    }
    credentials.certificate = certificate(of: user, in: file)
    let token = text(user["token"])
    let tokenFile = text(user["tokenFile"])
    let name = text(user["username"])
    let password = text(user["password"])
    let hasPassword = name != nil || password != nil
    if hasPassword, token != nil || tokenFile != nil {
      refuse(
        user["username"] ?? user["password"] ?? user, "the user has a password and a token, which kubectl refuses",
        expected: "one of the two")
    }
    // A file with a token is read anew while the token beside it grows old.
    if let tokenFile {
      credentials.authorization = .tokenFile(path: file.resolved(tokenFile))
    } else if let token {
      credentials.authorization = .token(Secret(token))
    } else if hasPassword {
      credentials.authorization = .password(user: name ?? "", password: Secret(password ?? ""))
      notice(
        "a user name with a password is refused by API servers since Kubernetes 1.19", at: user["username"] ?? user)
    } else if let exec = object(user["exec"]) {
      credentials.authorization = plugin(exec, in: file, for: cluster).map { .plugin($0) }
    }
    readImpersonation(user)
  }

  private mutating func certificate(of user: Cursor, in file: KubeconfigFile) -> ClusterCredentials.Certificate? {
    func isGiven(_ name: String) -> Bool { user[name] != nil || user["\(name)-data"] != nil }
    guard isGiven("client-certificate") || isGiven("client-key") else { return nil }
    guard isGiven("client-certificate"), isGiven("client-key") else {
      let missing = isGiven("client-key") ? "client-certificate" : "client-key"
      refuse(user, "the user has no \(missing)", expected: "\(missing) or \(missing)-data beside the other")
      return nil
    }
    let chain = certificates(of: "client-certificate", in: user, of: file)
    let key = content(of: "client-key", in: user, of: file, expected: "a private key")
    guard let chain, let key else { return nil }
    guard hasKey(key.bytes) else {
      refuse(
        key.cursor, "\(key.cursor.pointer) holds no private key",
        expected: "a private key in PEM that is not encrypted")
      return nil
    }
    return ClusterCredentials.Certificate(chain: chain.bytes, key: Secret(key.bytes))
  }

  private mutating func readImpersonation(_ user: Cursor) {
    let name = text(user["as"])
    let groups = texts(user["as-groups"])
    let uid = text(user["as-uid"])
    guard let name else {
      if let cursor = user["as-groups"] ?? user["as-uid"] {
        refuse(cursor, "\(cursor.pointer) stands without as", expected: "as: and the name of a user")
      }
      return
    }
    credentials.impersonation = ClusterCredentials.Impersonation(user: name, uid: uid, groups: groups)
    notice("requests are made as another user (as), whom the access reviews are about", at: user["as"] ?? user)
  }

  // MARK: Plugins

  private mutating func plugin(_ exec: Cursor, in file: KubeconfigFile, for cluster: Cursor) -> CredentialPlugin? {
    guard let version = version(exec) else { return nil }
    guard let command = text(exec["command"]) else {
      if exec["command"] == nil {
        refuse(exec, "the exec entry has no command", expected: "command: kubelogin, or another")
      }
      return nil
    }
    var plugin = CredentialPlugin(
      version: version,
      // A path is relative to the file; a name is looked for in PATH.
      command: command.contains("/") ? file.resolved(command) : command, arguments: texts(exec["args"]),
      environment: environment(exec["env"]), installHint: text(exec["installHint"])?.visible(upTo: 2_000))
    if let cursor = exec["interactiveMode"], let text = text(cursor) {
      let names = CredentialPlugin.InteractiveMode.allCases.map(\.rawValue)
      if let mode = CredentialPlugin.InteractiveMode(rawValue: text) {
        plugin.interactiveMode = mode
      } else {
        refuse(
          cursor, "\(cursor.pointer) is \(text.quoted)", expected: "one of \(names.joined(separator: ", "))",
          suggestion: Suggestion.nearest(to: text, among: names))
      }
    } else if version == .v1 {
      notice("the exec entry has no interactiveMode, without which kubectl refuses it; IfAvailable is taken", at: exec)
    }
    if boolean(exec["provideClusterInfo"]) == true { plugin.cluster = information(of: cluster, in: file) }
    return plugin
  }

  private mutating func version(_ exec: Cursor) -> CredentialPlugin.Version? {
    let names = CredentialPlugin.Version.allCases.map(\.rawValue)
    guard let cursor = exec["apiVersion"], let text = text(cursor) else {
      if exec["apiVersion"] == nil {
        refuse(exec, "the exec entry has no apiVersion", expected: names.joined(separator: " or "))
      }
      return nil
    }
    if let version = CredentialPlugin.Version(rawValue: text) { return version }
    let isOld = text == "client.authentication.k8s.io/v1alpha1"
    refuse(
      cursor,
      "the exec entry has apiVersion \(text.quoted)"
        + (isOld ? ", which kubectl knows no more since Kubernetes 1.24" : ""),
      expected: names.joined(separator: " or "),
      suggestion: isOld ? names[1] : Suggestion.nearest(to: text, among: names))
    return nil
  }

  private mutating func environment(_ cursor: Cursor?) -> [CredentialPlugin.Variable] {
    guard let cursor else { return [] }
    guard let items = cursor.items else {
      refuse(cursor, "\(cursor.pointer) is no list", expected: "a list of name and value")
      return []
    }
    return items.compactMap { item in
      guard let name = item["name"]?.scalarText, !name.isEmpty, !name.contains("=") else {
        refuse(item, "\(item.pointer) has no name", expected: "name and value")
        return nil
      }
      let value: String? =
        if case .boolean(let boolean)? = item["value"]?.value.content { String(boolean) } else {
          item["value"]?.scalarText
        }
      return CredentialPlugin.Variable(name: name, value: Secret(value ?? ""))
    }
  }

  private mutating func information(of cluster: Cursor, in file: KubeconfigFile) -> CredentialPlugin.Cluster? {
    guard let server = text(cluster["server"]) else { return nil }
    let isUnverified = boolean(cluster["insecure-skip-tls-verify"]) == true
    let extensions = cluster["extensions"]?.items ?? []
    let entry = extensions.first { $0["name"]?.scalarText == "client.authentication.k8s.io/exec" }
    return CredentialPlugin.Cluster(
      server: server, serverName: text(cluster["tls-server-name"]), skipsVerification: isUnverified,
      authorities: isUnverified
        ? nil : content(of: "certificate-authority", in: cluster, of: file, expected: "a certificate")?.bytes,
      proxyURL: text(cluster["proxy-url"]).map { Secret($0) }, configuration: entry?["extension"]?.value.json)
  }
}

extension Value {
  /// The value as JSON.
  fileprivate var json: String {
    switch content {
    case .null: "null"
    case .boolean(let boolean): String(boolean)
    case .number(let spelling):
      Double(spelling).map { "\($0)" }.flatMap { Int(spelling).map(String.init) ?? $0 } ?? "null"
    case .text(let text): JSONText.quoted(text)
    case .list(let items): "[\(items.map(\.json).joined(separator: ","))]"
    case .mapping(let members):
      "{\(members.map { "\(JSONText.quoted($0.key)):\($0.value.json)" }.joined(separator: ","))}"
    }
  }
}
