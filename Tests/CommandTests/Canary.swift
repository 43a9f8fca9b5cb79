import Foundation
import Lab
import TestSupport
import Testing

/// A secret in one of the places that a run reads. A new credential of the program gets a line in ``all``.
struct Canary: CustomTestStringConvertible, Sendable {
  /// What every planted secret holds; nothing else does.
  static let mark = "CANARYq8Q7hT2mB9xLz4Vw1Rk6Jd3Np5Ys0"
  /// What opens the lab's own services, which has to stay as secret.
  private static let opening = [
    LabCredential.registryPassword, LabCredential.entraToken, LabCredential.scoringKey, LabCredential.accessSignature,
    Data("\(LabCredential.registryUsername):\(LabCredential.registryPassword)".utf8).base64EncodedString(),
  ]
  /// All of them, and the mark as it looks in a Basic authorization and in Kubernetes' secrets, at each offset of base64.
  static let traces: [String] =
    [mark] + opening
    + (0..<3).map { offset in
      let text = Data((String(repeating: " ", count: offset) + mark).utf8).base64EncodedString()
      // Without the digits that neighbors share.
      return String(text.dropFirst(4).prefix(32))
    }

  var name: String
  /// Behind the demo's deployment file, or in place of a line of it.
  var deployment: Change = .none
  var environment: [String: String] = [:]
  /// Files of the folder that arguments name as `FOLDER/…`.
  var files: [String: String] = [:]
  /// Of `run` and, as far as they take them, the other commands.
  var arguments: [String] = []
  /// `FOLDER/…` files that commands for documents read instead of a deployment file.
  var documents: [String] = []

  enum Change: Sendable {
    case none
    case added(String)
    case replaced(String, with: String)
  }

  var testDescription: String { name }

  private static let kubeconfig = """
    apiVersion: v1
    kind: Config
    current-context: a
    clusters:
    - name: c
      cluster: {server: "https://aks-d1.hcp.westeurope.azmk8s.io:443", certificate-authority-data: \(mark)}
    contexts:
    - name: a
      context: {cluster: c, user: u}
    users:
    - name: u
      user:
        token: \(mark)
        client-key-data: \(mark)
        client-certificate-data: \(mark)
        username: \(mark)
        password: \(mark)
        exec: {apiVersion: v1, command: kubelogin, args: [--secret, \(mark)], env: [{name: AAD_SECRET, value: \(mark)}]}
        auth-provider: {name: azure, config: {access-token: \(mark), refresh-token: \(mark)}}

    """

  private static func pasted(_ name: String, _ text: String) -> Canary {
    Canary(name: "pasted: \(name)", deployment: .added(text))
  }

  private static func instead(_ name: String, of line: String, _ text: String) -> Canary {
    Canary(name: "pasted: \(name)", deployment: .replaced(line, with: text))
  }

  static let all: [Canary] = [
    Canary(
      name: "variables that the deployment names",
      deployment: .added(
        "credentials: {registry: {usernameFrom: DEMO_USER, passwordFrom: DEMO_PASSWORD}, scoringKeyFrom: DEMO_KEY}"),
      environment: ["DEMO_USER": mark, "DEMO_PASSWORD": mark, "DEMO_KEY": mark]),
    Canary(
      name: "a token for the registry that is refused",
      deployment: .replaced(
        "registry: {name: demoacr,",
        with:
          "credentials: {registry: {entraTokenFrom: DEMO_TOKEN}}\nregistry: {name: demoacr, image: \"models/iris:3\","),
      environment: ["DEMO_TOKEN": mark]),
    Canary(
      name: "what opens the lab's own services",
      deployment: .replaced(
        "registry: {name: demoacr,",
        with: """
          credentials: {registry: {usernameFrom: DEMO_USER, passwordFrom: DEMO_PASSWORD}, scoringKeyFrom: DEMO_KEY}
          registry: {name: demoacr, image: "models/iris:3",
          """),
      environment: [
        "DEMO_USER": LabCredential.registryUsername, "DEMO_PASSWORD": LabCredential.registryPassword,
        "DEMO_KEY": LabCredential.scoringKey,
      ]),
    Canary(
      name: "variables of other programs",
      environment: ["ACR_PASSWORD": mark, "AZURE_CLIENT_SECRET": mark, "AZURE_STORAGE_SAS_TOKEN": "?sig=\(mark)"]),
    Canary(name: "https_proxy", environment: ["https_proxy": "http://user:\(mark)@127.0.0.1:1"]),
    Canary(name: "HTTPS_PROXY, not a URL", environment: ["HTTPS_PROXY": "user:\(mark)@proxy"]),
    Canary(name: "AML_PREFLIGHT_PROXY", environment: ["AML_PREFLIGHT_PROXY": "http://\(mark):x@127.0.0.1:1"]),
    Canary(name: "a variable of the wrong kind", environment: ["AML_PREFLIGHT_STEP_TIMEOUT": mark]),

    .instead(
      "a proxy's URL", of: "network:",
      "network:\n  proxy: {url: \"http://user:\(mark)@127.0.0.1:1\"}"),
    Canary(
      name: "a kubeconfig", files: ["kubeconfig": kubeconfig], arguments: ["--kubeconfig", "FOLDER/kubeconfig"],
      documents: ["FOLDER/kubeconfig"]),
    Canary(
      name: "a kubeconfig that is broken", files: ["kubeconfig": "token: \(mark)\n  bad: [\n"],
      arguments: ["--kubeconfig", "FOLDER/kubeconfig"], documents: ["FOLDER/kubeconfig"]),
    Canary(
      name: "documents with keys",
      files: [
        "workspace.json": """
        {"id": "/subscriptions/2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27/resourceGroups/rg/providers/\
        Microsoft.MachineLearningServices/workspaces/ws", "name": "ws", "location": "westeurope",
        "type": "Microsoft.MachineLearningServices/workspaces", "token": "\(mark)",
        "properties": {"storageAccount": "https://x.blob.core.windows.net/?sig=\(mark)",
        "connectionString": "AccountKey=\(mark)"}}
        """,
        "keys.json": #"[{"keyName": "key1", "permissions": "Full", "value": "\#(mark)"}]"#,
        "token.json": #"{"accessToken": "\#(mark)", "tokenType": "Bearer"}"#,
        "secret.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {key: \(mark)}\n",
      ], documents: ["FOLDER/workspace.json", "FOLDER/keys.json", "FOLDER/token.json", "FOLDER/secret.yaml"]),
    Canary(
      name: "a private key among certificates",
      files: ["bundle.pem": "-----BEGIN PRIVATE KEY-----\n\(mark)\n-----END PRIVATE KEY-----\n"],
      arguments: ["--ca-file", "FOLDER/bundle.pem"]),
    Canary(
      name: "a certificate file that is text", files: ["bundle.pem": mark],
      arguments: ["--ca-file", "FOLDER/bundle.pem"]),
    Canary(
      name: "versions of AKS that are not", files: ["v.json": #"{"a": "\#(mark)""#],
      arguments: ["--aks-versions", "FOLDER/v.json"]),
    Canary(
      name: "service tags that are not", files: ["t.json": #"[{"name": "\#(mark)"}]"#],
      arguments: ["--service-tags", "FOLDER/t.json"]),
    Canary(
      name: "a baseline that is none", files: ["b.json": #"{"schemaVersion": "\#(mark)", "recording": 1}"#],
      arguments: ["--baseline", "FOLDER/b.json"], documents: ["FOLDER/b.json"]),
    .pasted("a password that is no key", "password: \(mark)"),
    .pasted("a secret as a key", "\(mark): x"),
    .pasted("a secret in place of a variable's name", "credentials: {registry: {passwordFrom: \"\(mark)\"}}"),
    .pasted("a secret in place of a mapping", "credentials: \(mark)"),
    .pasted("a secret in place of a list", "skip: \(mark)"),
    .pasted("a quote that is not closed", "credentials: {scoringKeyFrom: \"\(mark)"),
    .pasted("a URL of a database", #"dependencies: [{name: db, host: "postgres://u:\#(mark)@db.corp/x", port: 5432}]"#),
    .pasted("a protocol", "dependencies: [{name: db, host: db.corp, port: 5432, protocol: \(mark)}]"),
    .instead(
      "a connection string", of: "storage: {account: demostore}",
      #"storage: {account: "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=\#(mark)=="}"#),
    .instead(
      "a signature in a host", of: "storage: {account: demostore}",
      #"storage: {account: demostore, hosts: {blob: "https://demostore.blob.core.windows.net/?sv=1&sig=\#(mark)"}}"#),
    .instead(
      "a signature in a path", of: "  path: /api/v1/service/iris/score",
      "  path: /api/v1/service/iris/score?code=\(mark)"),
    .instead("a token in place of a region", of: "  region: westeurope", "  region: eyJhbGciOi.\(mark).x"),
    .instead("a registry's password", of: "registry: {name: demoacr,", "registry: {name: demoacr, password: \(mark),"),
    .instead(
      "a registry's address", of: "registry: {name: demoacr,",
      #"registry: {name: demoacr, loginServer: "https://u:\#(mark)@demoacr.azurecr.io","#),
  ]
}
