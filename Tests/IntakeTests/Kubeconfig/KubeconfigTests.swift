import ClusterAPI
import Foundation
import Model
import TestSupport
import Testing

@testable import Intake

@Suite struct `A kubeconfig of a client` {
  private let folder: KubeconfigFolder

  init() throws { folder = try KubeconfigFolder() }

  @Test func `says where the server is, whom to trust and who asks`() throws {
    let found = try folder.login(
      cluster: """
        server: https://A.test:6443/k8s/clusters/c-1/
        certificate-authority: ca.crt
        tls-server-name: kubernetes
        proxy-url: http://us%20er:hunter2@proxy.test:3128
        """,
      user: """
        client-certificate: client.crt
        client-key-data: \(KubeconfigFolder.keyData)
        token: hunter2-token
        """)
    let login = found.login
    #expect(login.server == .init(host: Host("a.test")!, port: 6_443, path: "/k8s/clusters/c-1"))
    #expect(login.server.url == "https://a.test:6443/k8s/clusters/c-1")
    #expect(login.serverName == Host("kubernetes"))
    #expect(login.trust == .authorities(pem: Array(KubeconfigFolder.certificate.utf8)))
    #expect(
      login.proxy
        == ClusterProxy(scheme: .http, host: Host("proxy.test")!, port: 3_128, userInformation: Secret("us er:hunter2"))
    )
    #expect(login.credentials.authorization == .token(Secret("hunter2-token")))
    #expect(login.credentials.certificate?.key == Secret(KubeconfigFolder.key))
    #expect(login.namespace == "team")
    #expect(found.context == "dev")
    #expect(found.notices == [])
  }

  @Test func `prefers what stands in it to files that it names`() throws {
    let found = try folder.login(
      cluster: """
        server: https://a.test
        certificate-authority: missing.crt
        certificate-authority-data: \(KubeconfigFolder.certificateData)
        """, user: "tokenFile: tokens/t\ntoken: hunter2-token")
    #expect(found.login.server.port == 443)
    #expect(found.login.trust == .authorities(pem: Array(KubeconfigFolder.certificate.utf8)))
    // Relative to the kubeconfig; read when it is needed.
    #expect(
      found.login.credentials.authorization == .tokenFile(path: folder.directory.path("tokens/t")))
  }

  @Test(arguments: [
    ("https://10.0.0.1", "10.0.0.1", UInt16(443)), ("https://[fd00::1]:6443", "fd00::1", 6_443),
    ("HTTPS://Api.Test:443/", "api.test", 443), ("https://localhost:8443", "localhost", 8_443),
  ])
  func `takes servers as they are written`(url: String, host: String, port: UInt16) throws {
    let server = try folder.login(cluster: "server: \(url)", user: "{}").login.server
    #expect(server.host == Host(host))
    #expect(server.port == port)
    #expect(server.path == "")
  }

  @Test func `warns where the server is not verified`() throws {
    let found = try folder.login(
      cluster: "server: https://a.test\ninsecure-skip-tls-verify: true", user: "token: hunter2-token")
    #expect(found.login.trust == .anybody)
    #expect(found.notices.count == 1)
    #expect(found.notices.first?.hasSuffix("whoever answers is believed") == true)
    #expect(found.notices.first?.contains("config:11:31: insecure-skip-tls-verify") == true)
  }

  @Test func `has a credential plugin, which is not run`() throws {
    let mark = folder.directory.path("ran")
    let found = try folder.login(
      cluster: """
        server: https://a.test
        certificate-authority: ca.crt
        extensions:
        - name: client.authentication.k8s.io/exec
          extension: {audience: "x", depth: 1, on: true}
        """,
      user: """
        exec:
          apiVersion: client.authentication.k8s.io/v1beta1
          command: ./bin/login
          args: [get-token, "", --server-id, 6dae42f8]
          env:
          - {name: MARK, value: \(mark)}
          installHint: "Install\\u001b it."
          provideClusterInfo: true
        """)
    guard case .plugin(let plugin)? = found.login.credentials.authorization else { return #expect(Bool(false)) }
    #expect(plugin.version == .v1beta1)
    #expect(plugin.command == folder.directory.path("bin/login"))
    #expect(plugin.arguments == ["get-token", "", "--server-id", "6dae42f8"])
    #expect(plugin.environment == [CredentialPlugin.Variable(name: "MARK", value: Secret(mark))])
    #expect(plugin.interactiveMode == .ifAvailable)
    #expect(plugin.installHint == "Install\u{FFFD} it.")
    #expect(plugin.cluster?.server == "https://a.test")
    #expect(plugin.cluster?.authorities == Array(KubeconfigFolder.certificate.utf8))
    #expect(plugin.cluster?.configuration == #"{"audience":"x","depth":1,"on":true}"#)
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test func `warns where kubectl would refuse it for want of a mode`() throws {
    let found = try folder.login(
      user: "exec: {apiVersion: client.authentication.k8s.io/v1, command: kubelogin, provideClusterInfo: false}")
    guard case .plugin(let plugin)? = found.login.credentials.authorization else { return #expect(Bool(false)) }
    #expect(plugin.command == "kubelogin")
    #expect(plugin.cluster == nil)
    #expect(found.notices.first?.contains("has no interactiveMode") == true)
  }

  @Test func `has impersonation and passwords, with what is to be known of them`() throws {
    let found = try folder.login(user: "username: admin\npassword: hunter2\nas: robot\nas-groups: [a, b]\nas-uid: '7'")
    #expect(found.login.credentials.authorization == .password(user: "admin", password: Secret("hunter2")))
    #expect(found.login.credentials.impersonation == .init(user: "robot", uid: "7", groups: ["a", "b"]))
    #expect(found.notices.count == 2)
    #expect(!found.notices.joined().contains("hunter2"))
  }

  @Test func `has several contexts, of which one is chosen`() throws {
    let text = """
      kind: Config
      contexts:
      - {name: one, context: {cluster: c1, user: u1}}
      - {name: 1.29, context: {cluster: c2}}
      clusters:
      - {name: c1, cluster: {server: "https://one.test"}}
      - {name: c2, cluster: {server: "https://two.test"}}
      users:
      - {name: u1, user: {token: hunter2}}
      current-context: one
      """
    #expect(try folder.login(text).login.server.host == Host("one.test"))
    let other = try folder.login(text, context: "1.29")
    #expect(other.login.server.host == Host("two.test"))
    // Nobody is named, and so nobody asks.
    #expect(other.login.credentials == ClusterCredentials())
    #expect(
      folder.refusal(of: text, context: "onne")
        == "config:3:1: error: there is no context \"onne\"\n    did you mean \"one\"?")
  }
}

@Suite struct `Several kubeconfig files` {
  private let folder: KubeconfigFolder

  init() throws { folder = try KubeconfigFolder() }

  private func login(_ variable: String, context: String? = nil) throws -> Kubeconfigs.Login {
    try Kubeconfigs(.usual(variable: variable, home: folder.directory.url.path)).login(context: context)
  }

  @Test func `are taken together: of one name the first, whole`() throws {
    try FileManager.default.createDirectory(atPath: folder.directory.path("second"), withIntermediateDirectories: false)
    let first = try folder.directory.write(
      """
      kind: Config
      clusters:
      - {name: c, cluster: {server: "https://first.test"}}
      """, to: "first")
    try folder.directory.write(KubeconfigFolder.certificate, to: "second/ca.crt")
    let second = try folder.directory.write(
      KubeconfigFolder.text(
        cluster: "server: https://second.test\ninsecure-skip-tls-verify: true", user: "tokenFile: t"),
      to: "second/config")
    let empty = try folder.directory.write("\n", to: "empty")
    let missing = folder.directory.path("missing")
    let found = try login("\(missing):\(empty):\(first):\(second):\(first)")
    #expect(found.login.server.host == Host("first.test"))
    // Not mixed with the second's entry of the same name.
    #expect(found.login.trust == .system)
    #expect(found.login.credentials.authorization == .tokenFile(path: folder.directory.path("second/t")))
    #expect(found.file.hasSuffix("second/config"))
    #expect(try login("\(second):\(first)").login.server.host == Host("second.test"))
  }

  @Test func `are those of the home folder where no variable names others`() throws {
    let error = #expect(throws: IntakeError.self) { try login("") }
    #expect(error?.description.contains("there is no kubeconfig at ~/.kube/config") == true)
    try FileManager.default.createDirectory(atPath: folder.directory.path(".kube"), withIntermediateDirectories: false)
    try folder.directory.write(KubeconfigFolder.text(cluster: "server: https://home.test"), to: ".kube/config")
    #expect(try login("").login.server.host == Host("home.test"))
  }

  @Test func `are refused if one of them is broken, or the one that is named is missing`() throws {
    let good = try folder.directory.write(KubeconfigFolder.text(cluster: "server: https://a.test"), to: "good")
    let bad = try folder.directory.write("kind: [", to: "bad")
    let error = #expect(throws: IntakeError.self) { try login("\(good):\(bad)") }
    #expect(error?.problems.first?.place?.file == bad)
    #expect(throws: IntakeError.self) { try Kubeconfigs(.file(folder.directory.path("none"))) }
  }
}

@Suite struct `A service account` {
  @Test func `is the pod's own`() throws {
    let folder = try KubeconfigFolder()
    let directory = folder.directory
    let environment = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443"]
    #expect(try ServiceAccount.login(environment: environment, folder: directory.url.path) == nil)
    try directory.write("hunter2", to: "token")
    try directory.write("azureml\n", to: "namespace")
    #expect(try ServiceAccount.login(environment: [:], folder: directory.url.path) == nil)
    let login = try #require(try ServiceAccount.login(environment: environment, folder: directory.url.path))
    #expect(login.server == .init(host: Host("10.0.0.1")!, port: 443))
    #expect(login.trust == .authorities(pem: Array(KubeconfigFolder.certificate.utf8)))
    #expect(login.credentials.authorization == .tokenFile(path: directory.path("token")))
    #expect(login.namespace == "azureml")
    try directory.write("nothing", to: "ca.crt")
    #expect(throws: IntakeError.self) {
      try ServiceAccount.login(environment: environment, folder: directory.url.path)
    }
  }
}
