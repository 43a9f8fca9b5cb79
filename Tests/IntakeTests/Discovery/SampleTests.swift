import Foundation
import Model
import Testing

@testable import Intake

@Suite(.enabled(if: Samples.isPresent, "there is no folder of samples; AML_PREFLIGHT_SAMPLES can name one"))
struct `A real document` {
  /// Facts that are not readers' to find: how the document is laid out, what a table of sizes or another document adds.
  private static let derived: Set<String> = [
    "shape", "vcpus", "vcpus_total", "gpus", "subnet_prefixes", "subnets_outside_vnet", "overlapping_subnets",
    "service_overlaps_subnet", "pod_overlaps_subnet", "parse", "kind", "guess", "items_null", "pod_cidrs",
  ]

  @Test(arguments: Samples.expectations.filter { !["errors", "versions"].contains($0.kind) })
  func `is read as it was understood by other means`(_ expectation: Expectation) throws {
    let (resources, problems) = try Samples.read(expectation.file)
    #expect(problems.map(\.description) == [])
    let found = Facts.of(resources, kind: expectation.kind).mapValues { Fact($0) }
    for (name, fact) in expectation.facts.sorted(by: { $0.key < $1.key }) {
      if Self.derived.contains(name), name != "pod_cidrs" || expectation.kind == "kubectl" { continue }
      if name == "kind", expectation.kind == "kubectl" { continue }
      guard let fact else { continue }  // unknown: not compared
      #expect(found[name] ?? nil == Self.comparable(fact), "\(name)")
    }
  }

  /// Without what is not compared at any depth.
  private static func comparable(_ fact: Fact) -> Fact {
    switch fact {
    case .object(let object):
      .object(object.filter { !["shape", "vcpus", "gpus"].contains($0.key) }.mapValues(comparable))
    case .list(let list): .list(list.map(comparable))
    case .text, .number, .truth: fact
    }
  }

  @Test(arguments: Samples.expectations.filter { !["errors", "versions"].contains($0.kind) })
  func `gives a deployment that comes back from its file as it was`(_ expectation: Expectation) throws {
    let document = Discovery.Document(name: expectation.file, bytes: try Samples.bytes(expectation.file))
    // Samples are of regions that this suite's vocabulary has not.
    let reader = DeploymentReader(regions: [], hostSuffixes: [], roles: [.acr, .acrData, .azureMLAPI])
    let found = try Discovery(from: [document], reader: reader)
    #expect(try reader.deployment(from: found.text, named: "d.yaml").bare == found.deployment.bare)
    #expect(!found.text.contains("REDACTED"))
    guard expectation.kind == "managedclusters" else { return }
    let cluster = found.deployment.cluster
    let network = found.deployment.network
    func fact(_ name: String) -> Fact? { expectation.facts[name] ?? nil }
    #expect(Fact(cluster.name) == fact("name"))
    #expect(Fact(cluster.apiServer?.host?.description) == fact("api_server_host"))
    #expect(Fact(cluster.apiServer?.isPrivate) == fact("is_private"))
    #expect(Fact(network.podCIDRs.map(\.description)) == fact("pod_cidrs"))
    #expect(Fact(network.serviceCIDRs.map(\.description)) == fact("service_cidrs"))
    #expect(Fact(network.dnsServiceIP?.description) == fact("dns_service_ip"))
    #expect(Fact(network.dockerBridgeCIDR?.description) == fact("docker_bridge_cidr"))
    #expect(Fact(network.outboundType?.rawValue) == fact("outbound_type"))
    #expect(Fact(cluster.nodePools.count) == fact("pool_count"))
    #expect(Fact(cluster.nodePools.compactMap(\.count).reduce(0, +)) == fact("node_count"))
  }

  @Test(
    arguments: Samples.expectations.filter {
      $0.facts["subnet_prefixes"] ?? nil != Fact.list([]) && $0.kind == "managedclusters"
    })
  func `has its subnet among all networks there are`(_ expectation: Expectation) throws {
    let names = [expectation.file] + Samples.files.filter { $0.hasPrefix("vnets/") }
    let documents = try names.map { Discovery.Document(name: $0, bytes: try Samples.bytes($0)) }
    let reader = DeploymentReader(regions: [], hostSuffixes: [], roles: [.acr])
    let network = try Discovery(from: documents, reader: reader).deployment.network
    let subnet = try #require(network.subnet)
    #expect(Fact([subnet.description]) == expectation.facts["subnet_prefixes"] ?? nil)
    for (fact, others) in [
      ("service_overlaps_subnet", network.serviceCIDRs), ("pod_overlaps_subnet", network.podCIDRs),
    ] {
      let overlaps = others.contains { $0.contains(subnet.network) || subnet.contains($0.network) }
      #expect(Fact(overlaps) == expectation.facts[fact] ?? nil)
    }
  }

  @Test(arguments: Samples.files)
  func `is read, or refused with its place`(_ name: String) throws {
    let document = Discovery.Document(name: name, bytes: try Samples.bytes(name))
    do throws(IntakeError) {
      _ = try Discovery(from: [document], reader: reader)
    } catch {
      #expect(error.problems.allSatisfy { $0.place != nil }, "\(error)")
    }
  }

  @Test(arguments: Samples.expectations.filter { $0.kind == "errors" })
  func `that is an error of Azure's is told as such`(_ expectation: Expectation) throws {
    let (resources, problems) = try Samples.read(expectation.file)
    #expect(resources.isEmpty)
    let code = try #require(expectation.facts["code"] ?? nil)
    #expect(problems.count == 1 && problems[0].place != nil)
    if case .text(let code) = code { #expect(problems.first?.message.contains(code) == true) }
    let body = try #require(ErrorBody(Cursor(try DocumentText.root(of: Samples.bytes(expectation.file), named: "e"))))
    #expect(Fact(body.isWrapped) == expectation.facts["wrapped"])
    #expect(Fact(body.message) == expectation.facts["message"])
  }

  @Test(arguments: Samples.expectations.filter { $0.kind == "versions" })
  func `with versions is read whatever its age`(_ expectation: Expectation) throws {
    let read = try ReferenceReader.supportedVersions(from: Samples.bytes(expectation.file), named: "v.json").versions
    #expect(Fact(read.map(\.version)) == expectation.facts["versions"])
    #expect(Fact(read.filter(\.isPreview).map(\.version)) == expectation.facts["preview"])
    let isByMinor = expectation.facts["minors"] != nil
    let defaults = read.filter { $0.isDefault == true }.map { isByMinor ? $0.minor : $0.version }
    #expect(Fact(defaults) == expectation.facts["default"])
  }

  @Test func `with service tags gives those of Azure Machine Learning and of a region`() throws {
    let bytes = try Samples.bytes("servicetags/ServiceTags_AzureGovernment.json")
    let tags = try ReferenceReader.serviceTags(from: bytes, named: "t.json", keeping: ["usgovvirginia"])
    #expect(tags.cloud == "AzureGovernment" && tags.changeNumber == 401)
    #expect(tags.prefixes(of: "AzureMachineLearning")?.isEmpty == false)
    #expect(tags.prefixes(of: "AzureCloud", in: "usgovvirginia")?.isEmpty == false)
    #expect(tags.tags.allSatisfy { $0.service == "AzureMachineLearning" || $0.region == "usgovvirginia" })
  }
}
