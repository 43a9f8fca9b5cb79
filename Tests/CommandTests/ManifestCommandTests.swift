import Foundation
import TestSupport
import Testing

/// The command as users give it: on the deployments that stand in the repository.
@Suite(.timeLimit(.minutes(3))) struct `The command manifest` {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let image = ["--image", "r.example/aml-preflight:1"]

  private static func example(_ name: String) -> String {
    root.appendingPathComponent("checks/deployments/\(name).yaml").path
  }

  /// Options of every kind, beside job, cronjob and daemonset.
  private static let variants: [[String]] = [
    [], ["--create-namespace"], ["--host-network", "--create-namespace"], ["--api-checks"],
    ["--api-checks", "--certificate-secrets"], ["--api-checks", "--host-network", "-n", "azureml"],
    ["--report", "volume=reports"], ["--report", "config-map"],
    ["--report", "config-map=found", "--api-checks", "--host-network"],
    [
      "--pull-secret", "a", "--pull-secret", "b.c", "--node-selector", "topology.kubernetes.io/zone=westeurope-1",
      "--node-selector", "yes=no", "--node-pool", "gpu1", "--toleration", "sku=gpu:NoSchedule", "--toleration", "all",
      "--toleration", "a.b/c:NoExecute", "--toleration", "d", "--ca-config-map", "corporate/root.pem",
    ],
    ["--name", "a", "-n", "b", "--", "--only", "mcr*", "--only", "acr*", "--step-timeout", "10s", "-4", "-q"],
  ]

  private static func manifests(
    of examples: [String] = ["kubenet", "azure-cni-custom-dns", "private-cluster"]
  ) throws -> [(arguments: [String], result: Preflight.Result)] {
    var made: [(arguments: [String], result: Preflight.Result)] = []
    for (number, variant) in variants.enumerated() {
      for kind in ["job", "cronjob", "daemonset"] {
        let example = example(examples[number % examples.count])
        let text = try String(contentsOfFile: example, encoding: .utf8)
        let secret = text.contains("credentials:") ? ["--secret", "credentials"] : []
        let arguments = ["manifest", kind, example] + image + secret + variant
        made.append((arguments, try Preflight.run(arguments)))
      }
    }
    return made
  }

  @Test(.enabled(if: KubernetesValidator.isAvailable, "\(KubernetesValidator.remark)"))
  func `writes what Kubernetes' schemas allow, whatever the options`() throws {
    let made = try Self.manifests()
    for (arguments, result) in made {
      #expect(result.status == 0 && result.errors.isEmpty, "\(arguments): \(result.errors)")
    }
    let readings = try KubernetesValidator.readings(of: made.map(\.result.output))
    try #require(readings.count == made.count)
    for (reading, (arguments, _)) in zip(readings, made) {
      #expect(reading.complaints == [], "\(arguments)")
      #expect(reading.objects.count >= 3 && !reading.objects.contains { $0.contains("None") })
      let file = try String(contentsOfFile: arguments[2], encoding: .utf8)
      #expect(reading.deployment == file, "\(arguments)")
    }
  }

  @Test(
    .enabled(if: KubernetesValidator.isAvailable, "\(KubernetesValidator.remark)"),
    arguments: [
      ("hostNetwork", "hostNetwrok"), ("restartPolicy: Never", "restartPolicy: 5"),
      ("backoffLimit: 0", "backoffLimit: none"),
      ("kind: ServiceAccount", "kind: ServiceAcount"), ("runAsUser: 65532", "runAsUser: nobody"),
      ("mountPath", "mountpath"),
    ])
  func `is validated by something that sees mistakes`(word: String, mistake: String) throws {
    let good = try Preflight.run(["manifest", "job", Self.example("kubenet"), "--host-network"] + Self.image).output
    let bad = good.replacingOccurrences(of: word, with: mistake)
    #expect(bad != good)
    let readings = try KubernetesValidator.readings(of: [good, bad])
    #expect(readings.map(\.complaints.isEmpty) == [true, false])
  }

  @Test func `carries a file with whatever is in it`() throws {
    let folder = try TemporaryFolder()
    let name = #""' --- {} [] # & * ! | > % @ ` \ $(HOME) ]"#
    let text = "# \(name)\t\r\nname: \(String(decoding: try JSONEncoder().encode(name), as: UTF8.self))\n\n\n"
    let file = try folder.write(text, to: "deployment.yaml").path
    let result = try Preflight.run(["manifest", "job", file] + Self.image)
    #expect(result.status == 0, "\(result.errors)")
    guard KubernetesValidator.isAvailable else { return }
    let reading = try #require(try KubernetesValidator.readings(of: [result.output]).first)
    #expect(reading.deployment == text)
    #expect(reading.complaints == [])
    #expect(
      reading.objects == [
        "ServiceAccount aml-preflight/aml-preflight", "ConfigMap aml-preflight/aml-preflight",
        "Job aml-preflight/aml-preflight",
      ])
  }

  @Test func `refuses a name that would begin another line`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("name: \"a\\nb: c\"\n", to: "deployment.yaml").path
    let result = try Preflight.run(["manifest", "job", file] + Self.image)
    // Whether the deployment's name may hold a line end is the reader's matter; no line of the manifest's begins with it.
    #expect(result.status == 2 || !result.output.contains("\nb: c"))
  }

  @Test func `takes the image from the declared registry`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("name: a\nregistry: {name: myacr}\n", to: "a.yaml").path
    let version = try Preflight.run(["--version"]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let result = try Preflight.run(["manifest", "job", file])
    #expect(result.output.contains("image: \"myacr.azurecr.io/aml-preflight:\(version)\"\n"), "\(result.errors)")
    let without = try Preflight.run(["manifest", "job", try folder.write("name: a\n", to: "b.yaml").path])
    #expect(without.status == 2 && without.errors.contains("--image myacr.azurecr.io/aml-preflight:"))
  }

  @Test func `reads standard input`() throws {
    let result = try Preflight.run(["manifest", "job", "-"] + Self.image, input: "name: a\n")
    #expect(result.status == 0 && result.output.contains("deployment.yaml: |\n    name: a\n"), "\(result.output)")
    let wrong = try Preflight.run(["manifest", "job", "-"] + Self.image, input: "nam: a\n")
    #expect(wrong.status == 2 && wrong.errors.contains("standard input:1:1"), "\(wrong.errors)")
  }

  @Test func `gives the rights of what a run would read, and no secrets unasked`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "name: a\nscoring: {host: iris.westeurope.cloudapp.azure.com, tls: true}\n", to: "a.yaml"
    ).path
    func output(_ options: String...) throws -> String {
      let result = try Preflight.run(["manifest", "job", file] + Self.image + options)
      #expect(result.status == 0, "\(result.errors)")
      return result.output
    }
    let plain = try output()
    #expect(!plain.contains("Role") && plain.contains("automountServiceAccountToken: false"))
    let checks = try output("--api-checks")
    #expect(checks.contains("kind: ClusterRole\n") && checks.contains("- nodes\n") && !checks.contains("- secrets\n"))
    #expect(checks.contains("- serving/router-certificate\n"), "\(checks)")
    for word in ["create", "update", "patch", "delete", "watch", "'*'", "\"*\"", "escalate", "impersonate"] {
      #expect(!checks.contains("  - \(word)\n"), "\(word)")
    }
    let secrets = try output("--api-checks", "--certificate-secrets")
    #expect(secrets.contains("- secrets\n") && secrets.contains("- azuremlfessl\n"))
    #expect(!secrets.contains("serving/router-certificate"))
    // The rights follow from what is selected.
    let few = try output("--api-checks", "--", "--only", "cluster-creation/nodes-ready")
    #expect(few.contains("- nodes\n") && !few.contains("- pods\n"), "\(few)")
    let extensionOnly = try output("--api-checks", "--", "--edition", "extension")
    #expect(extensionOnly.contains("namespace: azureml\n") && !checks.contains("namespace: azureml\n"))
  }

  @Test(arguments: [
    (["job", "F", "--report", "volum=a"], "Did you mean volume?"),
    (["job", "F", "--report", "volume=A b"], "place for reports"),
    (["job", "F", "--report", "config-map=aml-preflight"], "another name"),
    (["job", "F", "--toleration", "a:NoSchedul"], "Did you mean NoSchedule?"), (["jbo", "F"], "daemonset"),
    (["job", "F", "--name", "A\nb"], "--name takes"), (["job", "F", "-n", "a\"b"], "--namespace takes"),
    (["job", "F", "--image", "a b"], "--image takes"), (["job", "F", "--secret", "x"], "names no credentials"),
    (["job", "F", "--node-selector", "zone"], "--node-selector takes"),
    (["job", "F", "--node-selector", "a=1", "--node-selector", "a=2"], "twice"),
    (["job", "F", "--node-pool", "a", "--node-selector", "kubernetes.azure.com/agentpool=b"], "give one of them"),
    (["job", "F", "--ca-config-map", "a/b/c"], "--ca-config-map takes"),
    (["job", "F", "--pull-secret", "a=b"], "--pull-secret"),
    (["job", "F", "--schedule", "@daily"], "belongs to a cronjob"),
    (["cronjob", "F", "--every", "1h"], "belongs to a daemonset"),
    (["cronjob", "F", "--schedule", "61 * * * *"], "is no schedule"),
    (["cronjob", "F", "--schedule", "* * * *"], "five fields"),
    (["cronjob", "F", "--schedule", "@dayly"], "@daily"), (["daemonset", "F", "--every", "5s"], "1m at least"),
    (["daemonset", "F", "--ttl", "1h"], "belongs to a job"), (["job", "F", "--deadline", "5s"], "1m at least"),
    (["job", "F", "--create-namespace", "-n", "kube-system"], "Kubernetes' own"),
    (["cronjob", "F", "--name", String(repeating: "a", count: 53)], "52"),
    (["job", "F", "--certificate-secrets"], "--api-checks"),
    (["job", "F", "--", "-o", "text"], "-o is set by the manifest"),
    (["job", "F", "--", "--kubeconfig", "x"], "file that the pods do not have"),
    (["job", "F", "--", "--ca-file", "x"], "--ca-config-map"),
    (["job", "F", "--", "--only", "mrc"], "mcr"), (["job", "F", "--", "--frobnicate"], "run would refuse"),
    (["job", "F", "--", "--timeout", "20m"], "shorter than --deadline"),
    (["daemonset", "F", "--", "--vantage-id", "x"], "one name"),
  ])
  func `says what is wrong and writes nothing`(arguments: [String], words: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("name: a\nregistry: {name: myacr}\n", to: "a.yaml").path
    let result = try Preflight.run(["manifest"] + arguments.map { $0 == "F" ? file : $0 })
    #expect(result.status == 2, "\(result.output)")
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  @Test(arguments: ["0 0 * * 0", "*/5 1-3,7 ? jan-MAR mon", "59 23 31 12 7", "@hourly"])
  func `takes any schedule that Kubernetes takes`(schedule: String) throws {
    let result = try Preflight.run(
      ["manifest", "cronjob", Self.example("kubenet"), "--schedule", schedule] + Self.image)
    #expect(result.status == 0 && result.output.contains("schedule: \"\(schedule)\"\n"), "\(result.errors)")
  }

  @Test func `wants to be told where secrets are, and never has one`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      "name: a\nregistry: {name: myacr}\ncredentials: {registry: {usernameFrom: ACR_USER, passwordFrom: ACR_PASSWORD}}\n",
      to: "a.yaml"
    ).path
    let without = try Preflight.run(["manifest", "job", file])
    #expect(
      without.status == 2 && without.errors.contains("ACR_PASSWORD, ACR_USER")
        && without.errors.contains("--secret NAME"))
    let with = try Preflight.run(
      ["manifest", "job", file, "--secret", "acr"],
      environment: ["ACR_USER": "canary-user", "ACR_PASSWORD": "canary-word"])
    #expect(with.status == 0 && !with.output.contains("canary"))
    #expect(with.output.contains("# Needs the Secret acr with the keys ACR_PASSWORD, ACR_USER.\n"))
  }

  @Test func `writes what run takes`() throws {
    // The arguments of the pods, run here: the program understands its own manifests.
    let folder = try TemporaryFolder()
    let file = try folder.write("name: a\n", to: "a.yaml").path
    let made = try Preflight.run(
      ["manifest", "job", file, "--report", "volume=v"] + Self.image
        + ["--", "--only", "mcr", "--step-timeout", "500ms", "--dns-server", "127.0.0.1:1"])
    let lines = made.output.split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex { $0.hasSuffix(" args:") })
    let arguments = lines[(start + 1)...].prefix { $0.contains(" - ") }.map { line in
      String(line.drop { $0 == " " }.dropFirst(2)).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
        .replacingOccurrences(of: "/etc/aml-preflight/deployment/deployment.yaml", with: file)
        .replacingOccurrences(of: "/reports/$(AML_PREFLIGHT_NODE_NAME)", with: folder.url.path + "/node-1")
    }
    #expect(arguments.first == "run")
    let run = try Preflight.run(
      arguments,
      environment: [
        "AML_PREFLIGHT_NODE_NAME": "node-1", "AML_PREFLIGHT_POD_NAME": "p", "AML_PREFLIGHT_POD_NAMESPACE": "n",
        "AML_PREFLIGHT_HOST_NETWORK": "false",
      ])
    #expect([0, 1, 3].contains(run.status), "\(run.errors)")
    #expect(folder.text(of: "node-1/report.json") == run.output)
    #expect(run.output.contains("\"id\": \"node-1\"") || run.output.contains("\"id\" : \"node-1\""))
  }
}
