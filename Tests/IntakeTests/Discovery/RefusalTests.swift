import Model
import Testing

@testable import Intake

@Suite struct `A document that is no resource` {
  @Test(arguments: [
    ("<!DOCTYPE html>\n<html>", "d:1:1: error: the file holds HTML or XML"),
    ("\n\n  <Error>x</Error>", "d:3:3: error: the file holds HTML or XML"),
    ("just text", "d:1:1: error: the file holds text"), ("", "d:1:1: error: the file is empty"),
    ("ERROR: (AuthorizationFailed) The client", "d:1:1: error: the file begins with a message instead of a document"),
    (#"{"a": 1}"#, #"d:1:1: error: the file holds no resource, but an object with the keys "a""#),
    (#"{"error": {"code": "NotFound", "message": "gone"}}"#, #"d:1:11: error: the file holds an error of Azure's"#),
    (#"{"code": "NotFound", "message": "gone"}"#, #"d:1:1: error: the file holds an error of Azure's"#),
    ("apiVersion: aml-preflight/v1\nname: d", "d:1:1: error: the file is a deployment file already"),
    (#"{"agentPoolProfiles": ["#, "d:1:24: error: the document ends in the middle"),
    ("{\"a\": 1,\n \"é\": tru}", "d:2:10: error: not valid JSON"),
    (#"{"a": 1} {}"#, "d:1:10: error: there is more after the end of the document"),
    (#"{"a": 1, "a": 2}"#, #"d:1:10: error: duplicate key "a""#), (#"{"a": 01}"#, "d:1:8: error: not valid JSON"),
    ("{\"a\": \"b\nc\"}", "d:1:9: error: a text goes on over the end of a line"),
    ("{,}", "d:1:2: error: not valid JSON"),
    (String(repeating: "[", count: 100_000), "d:1:65: error: the values are nested more than 64 deep"),
    (String(repeating: #"{"a":"#, count: 1_000), "nested more than 64 deep"),
    (#"{"agentPoolProfiles": "System.Object[]"}"#, "PowerShell has cut the document off there"),
  ])
  func `is refused with its place`(_ text: String, _ said: String) {
    let refusal = refusal(of: [("d", text)])
    #expect(refusal.contains(said), "\(refusal)")
  }

  @Test func `of the wrong types has all of them told with their pointers`() {
    let text = """
      {"type": "Microsoft.ContainerService/managedClusters", "name": {}, "location": ["a"],
       "properties": {"networkProfile": 3, "agentPoolProfiles": [7, {"name": "p", "count": "many"}],
         "apiServerAccessProfile": {"enablePrivateCluster": "perhaps"}}}
      """
    let said = refusal(of: [("d", text)])
    for line in [
      "d:1:64: error: /name is a mapping", "d:1:80: error: /location is a list",
      "d:2:35: error: /properties/networkProfile is 3", "/properties/agentPoolProfiles/0 is 7",
      #"/properties/agentPoolProfiles/1/count is "many""#,
      #"d:3:55: error: /properties/apiServerAccessProfile/enablePrivateCluster is "perhaps""#,
    ] { #expect(said.contains(line), "\(line) not in\n\(said)") }
  }

  @Test func `may be UTF-16 or have a byte order mark`() throws {
    let units = Array(Fixtures.registry.utf16)
    let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
    for bytes in [little, big, [0xEF, 0xBB, 0xBF] + Array(Fixtures.registry.utf8)] {
      let document = Discovery.Document(name: "d", bytes: bytes)
      #expect(try Discovery(from: [document], reader: reader).deployment.registry.name == "acr1x")
    }
  }

  @Test func `keeps its escapes`() throws {
    let value = try JSONParser.value(of: Array(#""\u00e9\ud83d\ude00\ud800\n\/""#.utf8), named: "d")
    guard case .text(let text) = value.content else { return #expect(Bool(false), "no text") }
    #expect(text == "é😀\u{FFFD}\n/")
  }
}

@Suite struct `Secrets in documents` {
  /// Every fixture that has some, with what makes each reader complain as well.
  @Test func `are in no output, message or comment`() throws {
    let spoiled = Fixtures.cluster.replacing("10.100.0.0/16", with: "10.X.0.0/16")
    let proxied = spoiled.replacing(
      #""servicePrincipalProfile""#,
      with: #""httpProxyConfig": {"httpsProxy": "http://me:hunter2-proxy@proxy.corp:3128/"}, "servicePrincipalProfile""#
    )
    let found = try discovery(
      [
        ("aks.json", proxied), ("kc.yaml", Fixtures.kubeconfig), ("template.json", Fixtures.template),
      ].filter { $0.0 != "template.json" })
    #expect(found.deployment.network.proxy?.hostAndPort == "proxy.corp:3128")
    let all = found.text + found.notices.joined() + "\(found.deployment)"
    #expect(!all.contains("hunter2"))
    #expect(!(try discovery([("t", Fixtures.template)]).text.contains("hunter2")))
  }

  @Test(arguments: [
    ("https://aks1-d1.hcp.westeurope.azmk8s.io:443", "https://me:hunter2@a.b:port"),
    ("contexts:", "contexts: hunter2-x\nsomething:"), ("token: hunter2-token", "token: \"hunter2"),
    ("users:", "users: &hunter2"),
  ])
  func `are in no message about a kubeconfig`(_ text: String, _ other: String) {
    let said = refusal(of: [("kc.yaml", Fixtures.kubeconfig.replacing(text, with: other))])
    #expect(said.contains("error:"), "\(said)")
    #expect(!said.contains("hunter2"), "\(said)")
  }
}
