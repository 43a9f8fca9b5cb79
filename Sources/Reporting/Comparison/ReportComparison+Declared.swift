internal import FoundationEssentials
internal import Model

extension ReportComparison.Change {
  // MARK: - Deployment

  /// Values that differ, by their path in the file; where they stand in it is no change.
  static func ofDeployment(old: Recording, new: Recording) -> [Self] {
    let before = values(of: old.deployment)
    let after = values(of: new.deployment)
    var changes = Set(before.keys).union(after.keys).sorted().compactMap { path -> Self? in
      guard before[path] != after[path] else { return nil }
      return Self(owner: .deployment, kind: "declared value", subject: path, old: before[path], new: after[path])
    }
    if old.plan.edition != new.plan.edition, old.deployment.edition == new.deployment.edition {
      changes.append(
        Self(
          owner: .deployment, kind: "edition", subject: "edition", old: old.plan.edition.rawValue,
          new: new.plan.edition.rawValue))
    }
    return changes
  }

  /// The declared values in which two deployments differ, by their path: `network.subnet.prefix: 10.0.0.0/16, 10.1.0.0/16`.
  static func differences(between first: Deployment, and second: Deployment) -> [String] {
    let (before, after) = (values(of: first), values(of: second))
    return Set(before.keys).union(after.keys).sorted().compactMap { path in
      before[path] == after[path] ? nil : "\(path): \(before[path] ?? "none"), \(after[path] ?? "none")"
    }
  }

  private static func values(of deployment: Deployment) -> [String: String] {
    var bare = deployment
    bare.origins = [:]
    bare.contradictions = []
    var values: [String: String] = [:]
    JSONTree(bare).flatten(into: &values, at: "")
    return Dictionary(
      values.map { path, value in
        let isSystemPort = path.hasSuffix("port") && Int(value).map(SystemPort.range.contains) == true
        return (fileSpelling(of: path), isSystemPort ? "chosen by the system" : SystemPort.hidden(in: value))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Paths as users write them, where the model has another name.
  private static func fileSpelling(of path: String) -> String {
    let spellings = [
      ("network.vnetAddressSpace", "network.vnet.addressSpace"), ("network.peeredAddressSpaces", "network.vnet.peered"),
      ("network.dnsServers", "network.vnet.dnsServers"), ("network.subnet", "network.subnet.prefix"),
      ("network.routeTable.associated.table", "network.subnet.routeTable"),
      ("network.routeTable.associated", "network.subnet.routeTable"),
      ("network.routeTable.absent", "network.subnet.routeTable"),
      ("network.otherAddresses", "network.subnet.otherAddresses"),
      ("network.delegations", "network.subnet.delegations"), ("network.podSubnet", "network.podSubnet.prefix"),
      ("network.podCIDRs", "network.podCIDR"), ("network.serviceCIDRs", "network.serviceCIDR"),
      ("cluster.apiServer.isPrivate", "cluster.apiServer.private"), ("storage.blobHost", "storage.hosts.blob"),
      ("storage.tableHost", "storage.hosts.table"),
      ("credentials.storageSASFrom", "credentials.storage.sasFrom"),
      ("credentials.storageTokenFrom", "credentials.storage.tokenFrom"),
    ]
    for (model, file) in spellings where path == model || path.hasPrefix(model + "[") || path.hasPrefix(model + ".") {
      return file + path.dropFirst(model.count)
    }
    return path
  }

  // MARK: - Catalog and tool

  /// What is checked: requirements that came, went or say something else. What the deployment makes of them is its own.
  static func ofCatalog(old: ReportDocument, new: ReportDocument) -> [Self] {
    guard old.tool.catalogDigest != new.tool.catalogDigest else { return [] }
    let before = requirements(of: old.recording)
    let after = requirements(of: new.recording)
    var changes = [
      Self(
        owner: .catalog, kind: "digest", subject: "catalog", old: old.tool.catalogDigest, new: new.tool.catalogDigest)
    ]
    for id in Set(before.keys).union(after.keys).sorted() {
      let (then, now) = (before[id], after[id])
      guard then != now else { continue }
      changes.append(Self(owner: .catalog, kind: "requirement", subject: id.rawValue, old: then, new: now))
    }
    return changes
  }

  /// Each requirement as the catalog has it, in one line.
  private static func requirements(of recording: Recording) -> [Requirement.ID: String] {
    let all = recording.plan.requirements.map(\.requirement) + recording.plan.omissions.map(\.requirement)
    return Dictionary(
      all.map { requirement in
        let expects: String
        switch requirement.expectation {
        case .nameserversAnswer: expects = "nameservers answer"
        case .resolves: expects = "resolves"
        case .addresses: expects = "addresses as declared"  // the kind is the deployment's
        case .accepts: expects = "accepts"
        case .handshakes: expects = "handshakes"
        case .answers(let service): expects = "answers as \(service)"
        case .responds: expects = "responds"  // with which status is the deployment's
        case .converses(let kind): expects = Wording.conversation(kind)
        case .found(let rule, let limits): expects = "found \(rule.rawValue)\(limits.text)"
        case .holds(let rule, let limits): expects = "holds \(rule.rawValue)\(limits.text)"
        }
        let need = requirement.expectation.isAboutAddresses ? "" : ", \(requirement.need.rawValue)"
        return (requirement.id, "\(requirement.title) (\(requirement.role): \(expects)\(need))")
      }, uniquingKeysWith: { first, _ in first })
  }

  static func ofTool(old: ReportDocument, new: ReportDocument) -> [Self] {
    [
      Self(.tool, "version", "judged by", old.tool.version, new.tool.version),
      Self(.tool, "version", "gathered by", old.recording.toolVersion, new.recording.toolVersion),
      Self(.tool, "schema", "report", old.schemaVersion, new.schemaVersion),
    ].compactMap { $0 }
  }

  // MARK: - Vantage

  static func ofVantage(old: Recording, new: Recording) -> [Self] {
    let (then, now) = (old.vantage, new.vantage)
    func nameservers(_ vantage: Vantage) -> String {
      vantage.nameservers.map { address in
        let isPlain = address.port == 53 || SystemPort.range.contains(Int(address.port))
        return isPlain ? address.address.description : address.description
      }.joined(separator: ", ")
    }
    func proxy(_ vantage: Vantage) -> String? {
      vantage.proxy.map { proxy in
        SystemPort.hidden(in: proxy.hostAndPort)
          + (proxy.exceptions.isEmpty ? "" : " except \(proxy.exceptions.joined(separator: ", "))")
      }
    }
    func families(_ vantage: Vantage) -> String { vantage.families.map(\.rawValue).joined(separator: ", ") }
    return [
      Self(.vantage, "kind", "vantage", then.kind.rawValue, now.kind.rawValue),
      Self(.vantage, "id", "vantage", then.id, now.id),
      Self(.vantage, "nameservers", "vantage", nameservers(then), nameservers(now)),
      Self(.vantage, "source of nameservers", "vantage", then.nameserversFrom, now.nameserversFrom),
      Self(.vantage, "proxy", "vantage", proxy(then), proxy(now)),
      Self(.vantage, "address families", "vantage", families(then), families(now)),
      Self(.vantage, "trust store", "vantage", then.trustStore, now.trustStore),
    ].compactMap { $0 }
  }

  /// A change; `nil` where there is none.
  init?(
    _ owner: ReportComparison.Owner, _ kind: String, _ subject: String, _ old: String?, _ new: String?
  ) {
    guard old != new else { return nil }
    self.init(owner: owner, kind: kind, subject: subject, old: old, new: new)
  }
}

extension Expectation {
  fileprivate var isAboutAddresses: Bool {
    if case .addresses = self { true } else { false }
  }
}

/// A value as JSON, to be taken apart by paths.
indirect enum JSONTree: Decodable {
  case object([String: JSONTree])
  case array([JSONTree])
  case scalar(String)

  init(_ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      self = try JSONDecoder().decode(JSONTree.self, from: encoder.encode(value))
    } catch {
      preconditionFailure("a value of the model has only what JSON has: \(error)")
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // Each is tried in turn; JSON says nowhere which it is.
    if let object = try? container.decode([String: JSONTree].self) {  // not an object
      self = .object(object)
    } else if let array = try? container.decode([JSONTree].self) {  // not an array
      self = .array(array)
    } else if let text = try? container.decode(String.self) {  // not a text
      self = .scalar(text)
    } else if let truth = try? container.decode(Bool.self) {  // not a truth value
      self = .scalar(String(truth))
    } else if let number = try? container.decode(Double.self) {  // not a number
      self = .scalar(number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number))
    } else {
      self = .scalar("null")
    }
  }

  /// Every scalar by its path: `network.model`, `services[0].name`. A list of scalars is one value.
  func flatten(into values: inout [String: String], at path: String) {
    switch self {
    case .scalar(let text): values[path] = text
    case .object(let object):
      for (key, child) in object { child.flatten(into: &values, at: path.isEmpty ? key : path + "." + key) }
    case .array(let array):
      let scalars = array.compactMap { if case .scalar(let text) = $0 { text } else { nil } }
      if scalars.count == array.count {
        if !array.isEmpty { values[path] = scalars.joined(separator: ", ") }
        return
      }
      for (index, child) in array.enumerated() { child.flatten(into: &values, at: "\(path)[\(index)]") }
    }
  }
}
