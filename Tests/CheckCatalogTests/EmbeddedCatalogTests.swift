import Foundation
import Model
import Testing

@testable import CheckCatalog

@Suite struct `The embedded catalog` {
  let catalog: Catalog

  init() throws {
    catalog = try CatalogReader.embedded()
  }

  @Test func `says something about every cause`() {
    #expect(Set(catalog.causes.keys) == Set(Cause.allCases))
  }

  @Test func `confirms with commands that change nothing`() {
    let readers: Set<Substring> = [
      "dig", "curl", "openssl", "nc", "traceroute", "ping", "ip", "date", "az", "kubectl", "cat", "chronyc", "mtr",
      "tracepath", "getent", "grep", "nft", "iptables-save", "sysctl", "chronyd",
    ]
    let changes: Set<Substring> = [
      "create", "update", "add", "delete", "remove", "rotate-certs", "check-acr", "set", "start", "stop", "restart",
      "reset", "approve", "sudo", ">", ">>", "-X", "--request", "--data",
    ]
    for cause in catalog.causes.values {
      for command in cause.remedy.commands + (cause.privateRemedy?.commands ?? []) {
        let words = command.split(separator: " ")
        // -Q asks for the time and leaves the clock as it is.
        if words.first == "chronyd" { #expect(words.contains("-Q"), "\(command)") }
        #expect(words.first.map(readers.contains) == true, "\(cause.cause): \(command)")
        #expect(changes.isDisjoint(with: words), "\(cause.cause): \(command)")
        if words.first == "kubectl" {
          let isRead = ["get", "describe", "logs"].contains(words.dropFirst().first)
          #expect(isRead || command.hasPrefix("kubectl auth can-i "), "\(command)")
        }
        guard words.first == "az" else { continue }
        let verb = words.prefix { !$0.hasPrefix("-") }.last
        let reads = ["show", "list"].contains(verb) || ["get-", "list-"].contains { verb?.hasPrefix($0) == true }
        #expect(reads || command.hasPrefix("az rest --method get "), "\(command)")
      }
    }
  }

  @Test func `finds every size of its table, and no other`() throws {
    let lines = try String(contentsOf: CatalogTexts.folder.appending(path: "vm-sizes.csv"), encoding: .utf8)
      .split(separator: "\n").dropFirst()
    #expect(lines.count == catalog.vmSizes.count && lines.count > 1000)
    #expect(catalog.vmSizes.firstMalformedLine == nil)
    for line in lines {
      let name = String(line.prefix { $0 != "," })
      #expect(catalog.vmSizes.size(named: name)?.name == name)
      #expect(catalog.vmSizes.size(named: name.uppercased())?.name == name)
      for other in [name + "x", String(name.dropLast()), "x" + name, name + ","] {
        guard !lines.contains(where: { $0.lowercased().hasPrefix(other.lowercased() + ",") }) else { continue }
        #expect(catalog.vmSizes.size(named: other) == nil, "\(other)")
      }
    }
    for name in ["", ",", "a", "zzz", "Standard_D4s_v99"] { #expect(catalog.vmSizes.size(named: name) == nil) }
  }

  @Test func `is what the folder holds`() throws {
    #expect(try CatalogReader.read(directory: CatalogTexts.folder.path) == catalog)
  }

  @Test func `has no source that nothing rests on`() throws {
    let draft = try CatalogReader.draft(of: CatalogTexts.all(), in: "checks")
    #expect(Set(catalog.sources.keys).subtracting(draft.usedSources).sorted() == [])
  }

  @Test func `rests every statement on a source`() {
    #expect(catalog.requirements.filter(\.sources.isEmpty).map(\.id) == [])
    #expect(catalog.services.values.filter(\.sources.isEmpty).map(\.id) == [])
    #expect(catalog.causes.values.filter(\.sources.isEmpty).map(\.cause) == [])
    #expect(catalog.azureErrors.filter(\.sources.isEmpty).map(\.code) == [])
    #expect(catalog.endpoints.flatMap(\.hosts).filter(\.sources.isEmpty).map(\.host) == [])
  }

  @Test func `has no service and no role that no requirement needs`() {
    let services = catalog.requirements.compactMap { requirement -> Service.ID? in
      if case .answers(let service) = requirement.expectation { service } else { nil }
    }
    #expect(Set(catalog.services.keys).subtracting(services).sorted() == [])
    #expect(Set(catalog.endpoints.map(\.role)).subtracting(catalog.requirements.map(\.role)).sorted() == [])
  }

  @Test func `knows every role of the vocabulary`() {
    let known: [EndpointRole] = [
      .apiServer, .mcr, .mcrData, .acr, .acrData, .blobStorage, .tableStorage, .azureMLAPI, .scoring, .entraLogin,
      .resourceManager, .azureMLTelemetry, .routerPeers, .modelPods, .dependency, .nameserver,
    ]
    #expect(Set(known).subtracting(catalog.endpoints.map(\.role)).sorted() == [])
  }

  @Test func `looks a name up before it expects anything of the host`() {
    for (index, requirement) in catalog.requirements.enumerated() {
      switch requirement.expectation {
      case .nameserversAnswer, .resolves, .holds, .found: continue
      case .accepts where [.routerPeers, .modelPods].contains(requirement.role): continue  // declared by address
      case .addresses, .accepts, .handshakes, .answers, .responds, .converses: break
      }
      // The shared layer host is known only from a redirection, the instance metadata service by its address.
      if requirement.variant == "shared" || requirement.expectation == .converses(kind: .readMetadata) { continue }
      let isLookedUp = catalog.requirements[..<index].contains { other in
        other.expectation == .resolves && other.role == requirement.role && other.variant == requirement.variant
          && other.conditions.allSatisfy(requirement.conditions.contains)
      }
      #expect(isLookedUp, "\(requirement.id)")
    }
  }

  @Test func `looks each name up in one phase only`() {
    var seen: Set<[String]> = []
    for requirement in catalog.requirements where requirement.expectation == .resolves {
      let key = [requirement.role.rawValue, requirement.variant ?? "", "\(requirement.conditions)"]
      #expect(seen.insert(key).inserted, "\(requirement.id)")
    }
  }

  @Test func `names requirements after what they expect`() {
    for requirement in catalog.requirements where ![.plan, .cluster].contains(requirement.role) {
      let suffixes =
        switch requirement.expectation {
        case .nameserversAnswer: ["answer"]
        case .resolves: ["resolves", "resolve"]
        case .addresses: ["addresses"]
        case .accepts: ["accept", "accepts"]
        case .handshakes: ["handshake", "handshakes"]
        case .responds: ["respond", "responds"]
        case .answers: ["answers"]
        case .converses(.pull): ["pulls"]
        case .converses(.readBlob), .converses(.readMetadata): ["reads"]
        case .converses(.queryTable): ["queries"]
        case .converses(.score): ["scores"]
        case .holds, .found: [String]()
        }
      #expect(suffixes.contains { requirement.id.rawValue.hasSuffix("-\($0)") }, "\(requirement.id)")
    }
  }

  @Test func `asks for telemetry, the time and the machine's metadata without insisting on them`() {
    let advisory: Set<EndpointRole> = [
      .azureMLTelemetry, EndpointRole(rawValue: "timeServer"), EndpointRole(rawValue: "instanceMetadata"),
      EndpointRole(rawValue: "blobStorageSecondary"), EndpointRole(rawValue: "tableStorageSecondary"),
    ]
    for requirement in catalog.requirements where ![.plan, .cluster].contains(requirement.role) {
      #expect((requirement.need == .advisory) == advisory.contains(requirement.role), "\(requirement.id)")
    }
  }

  @Test(
    arguments: [
      (Cloud.public, EndpointRole.acr, "myacr.azurecr.io", "privatelink.azurecr.io"),
      (.usGovernment, .acr, "myacr.azurecr.us", "privatelink.azurecr.us"),
      (.china, .acr, "myacr.azurecr.cn", "privatelink.azurecr.cn"),
      (.public, .acrData, "myacr.westeurope.data.azurecr.io", "privatelink.azurecr.io"),
      (.public, .blobStorage, "mystore.blob.core.windows.net", "privatelink.blob.core.windows.net"),
      (
        .usGovernment, .tableStorage, "mystore.table.core.usgovcloudapi.net", "privatelink.table.core.usgovcloudapi.net"
      ),
      (.china, .blobStorage, "mystore.blob.core.chinacloudapi.cn", "privatelink.blob.core.chinacloudapi.cn"),
      (.public, .azureMLAPI, "2f0c.workspace.westeurope.api.azureml.ms", "privatelink.api.azureml.ms"),
      (.china, .azureMLAPI, "2f0c.workspace.westeurope.api.ml.azure.cn", "privatelink.api.ml.azure.cn"),
      (.public, .azureMLTelemetry, "ingest-viennawesteurope.kusto.windows.net", nil),
      (.usGovernment, .resourceManager, "management.usgovcloudapi.net", nil),
      (.china, .entraLogin, "login.chinacloudapi.cn", nil),
      (.public, .apiServer, "myaks.privatelink.westeurope.azmk8s.io", "privatelink.westeurope.azmk8s.io"),
    ] as [(Cloud, EndpointRole, String, String?)])
  func `derives hosts and private zones`(cloud: Cloud, role: EndpointRole, host: String, zone: String?) {
    let values = [
      "{region}": "westeurope", "{clusterRegion}": "westeurope", "{registry}": "myacr", "{account}": "mystore",
      "{workspaceId}": "2f0c", "{apiServerHost}": "myaks.privatelink.westeurope.azmk8s.io",
    ]
    func filled(_ template: String) -> String {
      values.reduce(template) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
    }
    let hosts = catalog.endpoints.first { $0.role == role }?.hosts.filter { $0.cloud == cloud } ?? []
    #expect(hosts.contains { filled($0.host) == host && $0.privateZone.map(filled) == zone })
  }

  @Test func `pairs regions with regions of the same cloud`() {
    for region in catalog.regions {
      guard let pair = catalog.regions.first(where: { $0.name == region.pair }) else { continue }
      #expect(pair.cloud == region.cloud, "\(region.name)")
    }
    #expect(catalog.regions.contains { $0.name == "westeurope" && $0.hasMachineLearning && $0.pair == "northeurope" })
  }
}
