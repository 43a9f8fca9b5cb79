public import ClusterAPI
public import Model

/// The kubeconfig files of a user taken together, as kubectl does: of entries with one name the first counts, whole.
public struct Kubeconfigs {
  private let files: [KubeconfigFile]
  private let place: KubeconfigPlace

  /// What a context says of the way to its cluster, with what should be known about it.
  public struct Login: Sendable {
    public var login: ClusterLogin
    /// The file with the context, and the context.
    public var file: String
    public var context: String
    /// Where the server's address stands.
    public var serverPlace: SourcePlace
    /// Warnings, each with its place.
    public var notices: [String]
  }

  /// Reads the files. Nothing that they name is read, and no plugin is run.
  public init(_ place: KubeconfigPlace) throws(IntakeError) {
    self.place = place
    let (paths, mayBeMissing) = place.files
    var files: [KubeconfigFile] = []
    for path in paths {
      if let file = try KubeconfigFile(atPath: path, mayBeMissing: mayBeMissing) { files.append(file) }
    }
    guard !files.isEmpty else {
      throw IntakeError(problems: [
        Problem(
          place: nil, message: "there is no kubeconfig at \(place.description)",
          expected: "a kubeconfig file, named by --kubeconfig FILE or KUBECONFIG")
      ])
    }
    self.files = files
  }

  /// How the cluster of a context is reached. The files with certificates and keys that the context names are read; a
  /// token's file is not, and no plugin is run.
  ///
  /// - Parameters:
  ///   - context: Its name; `nil`: the current one, else the only one.
  ///   - readsContents: Whether certificates, keys and the files with them are read. Without them nothing can be asked,
  ///     only said what would be.
  public func login(context wanted: String? = nil, readsContents: Bool = true) throws(IntakeError) -> Login {
    var reading = LoginReading(readsContents: readsContents)
    let (file, entry, name) = try context(wanted)
    guard let context = reading.object(entry["context"]) else {
      throw IntakeError(problems: reading.problems.isEmpty ? [missing("context", in: entry)] : reading.problems)
    }
    let (clusterFile, cluster) = try entity("cluster", of: context, context: name)
    let login = reading.login(
      to: cluster, in: clusterFile, context: name, namespace: context["namespace"]?.scalarText)
    if let userName = context["user"]?.scalarText, !userName.isEmpty {
      let (userFile, user) = try self.entry(userName, in: "users", named: "user", at: context["user"] ?? context)
      reading.readUser(user, in: userFile, with: cluster)
    }
    guard reading.problems.isEmpty, var login else { throw IntakeError(problems: reading.problems) }
    login.credentials = reading.credentials
    reading.check(login, at: cluster)
    guard reading.problems.isEmpty else { throw IntakeError(problems: reading.problems) }
    return Login(
      login: login, file: file.name, context: name, serverPlace: (cluster["server"] ?? cluster).place,
      notices: reading.notices)
  }

  // MARK: Entries

  private func context(_ wanted: String?) throws(IntakeError) -> (KubeconfigFile, Cursor, String) {
    // The first file that has one says which is current.
    let current = files.lazy.compactMap { $0.root["current-context"]?.scalarText }.first { !$0.isEmpty }
    let names = files.flatMap { $0.names(in: "contexts") }
    guard let name = wanted ?? current ?? (names.count == 1 ? names.first : nil) else {
      throw IntakeError(problems: [
        Problem(
          place: files[0].root.value.place, message: "the kubeconfig has no current context",
          expected: names.isEmpty ? "contexts" : "--context NAME, \(Self.choice(of: names))")
      ])
    }
    for file in files {
      if let entry = file.entry(name, in: "contexts") { return (file, entry, name) }
    }
    let place = wanted == nil ? files.lazy.compactMap { $0.root["current-context"] }.first : files[0].root["contexts"]
    throw IntakeError(problems: [
      Problem(
        place: (place ?? files[0].root).value.place, message: "there is no context \(name.quoted)",
        expected: names.isEmpty ? "contexts" : Self.choice(of: names),
        suggestion: Suggestion.nearest(to: name, among: names))
    ])
  }

  private func entity(
    _ key: String, of context: Cursor, context name: String
  ) throws(IntakeError) -> (KubeconfigFile, Cursor) {
    guard let cursor = context[key], let entity = cursor.scalarText, !entity.isEmpty else {
      throw IntakeError(problems: [
        Problem(
          place: context.value.place, message: "the context \(name.quoted) names no \(key)",
          expected: "\(key): and the name of one of the \(key)s")
      ])
    }
    return try entry(entity, in: "\(key)s", named: key, at: cursor)
  }

  private func entry(
    _ name: String, in list: String, named kind: String, at cursor: Cursor
  ) throws(IntakeError) -> (KubeconfigFile, Cursor) {
    for file in files {
      guard let entry = file.entry(name, in: list) else { continue }
      guard let body = entry[kind], body.isMapping else { throw IntakeError(problems: [missing(kind, in: entry)]) }
      return (file, body)
    }
    let names = files.flatMap { $0.names(in: list) }
    throw IntakeError(problems: [
      Problem(
        place: cursor.value.place, message: "there is no \(kind) \(name.quoted)",
        expected: names.isEmpty ? "an entry in \(list)" : Self.choice(of: names),
        suggestion: Suggestion.nearest(to: name, among: names))
    ])
  }

  private func missing(_ kind: String, in entry: Cursor) -> Problem {
    Problem(place: entry.value.place, message: "the entry has no \(kind)", expected: "\(kind): and what it is")
  }

  private static func choice(of names: [String]) -> String {
    "one of \(names.prefix(20).map(\.quoted).joined(separator: ", "))"
  }
}
