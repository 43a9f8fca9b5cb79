internal import Model

/// A network security group: rules by service tag, address and range, since it cannot name hosts. What has neither is
/// said in the template's remarks.
struct SecurityGroupTemplate {
  let list: AllowList
  /// In the catalog's order, from which priorities follow.
  let tags: [ServiceTag]

  /// One rule for everything that has the same destination, port and protocol.
  private struct Rule {
    var destination: String
    var entries: [AllowList.Entry]
    var priority: Int
    var isInbound = false

    var port: UInt16 { entries[0].port }
    var transport: AllowList.Transport { entries[0].transport }
  }

  var template: TemplateValue {
    let (rules, remarks) = rulesAndRemarks
    return .template(
      "What \(list.deployment) must be let out to, as far as addresses and service tags can say it.", remarks: remarks,
      parameters: [
        "securityGroupName": ["type": "string"],
        "location": ["type": "string", "defaultValue": "[resourceGroup().location]"],
        "scoringClients": [
          "type": "string", "defaultValue": "Internet",
          "metadata": ["description": "Who may ask for scores: a range or a service tag."],
        ],
        "sourceAddresses": .ranges(list.ranges.map(\.description)),
      ],
      resource: [
        "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2023-11-01",
        "name": "[parameters('securityGroupName')]", "location": "[parameters('location')]",
        "properties": ["securityRules": .list(rules.map { value(of: $0) })],
      ])
  }

  private var rulesAndRemarks: ([Rule], [String]) {
    var rules: [Rule] = []
    var remarks = list.gaps.map { "Not in the list: \($0.text)." }
    let proxied = list.entries.filter { $0.proxy != nil }
    if let proxy = proxied.first?.proxy {
      remarks.append(
        "\(Wording.count(proxied.count, "target")) are reached through \(proxy): allow them there (--format squid).")
    }
    for entry in list.entries where entry.proxy == nil {
      guard let destination = destination(of: entry) else {
        remarks.append(
          "\(entry.targetAndPort): no service tag, and a security group cannot name hosts (\(entry.title)).")
        continue
      }
      let index = rules.firstIndex {
        $0.destination == destination && $0.port == entry.port && $0.isInbound == entry.isInbound
          && protocolName(of: $0.transport) == protocolName(of: entry.transport)
      }
      if let index {
        rules[index].entries.append(entry)
      } else {
        rules.append(Rule(destination: destination, entries: [entry], priority: 0, isInbound: entry.isInbound))
      }
    }
    rules.sort { (rank(of: $0), name(of: $0)) < (rank(of: $1), name(of: $1)) }
    // Tags have places of their own, and addresses get theirs from their names: one more rule moves no other.
    var used: Set<[Int]> = []
    for index in rules.indices {
      let rank = rank(of: rules[index])
      var priority = rank < 40 ? 1_000 + rank * 20 : 2_000 + Int(TemplateValue.hash(name(of: rules[index])) % 2_000)
      let direction = rules[index].isInbound ? 1 : 0
      while !used.insert([direction, priority]).inserted { priority += 1 }
      rules[index].priority = priority
    }
    rules.sort { ($0.isInbound ? 1 : 0, $0.priority) < ($1.isInbound ? 1 : 0, $1.priority) }
    return (rules, remarks)
  }

  /// What stands in a rule; `nil` where there is nothing but a name. One tag or several addresses, which are sorted.
  private func destination(of entry: AllowList.Entry) -> String? {
    if entry.isInbound {
      return entry.addresses.isEmpty ? "*" : entry.addresses.map(\.description).joined(separator: " ")
    }
    switch entry.target {
    case .range(let prefix): return prefix.description
    case .serviceTag(let tag): return tag
    case .host(.address(let address)): return address.description
    case .host(.name), .pattern:
      if entry.isPrivate == true {
        return entry.addresses.isEmpty ? "VirtualNetwork" : entry.addresses.map(\.description).joined(separator: " ")
      }
      if let tag = entry.serviceTag { return tag }
      // Addresses of names change; but those that the deployment or a run gave are better than nothing to who asked.
      return entry.addresses.isEmpty ? nil : entry.addresses.map(\.description).joined(separator: " ")
    }
  }

  /// The tag's place in the catalog; addresses and ranges come after all of them.
  private func rank(of rule: Rule) -> Int {
    let name = rule.destination.prefix { $0 != "." }
    if rule.destination == "VirtualNetwork" { return 39 }
    let index = tags.firstIndex { rule.destination == $0.name || ($0.isRegional && $0.name == name) }
    return index.map { min($0, 38) } ?? 40
  }

  private func protocolName(of transport: AllowList.Transport) -> String {
    switch transport {
    case .udp: "Udp"
    case .any: "*"
    case .https, .http, .tls, .tcp: "Tcp"
    }
  }

  private func name(of rule: Rule) -> String {
    let port = rule.port == 0 ? "any" : String(rule.port)
    let destination = rule.isInbound ? "scoring" : rule.destination
    return TemplateValue.slug("\(destination)-\(protocolName(of: rule.transport))-\(port)")
  }

  private func value(of rule: Rule) -> TemplateValue {
    let addresses = rule.destination.split(separator: " ").map(String.init)
    // At most 140 characters (Microsoft.Network/networkSecurityGroups).
    let hosts = rule.entries.map(\.target.description).uniqued().joined(separator: ", ")
    let description = hosts.utf8.count <= 140 ? hosts : hosts.prefix(137) + "..."
    var properties: [String: TemplateValue] = [
      "access": "Allow", "description": .literal(description), "direction": rule.isInbound ? "Inbound" : "Outbound",
      "priority": .number(rule.priority), "protocol": .text(protocolName(of: rule.transport)), "sourcePortRange": "*",
      "destinationPortRange": .text(rule.port == 0 ? "*" : String(rule.port)),
    ]
    if addresses.count == 1 {
      properties["destinationAddressPrefix"] = .text(addresses[0])
    } else {
      properties["destinationAddressPrefixes"] = .texts(addresses)
    }
    if rule.isInbound {
      properties["sourceAddressPrefix"] = "[parameters('scoringClients')]"
    } else {
      properties["sourceAddressPrefixes"] = "[parameters('sourceAddresses')]"
    }
    return ["name": .text(name(of: rule)), "properties": .object(properties)]
  }
}
