extension ClusterRun {
  private static let files = "/etc/aml-preflight"
  private static let reports = "/reports"
  /// The usual number for nobody in images without a list of users.
  static let user = 65_532

  /// The pod's template. All but the variant on the host's network meets the Pod Security level "restricted"
  /// (Kubernetes, Pod Security Standards).
  var podTemplate: KubernetesValue {
    let isDaemon = if case .daemonSet = workload { true } else { false }
    let pullSecrets: [KubernetesValue] = pullSecrets.map { .object(["name": .text($0)]) }
    let specification: KubernetesValue = .object([
      "serviceAccountName": .text(name),
      "automountServiceAccountToken": .flag(hasToken),
      "enableServiceLinks": .flag(false),
      "restartPolicy": .text(isDaemon ? "Always" : "Never"),
      // Time to write the report of what was done.
      "terminationGracePeriodSeconds": .number(45),
      "hostNetwork": usesHostNetwork ? .flag(true) : nil,
      // The node's own nameservers, as kubelet asks them.
      "dnsPolicy": usesHostNetwork ? .text("Default") : nil,
      "nodeSelector": nodeLabels,
      "tolerations": .list(unlessEmpty: tolerations.map(\.object)),
      "imagePullSecrets": .list(unlessEmpty: pullSecrets),
      "securityContext": securityContext,
      "containers": .list([container]),
      "volumes": .list(volumes),
    ])
    return .object(["metadata": .object(["labels": labels]), "spec": specification])
  }

  private var writesVolume: Bool { if case .volume = destination { true } else { false } }

  private var securityContext: KubernetesValue {
    .object([
      "runAsNonRoot": .flag(true),
      "runAsUser": .number(Self.user),
      "runAsGroup": .number(Self.user),
      "fsGroup": writesVolume ? .number(Self.user) : nil,
      "fsGroupChangePolicy": writesVolume ? .text("OnRootMismatch") : nil,
      "seccompProfile": .object(["type": .text("RuntimeDefault")]),
    ])
  }

  private var container: KubernetesValue {
    let requests: KubernetesValue = .object(["cpu": .text("50m"), "memory": .text("64Mi")])
    // Thousands of nodes and pods are read where the API is asked.
    let limits: KubernetesValue = .object([
      "cpu": .text("500m"), "memory": .text(access == nil ? "256Mi" : "512Mi"),
    ])
    let securityContext: KubernetesValue = .object([
      "allowPrivilegeEscalation": .flag(false),
      "readOnlyRootFilesystem": .flag(true),
      "capabilities": .object(["drop": .texts(["ALL"])]),
    ])
    return .object([
      "name": .text("aml-preflight"),
      "image": .text(image),
      "args": .texts(arguments),
      "env": .list(variables),
      "resources": .object(["requests": requests, "limits": limits]),
      "securityContext": securityContext,
      "volumeMounts": .list(mounts),
    ])
  }

  /// What the container's entry point is started with.
  private var arguments: [String] {
    var arguments = ["run", "\(Self.files)/deployment/deployment.yaml", "--vantage", usesHostNetwork ? "node" : "pod"]
    if authorities != nil { arguments += ["--ca-file", "\(Self.files)/authorities/ca.crt"] }
    if access == nil, hasToken { arguments.append("--no-api-checks") }
    if case .daemonSet(let interval) = workload {
      arguments += ["--every", "\(interval)s"]
    } else if let timeout {
      arguments += ["--timeout", "\(timeout)s"]
    }
    arguments += ["--output", "json"]
    switch destination {
    case .log: break
    // The kubelet fills in the variable.
    case .volume: arguments += ["--out-dir", "\(Self.reports)/$(AML_PREFLIGHT_NODE_NAME)"]
    case .configMap(let map): arguments += ["--report-config-map", "\(namespace)/\(map)"]
    }
    // In what the user added it fills in nothing: two dollar signs stand for one.
    return arguments + options.map { $0.replacing("$", with: "$$") }
  }

  // MARK: Variables

  private var variables: [KubernetesValue] {
    var variables = [
      field("AML_PREFLIGHT_NODE_NAME", "spec.nodeName"),
      field("AML_PREFLIGHT_POD_NAME", "metadata.name"),
      field("AML_PREFLIGHT_POD_NAMESPACE", "metadata.namespace"),
      .object(["name": .text("AML_PREFLIGHT_HOST_NETWORK"), "value": .text(usesHostNetwork ? "true" : "false")]),
    ]
    if let secret {
      variables += secret.variables.map { variable in
        .object([
          "name": .text(variable),
          "valueFrom": .object([
            "secretKeyRef": .object(["name": .text(secret.secret), "key": .text(variable)])
          ]),
        ])
      }
    }
    return variables
  }

  /// What the downward API tells a pod of itself.
  private func field(_ name: String, _ path: String) -> KubernetesValue {
    .object([
      "name": .text(name), "valueFrom": .object(["fieldRef": .object(["fieldPath": .text(path)])]),
    ])
  }

  // MARK: Volumes

  private var mounts: [KubernetesValue] {
    var mounts: [KubernetesValue] = [mount("deployment", at: "\(Self.files)/deployment")]
    if authorities != nil { mounts.append(mount("authorities", at: "\(Self.files)/authorities")) }
    if case .volume = destination { mounts.append(mount("reports", at: Self.reports, writable: true)) }
    return mounts
  }

  private func mount(_ volume: String, at path: String, writable: Bool = false) -> KubernetesValue {
    .object(["name": .text(volume), "mountPath": .text(path), "readOnly": writable ? nil : .flag(true)])
  }

  private var volumes: [KubernetesValue] {
    var volumes: [KubernetesValue] = [
      .object(["name": .text("deployment"), "configMap": .object(["name": .text(name)])])
    ]
    if let authorities {
      let item = KubernetesValue.object(["key": .text(authorities.key), "path": .text("ca.crt")])
      volumes.append(
        .object([
          "name": .text("authorities"),
          "configMap": .object(["name": .text(authorities.configMap), "items": .list([item])]),
        ]))
    }
    if case .volume(let claim) = destination {
      volumes.append(
        .object([
          "name": .text("reports"), "persistentVolumeClaim": .object(["claimName": .text(claim)]),
        ]))
    }
    return volumes
  }

  // MARK: Nodes

  private var nodeLabels: KubernetesValue {
    let labels = nodeSelector.merging(["kubernetes.io/os": "linux"]) { given, _ in given }
    return .object(labels.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })
  }
}

extension ClusterRun.Toleration {
  fileprivate var object: KubernetesValue {
    .object([
      "key": key.map { .text($0) },
      "operator": .text(value == nil ? "Exists" : "Equal"),
      "value": value.map { .text($0) },
      "effect": effect.map { .text($0) },
    ])
  }
}
