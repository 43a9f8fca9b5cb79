import ClusterAPI
import Foundation
import Model
import TestSupport
import Testing

@testable import Intake

@Suite struct `A mistaken kubeconfig` {
  private let folder: KubeconfigFolder

  init() throws { folder = try KubeconfigFolder() }

  @Test(arguments: [
    (
      "auth-provider: {name: azure, config: {access-token: hunter2}}", "14:20",
      "auth-provider \"azure\", which kubectl knows no more since Kubernetes 1.26", "kubelogin"
    ),
    ("username: a\npassword: hunter2\ntoken: hunter2", "14:15", "a password and a token", "one of the two"),
    ("client-certificate: client.crt", "14:5", "the user has no client-key", "client-key-data"),
    ("client-key: client.key", "14:5", "the user has no client-certificate", "client-certificate-data"),
    ("client-certificate: client.crt\nclient-key: none.key", "15:17", "\"none.key\" does not exist", "a private key"),
    ("client-certificate: client.crt\nclient-key: client.crt", "15:17", "holds no private key", "not encrypted"),
    (
      "client-certificate-data: aHVudGVyMg==\nclient-key: client.key", "14:30", "holds no certificate",
      "BEGIN CERTIFICATE"
    ),
    ("client-certificate-data: '!hunter2'\nclient-key: client.key", "14:30", "is no Base64", "as Base64"),
    ("token: [hunter2]", "14:12", "/users/0/user/token is no text", "text"),
    ("exec: {command: kubelogin}", "14:11", "has no apiVersion", "client.authentication.k8s.io/v1 or"),
    (
      "exec: {apiVersion: client.authentication.k8s.io/v1alpha1, command: x}", "14:24", "since Kubernetes 1.24",
      "v1beta1"
    ),
    ("exec: {apiVersion: client.authentication.k8s.io/v1}", "14:11", "has no command", "command:"),
    (
      "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Alwys}", "14:86",
      "is \"Alwys\"", "Always"
    ),
    (
      "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, args: hunter2}", "14:75", "is no list",
      "a list of texts"
    ),
    (
      "exec: {apiVersion: client.authentication.k8s.io/v1, command: x, env: [{value: hunter2}]}", "14:75",
      "has no name", "name and value"
    ),
    ("exec: hunter2", "14:11", "/users/0/user/exec is no mapping", "a mapping"),
    ("as-groups: [a]", "14:16", "stands without as", "as: and the name"),
  ])
  func `is refused for its user, at the place`(user: String, place: String, message: String, expected: String) throws {
    let said = try #require(folder.refusal(of: KubeconfigFolder.text(cluster: "server: https://a.test", user: user)))
    #expect(said.contains("config:\(place): error: "), "\(said)")
    #expect(said.contains(message), "\(said)")
    #expect(said.contains(expected), "\(said)")
    #expect(!said.contains("hunter2"), "\(said)")
  }

  @Test(arguments: [
    ("x: 1", "10:5", "leads to no server", "server: https://host:port"),
    ("server: htto://a.test", "10:13", "is \"htto://a.test\"", "https://host:port"),
    ("server: https://u:hunter2@a.test", "10:13", "credentials or a query", "https://host:port"),
    ("server: https://a.test:70000", "10:13", "a.test:70000", "https://host:port"),
    ("server: https://", "10:13", "https://", "https://host:port"),
    ("server: http://a.test", "10:13", "would read the credentials", "https://host:port"),
    ("server: a.test:8080", "10:13", "without TLS", "https://host:port"),
    ("server: https://a.test\ncertificate-authority: none.crt", "11:28", "does not exist", "a certificate"),
    ("server: https://a.test\ncertificate-authority-data: aHVudGVyMg==", "11:33", "holds no certificate", "PEM"),
    (
      "server: https://a.test\ninsecure-skip-tls-verify: true\ncertificate-authority: ca.crt", "11:31",
      "which kubectl refuses", "one of the two"
    ),
    ("server: https://a.test\ninsecure-skip-tls-verify: 'yes'", "11:31", "is \"yes\"", "true or false"),
    (
      "server: https://a.test\nproxy-url: https://p:hunter2@p.test", "11:16", "is itself spoken to by TLS",
      "socks5://host:port"
    ),
    ("server: https://a.test\nproxy-url: ftp://p.test", "11:16", "ftp://p.test", "socks5://host:port"),
    ("server: https://a.test\ntls-server-name: 'a b'", "11:22", "is \"a b\"", "the name of a host"),
  ])
  func `is refused for its cluster, at the place`(cluster: String, place: String, message: String, expected: String)
    throws
  {
    let said = try #require(folder.refusal(of: KubeconfigFolder.text(cluster: cluster, user: "token: hunter2")))
    #expect(said.contains("config:\(place): error: "), "\(said)")
    #expect(said.contains(message), "\(said)")
    #expect(said.contains(expected), "\(said)")
    #expect(!said.contains("hunter2"), "\(said)")
  }

  @Test(arguments: [
    ("kind: Config", "1:1", "no current context"),
    ("kind: Config\ncurrent-context: x", "2:18", "there is no context \"x\""),
    ("kind: Config\ncurrent-context: x\ncontexts:\n- {name: x}", "4:3", "has no context"),
    ("kind: Config\ncurrent-context: x\ncontexts:\n- {name: x, context: {user: u}}", "4:22", "names no cluster"),
    (
      "kind: Config\ncurrent-context: x\ncontexts:\n- {name: x, context: {cluster: c}}\nclusters: []", "4:32",
      "there is no cluster \"c\""
    ),
    (
      "kind: Config\ncurrent-context: x\ncontexts:\n- {name: x, context: {cluster: c, user: v}}\nclusters:\n- {name: c, cluster: {server: 'https://a.test'}}\nusers:\n- {name: u, user: {}}",
      "4:41", "there is no user \"v\""
    ),
    ("kind: Deployment", "1:1", "is no kubeconfig"), ("- 1", "1:1", "is no kubeconfig"),
    ("kind: Config\nx: &a [*a]", "2:", "not supported"), ("hello", "1:1", "the file holds text"),
  ])
  func `is refused as a whole, at the place`(text: String, place: String, message: String) throws {
    let said = try #require(folder.refusal(of: text))
    #expect(said.contains("config:\(place)"), "\(said)")
    #expect(said.contains(message), "\(said)")
  }

  @Test func `costs little, however hostile`() {
    let bomb = "kind: Config\na: &a [1]\n" + (0..<40).map { "b\($0): [*a, *a, *a, *a]\n" }.joined()
    let deep = "kind: Config\nx: " + String(repeating: "[", count: 50_000)
    let large = "kind: Config\nx: \"" + String(repeating: "y", count: KubeconfigFile.byteLimit) + "\""
    let wide = "kind: Config\ncontexts:\n" + String(repeating: "- {name: x}\n", count: 20_000)
    for text in [bomb, deep, large, wide] {
      let elapsed = ContinuousClock().measure { #expect(folder.refusal(of: text) != nil) }
      #expect(elapsed < .seconds(20))
    }
  }

  @Test(.enabled(if: Samples.isPresent, "there is no folder of samples; AML_PREFLIGHT_SAMPLES can name one"))
  func `or a good one is every sample, by what it holds`() throws {
    func outcome(_ name: String, context: String? = nil) throws -> String {
      let text = String(decoding: try Samples.bytes("kubeconfigs/\(name)"), as: UTF8.self)
      do {
        let found = try folder.login(text, context: context)
        return "\(found.login.server.url) \(found.notices.count)"
      } catch let error as IntakeError {
        return error.description.replacing(folder.directory.url.path + "/", with: "")
      }
    }
    // Its key was taken out.
    #expect(try outcome("kc-001.yaml").contains("/users/0/user/client-key-data holds no private key"))
    #expect(try outcome("kc-002.yaml") == "https://wherever 1")
    for context in "ABCEF" {
      // Their authorities are no certificates.
      #expect(try outcome("kc-003.yaml", context: "context\(context)").contains("certificate"))
    }
    #expect(try outcome("kc-003.yaml", context: "contextD").contains("is \"htto://exampleerror.com\""))
    #expect(try outcome("kc-004.yaml") == "https://horse.org 1")
  }
}
