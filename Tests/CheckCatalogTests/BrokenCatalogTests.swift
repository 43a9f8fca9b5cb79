import CatalogTree
import Foundation
import Model
import Testing

@testable import CheckCatalog

/// One change to the embedded catalog's texts, and what must be said about it.
struct Breakage: Sendable, CustomTestStringConvertible {
  var file: String
  /// The text to change; its first occurrence.
  var replace: String
  var by: String
  /// What stands at the place that the error must name, once changed; `nil`: the file's first character.
  var at: String?
  var says: String
  var testDescription: String { says }
}

@Suite struct `A broken catalog` {
  static let breakages = [
    Breakage(
      file: "sources.yaml", replace: "  title: How", by: "  titel: How", at: "titel",
      says: #"unknown key "titel"; did you mean "title"?"#),
    Breakage(
      file: "sources.yaml", replace: "  title: How to deploy a model to Azure Kubernetes Service\n", by: "",
      at: "id: aml-aks-2020", says: #"the key "title" is missing"#),
    Breakage(
      file: "sources.yaml", replace: "\"2020-09-01\"", by: "\"2020-13-01\"", at: "\"2020-13-01\"",
      says: #""2020-13-01" is not a date"#),
    Breakage(
      file: "sources.yaml", replace: "- id: aml-aks-2024", by: "- id: aml-aks-2020",
      at: "id: aml-aks-2020\n  title: Deploy",
      says: "the source aml-aks-2020 stands twice in the catalog"),
    Breakage(
      file: "sources.yaml", replace: "  title: How", by: "  title: [How]\n  title: How", at: "title: [How]",
      says: #"the key "title" stands twice in one mapping"#),
    Breakage(
      file: "sources.yaml", replace: "  statement: Names,", by: "  statement: \" \" # Names,", at: "\" \" #",
      says: "a text is empty"),
    Breakage(
      file: "services.yaml", replace: "means: denies", by: "means: denise", at: "denise",
      says: #"unknown meaning "denise"; did you mean "denies"?"#),
    Breakage(
      file: "services.yaml", replace: "status: [403]", by: "status: [403-402]", at: "403-402",
      says: #""403-402" is no HTTP status"#),
    Breakage(
      file: "services.yaml", replace: "marks: [{body: aka.ms/acr/firewall}]",
      by: "marks: [{text: aka.ms/acr/firewall}]",
      at: "text: aka", says: #"unknown key "text""#),
    Breakage(
      file: "services.yaml", replace: "marks: [{body: aka.ms/acr/firewall}]", by: "marks: []", at: "means: denies",
      says: "an answer without marks would be anybody's"),
    Breakage(
      file: "services.yaml", replace: "marks: [{body: aka.ms/acr/firewall}]",
      by: "marks: [{body: aka.ms/acr/firewall, json: [a]}]", at: "{body: aka", says: "this is no mark"),
    Breakage(
      file: "services.yaml", replace: "path: /v2/", by: "path: v2", at: "v2", says: #"the path "v2" is not one"#),
    Breakage(
      file: "endpoints.yaml", replace: "transport: https", by: "transport: htps", at: "htps",
      says: #"unknown transport "htps"; did you mean "https"?"#),
    Breakage(
      file: "endpoints.yaml", replace: "port: 443", by: "port: 70000", at: "70000",
      says: "is not a whole number from 1 to 65535"),
    Breakage(
      file: "endpoints.yaml", replace: "\"{registry}.azurecr.io\"", by: "\"{regsitry}.azurecr.io\"",
      at: "\"{regsitry}", says: #"unknown placeholder "{regsitry}" in a host; did you mean "registry"?"#),
    Breakage(
      file: "endpoints.yaml", replace: "host: mcr.microsoft.com", by: "host: mcr..microsoft.com", at: "mcr..",
      says: #""mcr..microsoft.com" is not a domain name"#),
    Breakage(
      file: "endpoints.yaml", replace: "clouds: [AzureCloud, AzureUSGovernment, AzureChinaCloud]",
      by: "clouds: [AzureCloud, AzureUSGovernment]", at: "- clouds: [AzureCloud, AzureUSGovernment]\n    host: mcr.",
      says: "no host in AzureChinaCloud"),
    Breakage(
      file: "endpoints.yaml", replace: "AzureCloud]", by: "AzureClod]", at: "AzureClod",
      says: #"unknown cloud "AzureClod"; did you mean "AzureCloud"?"#),
    Breakage(
      file: "endpoints.yaml", replace: "sources: [aks-egress, aks-private,", by: "sources: [aks-egres, aks-private,",
      at: "aks-egres,", says: #"unknown source "aks-egres"; did you mean "aks-egress"?"#),
    Breakage(
      file: "causes.yaml", replace: "- cause: dns.server-silent", by: "- cause: dns.server-silence",
      at: "dns.server-silence", says: #"unknown cause "dns.server-silence"; did you mean "dns.server-silent"?"#),
    Breakage(
      file: "causes.yaml", replace: "(waited {after})", by: "(waited {afer})", at: "Questions for {host} get",
      says: #"unknown placeholder "{afer}" in title; did you mean "after"?"#),
    Breakage(
      file: "causes.yaml", replace: "(waited {after})", by: "(waited {after)", at: "Questions for {host} get",
      says: #"a single "{" in title"#),
    Breakage(
      file: "causes.yaml", replace: "owner: whoever runs", by: "owner: {who: runs} #", at: "{who",
      says: "a mapping where a text is expected"),
    Breakage(
      file: "causes.yaml", replace: "    owner: whoever manages private endpoints\n",
      by: "",
      at: "steps:\n    - Check that the private endpoint of", says: #"the key "owner" is missing"#),
    Breakage(
      file: "causes.yaml", replace: "  private:\n", by: "  private:\n    title: x\n", at: "title: x",
      says: #"unknown key "title""#),
    Breakage(
      file: "azure-errors.yaml", replace: "network: usually", by: "network: always", at: "always",
      says: #"unknown share of the network "always"; expected one of: usually, sometimes, hardly"#),
    Breakage(
      file: "azure-errors.yaml", replace: "causes: [egress.dropped,", by: "causes: [egress.droped,",
      at: "egress.droped",
      says: #"unknown cause "egress.droped"; did you mean "egress.dropped"?"#),
    Breakage(
      file: "azure-errors.yaml", replace: "checks: [preconditions/nameservers-answer,",
      by: "checks: [preconditions/nameserver-answer,", at: "preconditions/nameserver-answer",
      says: #"unknown requirement "preconditions/nameserver-answer""#),
    Breakage(
      file: "azure-errors.yaml", replace: "- code: vmss-cse-51", by: "- code: VMSS-CSE-50", at: "VMSS-CSE-50",
      says: "the error VMSS-CSE-50 stands twice in the catalog"),
    Breakage(
      file: "azure-errors.yaml", replace: "  meaning: >-\n    Before", by: "  meaning: >-\n    {host} Before",
      at: ">-\n    {host}", says: #"unknown placeholder "{host}" in meaning"#),
    Breakage(
      file: "causes.yaml", replace: "azureErrors: [vmss-cse-52, vmss-cse-215]",
      by: "azureErrors: [vmss-cse-5x, vmss-cse-215]", at: "vmss-cse-5x", says: #"unknown error of Azure "vmss-cse-5x""#),
    Breakage(
      file: "egress.yaml", replace: "to: nameservers", by: "to: nameserver", at: "nameserver\n  transport: udp",
      says: #"unknown destination "nameserver"; did you mean "nameservers"?"#),
    Breakage(
      file: "egress.yaml", replace: "- tag: Storage\n", by: "- tag: Storag\n", at: "serviceTags:\n- tag",
      says: "the service tag Storage of endpoints.yaml has no entry"),
    Breakage(
      file: "egress.yaml", replace: "id: tunnel-tcp", by: "id: tunnel-udp",
      at:
        "id: tunnel-udp\n  title: Tunnel of clusters without konnectivity\n  endpoint: apiServer\n  clouds: [AzureCloud, AzureUSGovernment, AzureChinaCloud]\n  to: AzureCloud\n  transport: tcp",
      says: "the rule tunnel-udp stands twice in the catalog"),
    Breakage(
      file: "egress.yaml", replace: "host: \"*.data.mcr.microsoft.com\"", by: "host: \"data.*.example\"",
      at: "\"data.*.example\"", says: #""data.*.example" is not a domain name"#),
    Breakage(
      file: "regions.yaml", replace: "aks: true", by: "aks: yes", at: "yes", says: #""yes" where true or false"#),
    Breakage(
      file: "regions.yaml", replace: "regions:", by: "regions: {}\nunused:", at: "unused",
      says: #"unknown key "unused""#),
    Breakage(
      file: "requirements/1-cluster-creation.yaml", replace: "id: cluster-creation/mcr-answers",
      by: "id: router-start/mcr-answers", at: "router-start/mcr",
      says: #"the id "router-start/mcr-answers" does not begin with "cluster-creation/""#),
    Breakage(
      file: "requirements/1-cluster-creation.yaml", replace: "phase: clusterCreation", by: "phase: serving",
      at: "serving", says: "the file is for clusterCreation, not for serving"),
    Breakage(
      file: "requirements/1-cluster-creation.yaml", replace: "id: cluster-creation/mcr-answers",
      by: "id: cluster-creation/mcr-resolves", at: "cluster-creation/mcr-resolves\n  title: The Microsoft",
      says: "the requirement cluster-creation/mcr-resolves stands twice"),
    Breakage(
      file: "requirements/1-cluster-creation.yaml", replace: "endpoint: mcrData", by: "endpoint: mcrDate",
      at: "mcrDate", says: #"unknown role "mcrDate"; did you mean "mcrData"?"#),
    Breakage(
      file: "requirements/1-cluster-creation.yaml", replace: "{answers: kubernetes-api}", by: "{answers: kubernetes}",
      at: "kubernetes}", says: #"unknown service "kubernetes""#),
    Breakage(
      file: "requirements/1-cluster-creation.yaml", replace: "expect: accepts", by: "expect: handshakes",
      at: "handshakes\n  consumer: node\n  without: The registry's delivery", says: "mcrEdge does not speak TLS"),
    Breakage(
      file: "requirements/1-cluster-creation.yaml", replace: "addressKindDeclared: true",
      by: "addressKindDeclared: false", at: "false", says: "this condition can only be true"),
    Breakage(
      file: "requirements/2-router-start.yaml", replace: "[node, pod]", by: "[node, laptop]", at: "laptop",
      says: #"unknown vantage "laptop"; expected one of: workstation, node, pod"#),
    Breakage(
      file: "requirements/3-router-operation.yaml", replace: "variant: global", by: "variant: globe", at: "globe",
      says: #"the role azureMLAPI has no variant "globe"; expected one of: global, regional, workspace"#),
    Breakage(
      file: "requirements/3-router-operation.yaml", replace: "edition: v1", by: "edition: v2", at: "v2",
      says: #"unknown edition "v2"; expected one of: v1, extension"#),
    Breakage(
      file: "requirements/5-serving.yaml", replace: "requirements:\n", by: "requirements: [\n", at: nil,
      says: "not YAML: "),
    Breakage(
      file: "requirements/0-preconditions.yaml", replace: "requirements:", by: "requirements: &all", at: "&all",
      says: "anchors and aliases are not used"),
  ]

  @Test(arguments: breakages) func `is refused with the place of the mistake`(breakage: Breakage) throws {
    var texts = try CatalogTexts.all()
    let text = try #require(texts[breakage.file])
    let range = try #require(text.range(of: breakage.replace))
    let broken = text.replacingCharacters(in: range, with: breakage.by)
    texts[breakage.file] = broken
    let error = try #require(throws: CatalogError.self) { try CatalogReader.catalog(of: texts, in: "folder") }
    let problem = try #require(
      error.problems.first { $0.description.contains(breakage.says) }, "\(error)")
    #expect(problem.place.file == "folder/\(breakage.file)")
    if let marker = breakage.at {
      #expect(problem.place == place(of: marker, in: broken, file: "folder/\(breakage.file)"))
    }
  }

  @Test func `is refused with all its mistakes at once, in order`() throws {
    var texts = try CatalogTexts.all()
    texts["sources.yaml"] = texts["sources.yaml"]?.replacingOccurrences(
      of: "  statement: Names,", with: "  says: Names,")
    texts["regions.yaml"] = nil
    texts["region.yaml"] = "[]"
    let error = try #require(throws: CatalogError.self) { try CatalogReader.catalog(of: texts, in: "folder") }
    let lines = error.description.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("folder/sources.yaml:") && $0.contains(#"unknown key "says""#) })
    #expect(lines.contains { $0.hasPrefix("folder/sources.yaml:") && $0.contains(#""statement" is missing"#) })
    #expect(lines.contains("folder/regions.yaml:1:1: the file is missing"))
    #expect(
      lines.contains(#"folder/region.yaml:1:1: the file is not part of a catalog; did you mean "regions.yaml"?"#))
    #expect(error.problems.map(\.place.file) == error.problems.map(\.place.file).sorted())
  }

  @Test(arguments: [
    (String(repeating: "x", count: CatalogFile.sizeLimit + 1), "bytes; at most"),
    ("a: \u{0}", "the file is not text"),
    ("", "the file is empty"),
    (String(repeating: "[", count: 100_000), "not YAML"),
    ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "anchors and aliases"),
    ("just words", "a single value where a list is expected"),
  ]) func `is refused when a file is not of the expected kind`(text: String, says: String) throws {
    var texts = try CatalogTexts.all()
    texts["causes.yaml"] = text
    let error = try #require(throws: CatalogError.self) { try CatalogReader.catalog(of: texts, in: "folder") }
    #expect(
      error.problems.contains { $0.place.file == "folder/causes.yaml" && $0.description.contains(says) }, "\(error)")
  }

  @Test(arguments: ["- '&name'", "- a  # as *b has it", "- |\n  &c and *d"])
  func `is not refused for words that only look like aliases`(text: String) {
    var log = ProblemLog()
    #expect(CatalogNode.document(in: text, file: "causes.yaml", &log) != nil)
    #expect(log.error == nil)
  }

  @Test func `is refused when its folder does not exist`() throws {
    let error = try #require(throws: CatalogError.self) { try CatalogReader.read(directory: "/nonexistent/checks") }
    #expect(error.problems.first?.description == "/nonexistent/checks:1:1: the folder cannot be read")
  }

  /// Line and column, from 1, of the marker's first occurrence.
  private func place(of marker: String, in text: String, file: String) -> SourcePlace? {
    guard let found = text.range(of: marker) else { return nil }
    let lines = text[..<found.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
    return SourcePlace(file: file, line: lines.count, column: (lines.last?.count ?? 0) + 1)
  }
}
