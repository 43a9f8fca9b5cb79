internal import Model

/// Rule collections of an Azure Firewall policy: application rules for HTTP by name, network rules for the rest; what is
/// required apart from what is not, so that either can be left out.
enum AzureFirewallTemplate {
  static func template(for list: AllowList) -> TemplateValue {
    let outbound = list.entries.filter { !$0.isInbound && $0.proxy == nil }
    var remarks = list.gaps.map { "Not in the list: \($0.text)." }
    let proxied = list.entries.filter { $0.proxy != nil }
    if let proxy = proxied.first?.proxy {
      remarks.append(
        "\(Wording.count(proxied.count, "target")) are reached through \(proxy): allow them there (--format squid).")
    }
    if outbound.contains(where: { !$0.isApplication && $0.name != nil }) {
      remarks.append("Network rules with names need the firewall's DNS proxy.")
    }
    // What stays inside the cluster does not come by.
    let crossing = outbound.filter { entry in
      if case .range = entry.target { return false }
      return entry.role != .routerPeers && entry.role != .modelPods
    }
    let groups: [(name: String, priority: Int, entries: [AllowList.Entry])] = [
      ("network-required", 100, crossing.filter { !$0.isApplication && $0.isRequired && $0.isPrivate != true }),
      ("network-advisory", 110, crossing.filter { !$0.isApplication && !$0.isRequired && $0.isPrivate != true }),
      ("network-private", 120, crossing.filter { !$0.isApplication && $0.isPrivate == true }),
      ("applications-required", 200, crossing.filter { $0.isApplication && $0.isRequired && $0.isPrivate != true }),
      ("applications-advisory", 210, crossing.filter { $0.isApplication && !$0.isRequired && $0.isPrivate != true }),
      ("applications-private-endpoints", 220, crossing.filter { $0.isApplication && $0.isPrivate == true }),
    ]
    var collections = groups.filter { !$0.entries.isEmpty }.map { group in
      collection(group.name, priority: group.priority, rules: group.entries.map { rule(for: $0) })
    }
    if list.entries.contains(where: { $0.role == .mcr && $0.proxy == nil }) {
      collections.append(
        collection(
          "aks-fqdn-tag", priority: 300,
          rules: [
            [
              "ruleType": "ApplicationRule", "name": "azure-kubernetes-service",
              "description": .literal(
                "Hosts of AKS as Azure knows them: more than this list names. Leave it out to allow named hosts only."),
              "protocols": [
                ["protocolType": "Https", "port": 443], ["protocolType": "Http", "port": 80],
              ],
              "fqdnTags": ["AzureKubernetesService"], "sourceAddresses": "[parameters('sourceAddresses')]",
            ]
          ]))
    }
    return .template(
      "What \(list.deployment) must be let out to.", remarks: remarks,
      parameters: [
        "firewallPolicyName": ["type": "string"],
        "groupPriority": ["type": "int", "defaultValue": 2000, "minValue": 100, "maxValue": 65000],
        "sourceAddresses": .ranges(list.ranges.map(\.description)),
      ],
      resource: [
        "type": "Microsoft.Network/firewallPolicies/ruleCollectionGroups", "apiVersion": "2023-11-01",
        "name": .text(
          "[format('{0}/{1}', parameters('firewallPolicyName'), "
            + "'aml-preflight-\(TemplateValue.slug(list.deployment).prefix(40))')]"),
        "properties": [
          "priority": "[parameters('groupPriority')]", "ruleCollections": .list(collections),
        ],
      ])
  }

  private static func collection(_ name: String, priority: Int, rules: [TemplateValue]) -> TemplateValue {
    [
      "ruleCollectionType": "FirewallPolicyFilterRuleCollection", "name": .text(name), "priority": .number(priority),
      "action": ["type": "Allow"], "rules": .list(rules),
    ]
  }

  private static func rule(for entry: AllowList.Entry) -> TemplateValue {
    var rule: [String: TemplateValue] = [
      "name": .text(TemplateValue.slug("\(entry.target)-\(entry.portText)-\(entry.transport.rawValue)")),
      "description": .literal("\(entry.title). \(entry.reasons.joined(separator: " "))"),
      "sourceAddresses": "[parameters('sourceAddresses')]",
    ]
    if entry.isApplication {
      rule["ruleType"] = "ApplicationRule"
      rule["protocols"] = [
        ["protocolType": entry.transport == .http ? "Http" : "Https", "port": .number(Int(entry.port))]
      ]
      rule["targetFqdns"] = [.literal(entry.target.description)]
      return .object(rule)
    }
    rule["ruleType"] = "NetworkRule"
    rule["ipProtocols"] = [entry.transport == .udp ? "UDP" : entry.transport == .any ? "Any" : "TCP"]
    rule["destinationPorts"] = [.text(entry.port == 0 ? "*" : String(entry.port))]
    if let name = entry.name {
      rule["destinationFqdns"] = [.literal(name.text)]
    } else {
      rule["destinationAddresses"] = [.literal(entry.target.description)]
    }
    return .object(rule)
  }
}

extension AllowList.Entry {
  /// The name, if the target is one.
  var name: DomainName? {
    if case .host(let host) = target { host.name } else { nil }
  }

  /// Whether an application rule can know it: HTTP, or TLS that names its host, to a name.
  fileprivate var isApplication: Bool {
    switch target {
    case .host(.name), .pattern: transport == .https || transport == .http
    case .host(.address), .range, .serviceTag: false
    }
  }
}
