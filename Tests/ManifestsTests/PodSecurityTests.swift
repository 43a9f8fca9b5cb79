import Manifests
import Testing
import YAML

/// The check of the tests itself: each control, broken one at a time in what a manifest has.
@Suite struct `The check of Pod Security levels` {
  /// Where something is put into a pod's template, and the control that it breaks.
  struct Mutation: CustomTestStringConvertible {
    var path: [String]
    /// YAML; empty: the key is taken away.
    var value: String
    var control: String
    var level = PodSecurity.Level.privileged

    var testDescription: String { "\(path.joined(separator: ".")): \(value)" }

    init(_ path: String, _ value: String, _ control: String, _ level: PodSecurity.Level = .privileged) {
      self.path = path.split(separator: "/").map(String.init)
      self.value = value
      self.control = control
      self.level = level
    }
  }

  private static let mutations = [
    Mutation("spec/hostNetwork", "true", "host namespaces"), Mutation("spec/hostPID", "true", "host namespaces"),
    Mutation("spec/hostIPC", "true", "host namespaces"),
    Mutation("spec/volumes", "[{name: v, hostPath: {path: /}}]", "volumes of the host"),
    Mutation("spec/securityContext/sysctls", "[{name: kernel.msgmax, value: '1'}]", "sysctls"),
    Mutation("spec/securityContext/windowsOptions", "{hostProcess: true}", "HostProcess"),
    Mutation("spec/securityContext/appArmorProfile", "{type: Unconfined}", "AppArmor"),
    Mutation("spec/securityContext/seccompProfile", "{type: Unconfined}", "seccomp"),
    Mutation("spec/securityContext/seLinuxOptions", "{type: spc_t}", "SELinux"),
    Mutation("spec/securityContext/seLinuxOptions", "{user: root}", "SELinux"),
    Mutation(
      "metadata/annotations", "{container.apparmor.security.beta.kubernetes.io/c: unconfined}", "AppArmor"),
    Mutation("spec/containers/0/securityContext/privileged", "true", "privileged containers"),
    Mutation("spec/containers/0/securityContext/capabilities/add", "[NET_ADMIN]", "capabilities"),
    Mutation("spec/containers/0/securityContext/procMount", "Unmasked", "/proc mount type"),
    Mutation("spec/containers/0/ports", "[{containerPort: 1, hostPort: 1}]", "ports of the host"),
    Mutation("spec/containers/0/livenessProbe", "{httpGet: {port: 1, host: 10.0.0.1}}", "hosts of probes"),
    Mutation("spec/initContainers", "[{name: i, securityContext: {privileged: true}}]", "privileged containers"),
    Mutation("spec/volumes", "[{name: v, nfs: {server: s, path: /}}]", "volume types", .baseline),
    Mutation("spec/securityContext/runAsNonRoot", "", "running as non-root", .baseline),
    Mutation("spec/securityContext/runAsUser", "0", "running as non-root user", .baseline),
    Mutation("spec/containers/0/securityContext/runAsNonRoot", "false", "running as non-root", .baseline),
    Mutation("spec/securityContext/seccompProfile", "", "seccomp", .baseline),
    Mutation("spec/containers/0/securityContext/allowPrivilegeEscalation", "", "privilege escalation", .baseline),
    Mutation("spec/containers/0/securityContext/capabilities/drop", "[NET_RAW]", "capabilities", .baseline),
    Mutation("spec/containers/0/securityContext/capabilities/add", "[CHOWN]", "capabilities", .baseline),
    Mutation("spec/initContainers", "[{name: i}]", "privilege escalation", .baseline),
    Mutation("spec/containers", "[]", "containers", .baseline),
  ]

  @Test(arguments: mutations) func `sees each control that is broken`(_ mutation: Mutation) throws {
    let run = ClusterRun(workload: .job, name: "a", namespace: "b", image: "c", deploymentFile: "name: a\n")
    let job = try #require(try YAMLNode.documents(in: run.manifest()).first { $0["kind"]?.string == "Job" })
    let template = try #require(job["spec"]?["template"])
    #expect(PodSecurity.level(of: template) == .restricted)
    let value = mutation.value.isEmpty ? nil : try YAMLNode.document(in: mutation.value)
    let broken = template.replacing(mutation.path[...], with: value)
    #expect(PodSecurity.violations(of: broken).map(\.control).contains(mutation.control))
    #expect(PodSecurity.level(of: broken) == mutation.level)
  }
}

extension YAMLNode {
  /// The node with another value at a path; `nil` takes the key away.
  func replacing(_ path: ArraySlice<String>, with value: YAMLNode?) -> YAMLNode {
    guard let key = path.first else { return value ?? self }
    let rest = path.dropFirst()
    if let index = Int(key), case .sequence(var items, let style) = content {
      items[index] = items[index].replacing(rest, with: value)
      return YAMLNode(.sequence(items, style))
    }
    var members = members.filter { $0.key.string != key }
    if !rest.isEmpty || value != nil {
      let old = self[key] ?? YAMLNode(.mapping([], .block))
      members.append(Member(key: YAMLNode(.scalar(key, .plain)), value: old.replacing(rest, with: value)))
    }
    return YAMLNode(.mapping(members, .block))
  }
}
