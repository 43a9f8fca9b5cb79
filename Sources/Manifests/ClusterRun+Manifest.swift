import Model
import YAML

extension ClusterRun {
  /// The objects as YAML documents, in the order in which they must be made. The same run gives the same bytes.
  ///
  /// Throws what cannot be written as YAML, which would be a mistake of ours.
  public func manifest() throws -> String {
    let documents = try YAMLNode.text(of: objects.map(\.node))
    return preamble.map { "# \($0)\n" }.joined() + documents
  }

  /// What this is and what it may do, for whoever reviews it before it is applied. Names alone come from outside.
  private var preamble: [String] {
    var lines = [
      "Made by aml-preflight manifest. To apply: kubectl apply -f FILE; to remove: kubectl delete -f FILE",
      "The pods look names up, open connections and read; they change nothing that they check.",
    ]
    lines.append(
      usesHostNetwork
        ? "Pod Security: hostNetwork, which the levels \"baseline\" and \"restricted\" forbid; all else is as \"restricted\" asks."
        : "Pod Security: meets the level \"restricted\".")
    if access == nil {
      lines.append(
        hasToken
          ? "Kubernetes API: nothing is read; the token is for the report alone."
          : "Kubernetes API: not asked; the pods have no token.")
    } else {
      lines.append(
        "Kubernetes API: reads only what the roles below name. Where a role's namespace is missing, checks are skipped."
      )
    }
    return lines + needs
  }

  /// What must be there already.
  private var needs: [String] {
    var lines: [String] = []
    if !createsNamespace {
      let level = usesHostNetwork ? "; its Pod Security level must be \"privileged\"" : ""
      lines.append("Needs the namespace \(namespace)\(level).")
    }
    if let secret {
      lines.append("Needs the Secret \(secret.secret) with the keys \(secret.variables.joined(separator: ", ")).")
    }
    if !pullSecrets.isEmpty { lines.append("Needs the Secrets to pull with: \(pullSecrets.joined(separator: ", ")).") }
    if let authorities { lines.append("Needs the ConfigMap \(authorities.configMap) with the key \(authorities.key).") }
    switch destination {
    case .log: break
    case .volume(let claim):
      let mode = if case .daemonSet = workload { ", from several nodes at once (ReadWriteMany)" } else { "" }
      lines.append(
        "Needs the PersistentVolumeClaim \(claim), which group \(Self.user) must be able to write to\(mode).")
    case .configMap(let name):
      lines.append(
        "Reports: in the ConfigMap \(name), which holds 1 MiB: three or four. Each is in its pod's log as well.")
    }
    return lines
  }

  private var objects: [KubernetesValue] {
    (createsNamespace ? [namespaceObject] : []) + [account, configuration] + reportMap + roles + [workloadObject]
  }

  // MARK: Objects

  private var namespaceObject: KubernetesValue {
    let level = KubernetesValue.text(usesHostNetwork ? "privileged" : "restricted")
    return .object([
      "apiVersion": .text("v1"), "kind": .text("Namespace"),
      "metadata": .object([
        "name": .text(namespace), "labels": .object(["pod-security.kubernetes.io/enforce": level]),
      ]),
    ])
  }

  private var account: KubernetesValue {
    .object([
      "apiVersion": .text("v1"), "kind": .text("ServiceAccount"), "metadata": metadata(name, in: namespace),
      "automountServiceAccountToken": .flag(false),
    ])
  }

  private var configuration: KubernetesValue {
    .object([
      "apiVersion": .text("v1"), "kind": .text("ConfigMap"), "metadata": metadata(name, in: namespace),
      "data": .object(["deployment.yaml": .text(deploymentFile)]),
    ])
  }

  /// Without data: applied again, it keeps the reports that are in it.
  private var reportMap: [KubernetesValue] {
    guard case .configMap(let map) = destination else { return [] }
    return [.object(["apiVersion": .text("v1"), "kind": .text("ConfigMap"), "metadata": metadata(map, in: namespace)])]
  }

  private var workloadObject: KubernetesValue {
    switch workload {
    case .job:
      object("batch/v1", "Job", spec: jobSpecification)
    case .cronJob(let schedule):
      object(
        "batch/v1", "CronJob",
        spec: .object([
          "schedule": .text(schedule),
          "concurrencyPolicy": .text("Forbid"),
          "startingDeadlineSeconds": .number(300),
          "successfulJobsHistoryLimit": .number(3),
          "failedJobsHistoryLimit": .number(3),
          "jobTemplate": .object(["metadata": .object(["labels": labels]), "spec": jobSpecification]),
        ]))
    case .daemonSet:
      object(
        "apps/v1", "DaemonSet",
        spec: .object([
          "selector": .object(["matchLabels": labels]),
          "updateStrategy": .object([
            "type": .text("RollingUpdate"), "rollingUpdate": .object(["maxUnavailable": .text("100%")]),
          ]),
          "template": podTemplate,
        ]))
    }
  }

  /// A check that failed has told what it had to: it is not tried again.
  private var jobSpecification: KubernetesValue {
    .object([
      "backoffLimit": .number(0),
      "activeDeadlineSeconds": .number(deadline),
      "ttlSecondsAfterFinished": .number(timeToLive),
      "template": podTemplate,
    ])
  }

  private func object(_ version: String, _ kind: String, spec: KubernetesValue) -> KubernetesValue {
    .object([
      "apiVersion": .text(version), "kind": .text(kind), "metadata": metadata(name, in: namespace), "spec": spec,
    ])
  }

  // MARK: Names

  func metadata(_ name: String, in namespace: String?) -> KubernetesValue {
    .object(["name": .text(name), "namespace": namespace.map { .text($0) }, "labels": labels])
  }

  /// `app.kubernetes.io/…` are the labels that Kubernetes recommends.
  var labels: KubernetesValue {
    .object(["app.kubernetes.io/name": .text("aml-preflight"), "app.kubernetes.io/instance": .text(name)])
  }
}
