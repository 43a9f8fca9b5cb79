import Model

/// A kubeconfig file: where its current context leads. Of the credentials in it only the kinds are read, never what they
/// are; a plugin that would fetch some is not run.
struct Kubeconfig: Sendable {
  var currentContext: Sourced<String>?
  var clusters: Int
  var contexts: Int
  var users: Int
  var isUserFound: Bool
  /// As written; `nil` if the context leads to no cluster.
  var server: Sourced<String>?
  var scheme: String?
  var host: Sourced<String>?
  var port: Sourced<Int>?
  var path: String?
  var namespace: Sourced<String>?
  var tlsServerName: Sourced<String>?
  var isTLSUnverified: Sourced<Bool>?
  var proxyURL: Sourced<String>?
  var hasAuthorityData: Bool
  var authorityFile: Sourced<String>?
  /// The keys of the user's entry, sorted: `client-certificate-data`, `exec`, `token`.
  var authentication: [String]
  var execCommand: Sourced<String>?
}

extension ResourceReading {
  /// The context named so, else the current one, else the only one.
  mutating func kubeconfig(_ cursor: Cursor, context wanted: String?) -> Kubeconfig {
    let contexts = items(cursor["contexts"])
    let clusters = items(cursor["clusters"])
    let users = items(cursor["users"])
    let current = text(cursor["current-context"])
    let name = wanted ?? current?.value ?? (contexts.count == 1 ? contexts[0]["name"]?.text : nil)
    let entry = contexts.first { name != nil && $0["name"]?.text == name }
    if let wanted, entry == nil {
      let names = contexts.compactMap { $0["name"]?.text }
      report(
        Problem(
          place: cursor["contexts"]?.value.place ?? cursor.value.place, message: "there is no context \(wanted.quoted)",
          expected: names.isEmpty ? nil : "one of \(names.prefix(20).map(\.quoted).joined(separator: ", "))",
          suggestion: Suggestion.nearest(to: wanted, among: names)))
    }
    let context = object(entry?["context"])
    let clusterName = context?["cluster"]?.text
    let cluster = object(clusters.first { clusterName != nil && $0["name"]?.text == clusterName }?["cluster"])
    let userName = context?["user"]?.text
    let userEntry = users.first { userName != nil && $0["name"]?.text == userName }
    let user = userEntry?["user"]
    let exec = user?["exec"]
    var config = Kubeconfig(
      currentContext: current, clusters: clusters.count, contexts: contexts.count, users: users.count,
      isUserFound: userEntry != nil, namespace: text(context?["namespace"]),
      tlsServerName: text(cluster?["tls-server-name"]),
      isTLSUnverified: boolean(cluster?["insecure-skip-tls-verify"]), proxyURL: text(cluster?["proxy-url"]),
      hasAuthorityData: cluster?["certificate-authority-data"] != nil,
      authorityFile: text(cluster?["certificate-authority"]),
      authentication: (user?.members.map(\.key) ?? []).sorted(),
      execCommand: exec?.isMapping == true ? text(exec?["command"]) : nil)
    let known = problems.count
    server(cluster?["server"], into: &config)
    if config.host == nil, problems.count == known, wanted == nil || entry != nil {
      report(
        Problem(
          place: (entry ?? cursor).value.place, message: "the kubeconfig's context leads to no server",
          expected: "a current context with a cluster that has a server, or another context by --context NAME"))
    }
    return config
  }

  private mutating func server(_ cursor: Cursor?, into config: inout Kubeconfig) {
    guard let server = text(cursor), let cursor else { return }
    let parts = server.value.split(separator: "://", maxSplits: 1).map(String.init)
    guard parts.count == 2, ["http", "https"].contains(parts[0].lowercased()) else {
      return refuse(cursor, expected: "https://host:port")
    }
    let authority = parts[1].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let place = String(authority.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
    let scheme = parts[0].lowercased()
    let standard = scheme == "https" ? 443 : 80
    var host = place
    var port = standard
    if let socket = SocketAddress(place) {
      (host, port) = (socket.address.description, Int(socket.port))
    } else if place.hasPrefix("["), place.hasSuffix("]") {
      host = String(place.dropFirst().dropLast())
    } else if let colon = place.lastIndex(of: ":"), IPAddress(place) == nil {
      guard let number = UInt16(place[place.index(after: colon)...]), number > 0 else {
        return refuse(cursor, expected: "https://host:port, with a port from 1 to 65535")
      }
      (host, port) = (String(place[..<colon]), Int(number))
    }
    guard !host.isEmpty else { return refuse(cursor, expected: "https://host:port") }
    config.server = server
    config.scheme = scheme
    config.host = server.map { _ in host.lowercased() }
    config.port = server.map { _ in port }
    config.path = parts[1].dropFirst(authority.count).description
  }
}
