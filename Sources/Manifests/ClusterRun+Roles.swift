import Model

extension ClusterRun {
  /// One role a namespace, one for what belongs to none or to all, each with its binding.
  var roles: [KubernetesValue] {
    Dictionary(grouping: rights.withoutImplied, by: \.namespace)
      .sorted { ($0.key ?? "") < ($1.key ?? "") }
      .flatMap { namespace, rights in role(for: rights, in: namespace) }
  }

  private func role(for rights: [AccessRight], in namespace: String?) -> [KubernetesValue] {
    let group = "rbac.authorization.k8s.io"
    let prefix = namespace == nil ? "Cluster" : ""
    // What belongs to no namespace, and roles in those of others, share names with other installations.
    let roleName = namespace == self.namespace ? name : "\(self.namespace)-\(name)"
    let metadata = metadata(roleName, in: namespace)
    let subject: KubernetesValue = .object([
      "kind": .text("ServiceAccount"), "name": .text(name), "namespace": .text(self.namespace),
    ])
    return [
      .object([
        "apiVersion": .text("\(group)/v1"), "kind": .text("\(prefix)Role"), "metadata": metadata,
        "rules": .list(Self.rules(of: rights)),
      ]),
      .object([
        "apiVersion": .text("\(group)/v1"), "kind": .text("\(prefix)RoleBinding"), "metadata": metadata,
        "subjects": .list([subject]),
        "roleRef": .object([
          "apiGroup": .text(group), "kind": .text("\(prefix)Role"), "name": .text(roleName),
        ]),
      ]),
    ]
  }

  /// What a rule is about: kinds of objects with all their names, or some names of one kind.
  private struct Reach: Hashable {
    var group: String
    /// `nil`: several, which rules for all names put together.
    var resource: String?
    var verbs: [String]
  }

  /// Rights on kinds of objects of one group with the same verbs in one rule, and those on names of one kind.
  private static func rules(of rights: [AccessRight]) -> [KubernetesValue] {
    struct Objects: Hashable {
      var group: String
      var resource: String
      var name: String?
    }
    let verbs = Dictionary(
      grouping: rights, by: { Objects(group: $0.group, resource: $0.resource, name: $0.name) }
    ).mapValues { Set($0.map(\.verb.rawValue)).sorted() }
    let rules = Dictionary(grouping: verbs) { objects, verbs in
      Reach(group: objects.group, resource: objects.name == nil ? nil : objects.resource, verbs: verbs)
    }.map { reach, objects in
      (
        reach: reach, resources: Set(objects.map(\.key.resource)).sorted(),
        names: objects.compactMap(\.key.name).sorted()
      )
    }
    let inOrder = rules.sorted { left, right in
      let keys = [left, right].map { [$0.reach.group] + $0.resources + [""] + $0.names + [""] + $0.reach.verbs }
      return keys[0].lexicographicallyPrecedes(keys[1])
    }
    return inOrder.map { reach, resources, names in
      .object([
        "apiGroups": .texts([reach.group]),
        "resources": .texts(resources),
        "resourceNames": names.isEmpty ? nil : .texts(names),
        "verbs": .texts(reach.verbs),
      ])
    }
  }
}

extension Set<AccessRight> {
  /// Those that no wider one of them gives as well: what may be listed everywhere need not be allowed in one namespace.
  fileprivate var withoutImplied: [AccessRight] {
    filter { right in
      var everywhere = right
      everywhere.namespace = nil
      var everyName = right
      everyName.name = nil
      var both = everywhere
      both.name = nil
      return ![everywhere, everyName, both].contains { $0 != right && contains($0) }
    }
  }
}
