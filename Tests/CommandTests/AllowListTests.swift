import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct `An allow-list` {
  /// `Tests/AllowLists`: a deployment, and what each format makes of it. After a change that is meant:
  /// `for f in table csv json markdown azure-firewall nsg squid hosts; do aml-preflight plan deployment.yaml
  /// --allow-list --format $f >expected.$f; done` there.
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("AllowLists")
  private static let deployment = folder.appendingPathComponent("deployment.yaml").path
  private static let formats = ["table", "csv", "json", "markdown", "azure-firewall", "nsg", "squid", "hosts"]

  private func list(_ format: String, _ options: [String] = [], of file: String = deployment) throws -> String {
    let result = try Preflight.run(["plan", file, "--allow-list", "--format", format] + options)
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  @Test(arguments: formats) func `is the same as ever`(format: String) throws {
    let expected = try String(contentsOf: Self.folder.appendingPathComponent("expected.\(format)"), encoding: .utf8)
    #expect(try list(format) == expected)
  }

  @Test func `is what a format of rules shows by itself`() throws {
    #expect(try Preflight.run(["plan", Self.deployment, "--format", "squid"]).output == list("squid"))
    // The formats of a plan stay those of a plan.
    #expect(try Preflight.run(["plan", Self.deployment, "--format", "csv"]).output.hasPrefix("phase,requirement,"))
  }

  @Test func `wants its option where a report is added`() throws {
    let result = try Preflight.run(["plan", Self.deployment, "--with", "report.json"])
    #expect(result.status == 2)
    #expect(result.errors.contains("--allow-list"))
  }

  @Test(arguments: formats) func `changes by its own lines where a dependency is added`(format: String) throws {
    let text = try String(contentsOfFile: Self.deployment, encoding: .utf8)
    let folder = try TemporaryFolder()
    let more = try folder.write(
      text + "- {name: more, host: 10.9.8.6, port: 443, protocol: https}\n", to: "more.yaml")
    let before = try list(format).split(separator: "\n").filter { !$0.contains("targets to allow") }
    let after = Set(try list(format, of: more.path).split(separator: "\n"))
    #expect(before.allSatisfy { after.contains($0) || after.contains($0 + ",") })
    #expect(after.count > Set(before).count || format == "hosts")
  }

  /// The fields of a template that its type has; whatever else stands in one is a mistake.
  private static let checkTemplates = #"""
    import json, re, sys
    firewall, group = (json.load(open(path)) for path in sys.argv[1:3])
    for template in (firewall, group):
        assert template["$schema"].endswith("deploymentTemplate.json#") and template["contentVersion"] == "1.0.0.0"
        assert set(template) <= {"$schema", "contentVersion", "metadata", "parameters", "resources"}
        text = json.dumps(template["resources"])
        assert set(re.findall(r"parameters\('(\w+)'\)", text)) <= set(template["parameters"])
        for parameter in template["parameters"].values():
            assert parameter["type"] in ("string", "array", "int")
    (resource,) = firewall["resources"]
    assert resource["type"] == "Microsoft.Network/firewallPolicies/ruleCollectionGroups"
    collections = resource["properties"]["ruleCollections"]
    assert len({c["priority"] for c in collections}) == len(collections) == len({c["name"] for c in collections})
    for collection in collections:
        assert set(collection) == {"ruleCollectionType", "name", "priority", "action", "rules"}
        assert collection["ruleCollectionType"] == "FirewallPolicyFilterRuleCollection"
        assert collection["action"] == {"type": "Allow"} and 100 <= collection["priority"] <= 65000
        rules = collection["rules"]
        assert rules and len({r["ruleType"] for r in rules}) == 1 and len({r["name"] for r in rules}) == len(rules)
        for rule in rules:
            assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,78}[a-z0-9]", rule["name"])
            assert rule["sourceAddresses"] == "[parameters('sourceAddresses')]"
            own = {"ruleType", "name", "description", "sourceAddresses"}
            if rule["ruleType"] == "ApplicationRule":
                assert set(rule) - own in ({"protocols", "targetFqdns"}, {"protocols", "fqdnTags"})
                for protocol in rule["protocols"]:
                    assert protocol["protocolType"] in ("Http", "Https") and 1 <= protocol["port"] <= 64000
                for name in rule.get("targetFqdns", []):
                    assert re.fullmatch(r"(\*\.)?[a-z0-9.-]+", name), name
            else:
                assert rule["ruleType"] == "NetworkRule"
                assert set(rule) - own in (
                    {"ipProtocols", "destinationPorts", "destinationFqdns"},
                    {"ipProtocols", "destinationPorts", "destinationAddresses"})
                assert set(rule["ipProtocols"]) <= {"TCP", "UDP", "Any"}
                assert not any("*" in name for name in rule.get("destinationFqdns", []))
    (resource,) = group["resources"]
    assert resource["type"] == "Microsoft.Network/networkSecurityGroups"
    rules = resource["properties"]["securityRules"]
    places = [(r["properties"]["direction"], r["properties"]["priority"]) for r in rules]
    assert len(set(places)) == len(rules) == len({r["name"] for r in rules})
    for rule in rules:
        p = rule["properties"]
        assert re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,78}[A-Za-z0-9_])?", rule["name"])
        assert 100 <= p["priority"] <= 4096 and len(p["description"]) <= 140 and p["access"] == "Allow"
        assert p["protocol"] in ("Tcp", "Udp", "*") and p["direction"] in ("Inbound", "Outbound")
        assert ("destinationAddressPrefix" in p) != ("destinationAddressPrefixes" in p)
        assert ("sourceAddressPrefix" in p) != ("sourceAddressPrefixes" in p)
        assert re.fullmatch(r"\*|\d+", p["destinationPortRange"]) and p["sourcePortRange"] == "*"
    print("valid")
    """#

  @Test(
    .enabled(if: Program.python.shouldBeUsed),
    arguments: [deployment, "azure-cni-custom-dns", "kubenet", "private-cluster"].map { name in
      name.hasPrefix("/")
        ? name
        : folder.deletingLastPathComponent().deletingLastPathComponent().path + "/checks/deployments/\(name).yaml"
    })
  func `makes templates that Azure Resource Manager knows`(file: String) async throws {
    let place = try TemporaryDirectory()
    defer { place.remove() }
    let firewall = try place.write(list("azure-firewall", of: file), to: "firewall.json")
    let group = try place.write(list("nsg", of: file), to: "group.json")
    let result = try await Program.python.run(["-c", Self.checkTemplates, firewall, group])
    #expect(result.output == "valid\n", "\(result)")
  }
}
