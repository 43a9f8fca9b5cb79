import YAML

/// The controls of Kubernetes' Pod Security Standards (the page of that name in its documentation), for Linux pods: those
/// of the level "baseline", and those that "restricted" adds.
enum PodSecurity {
  enum Level: Int, Comparable {
    case privileged, baseline, restricted

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// A control that a pod's template does not keep.
  struct Violation: Hashable, Comparable, CustomStringConvertible {
    var level: Level
    var control: String

    var description: String { "\(control) (\(level))" }

    static func < (left: Violation, right: Violation) -> Bool { left.description < right.description }
  }

  /// The level that a pod meets.
  static func level(of template: YAMLNode) -> Level {
    let violations = violations(of: template)
    if violations.contains(where: { $0.level == .baseline }) { return .privileged }
    return violations.isEmpty ? .restricted : .baseline
  }

  /// The controls that a pod's template (`metadata` and `spec`) does not keep, each once, in order.
  static func violations(of template: YAMLNode) -> [Violation] {
    guard let pod = template["spec"] else { return [Violation(level: .baseline, control: "no specification")] }
    return Set(baseline(template, pod) + restricted(pod)).sorted()
  }

  // MARK: Baseline

  private static func baseline(_ template: YAMLNode, _ pod: YAMLNode) -> [Violation] {
    var found: Set<String> = []
    func check(_ control: String, _ holds: Bool) {
      if !holds { found.insert(control) }
    }
    for key in ["hostNetwork", "hostPID", "hostIPC"] { check("host namespaces", pod[key]?.bool != true) }
    check("volumes of the host", volumes(of: pod).allSatisfy { $0["hostPath"] == nil })
    let sysctls = pod["securityContext"]?["sysctls"]?.array() ?? []
    check("sysctls", sysctls.allSatisfy { safeSysctls.contains($0["name"]?.string ?? "") })
    for member in template["metadata"]?["annotations"]?.members ?? []
    where member.key.string?.hasPrefix("container.apparmor.security.beta.kubernetes.io/") == true {
      let profile = member.value.string
      check("AppArmor", profile == "runtime/default" || profile?.hasPrefix("localhost/") == true)
    }
    for container in containers(of: pod) {
      let context = container["securityContext"]
      check("privileged containers", context?["privileged"]?.bool != true)
      let added = context?["capabilities"]?["add"]?.array().map { $0.string ?? "" } ?? []
      check("capabilities", added.allSatisfy(usualCapabilities.contains))
      let ports = container["ports"]?.array() ?? []
      check("ports of the host", ports.allSatisfy { ($0["hostPort"]?.int ?? 0) == 0 })
      check("/proc mount type", ["", "Default"].contains(context?["procMount"]?.string ?? ""))
      for probe in probes(of: container) {
        check(
          "hosts of probes",
          ["", nil].contains(probe["httpGet"]?["host"]?.string ?? probe["tcpSocket"]?["host"]?.string))
      }
    }
    for context in contexts(of: pod) {
      check("HostProcess", context["windowsOptions"]?["hostProcess"]?.bool != true)
      let profile = context["appArmorProfile"]?["type"]?.string
      check("AppArmor", profile == nil || profile == "RuntimeDefault" || profile == "Localhost")
      check("seccomp", context["seccompProfile"]?["type"]?.string != "Unconfined")
      let selinux = context["seLinuxOptions"]
      let types = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"]
      check("SELinux", types.contains(selinux?["type"]?.string ?? ""))
      check("SELinux", (selinux?["user"]?.string ?? "").isEmpty && (selinux?["role"]?.string ?? "").isEmpty)
    }
    return found.map { Violation(level: .baseline, control: $0) }
  }

  private static let usualCapabilities: Set = [
    "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP",
    "SETGID",
    "SETPCAP", "SETUID", "SYS_CHROOT",
  ]

  private static let safeSysctls: Set = [
    "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
  ]

  // MARK: Restricted

  private static func restricted(_ pod: YAMLNode) -> [Violation] {
    var found: Set<String> = []
    func check(_ control: String, _ holds: Bool) {
      if !holds { found.insert(control) }
    }
    for volume in volumes(of: pod) {
      let types = volume.members.compactMap(\.key.string).filter { $0 != "name" }
      check("volume types", types.count == 1 && types.allSatisfy(volumeTypes.contains))
    }
    let ofPod = pod["securityContext"]
    for container in containers(of: pod) {
      let context = container["securityContext"]
      check("privilege escalation", context?["allowPrivilegeEscalation"]?.bool == false)
      check("running as non-root", (context?["runAsNonRoot"] ?? ofPod?["runAsNonRoot"])?.bool == true)
      check("running as non-root user", (context?["runAsUser"] ?? ofPod?["runAsUser"])?.int != 0)
      let profile = (context?["seccompProfile"] ?? ofPod?["seccompProfile"])?["type"]?.string
      check("seccomp", profile == "RuntimeDefault" || profile == "Localhost")
      let capabilities = context?["capabilities"]
      check("capabilities", capabilities?["drop"]?.array().contains { $0.string == "ALL" } == true)
      check("capabilities", (capabilities?["add"]?.array() ?? []).allSatisfy { $0.string == "NET_BIND_SERVICE" })
    }
    check("containers", !containers(of: pod).isEmpty)
    return found.map { Violation(level: .restricted, control: $0) }
  }

  private static let volumeTypes: Set = [
    "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret",
  ]

  // MARK: Parts

  private static func volumes(of pod: YAMLNode) -> [YAMLNode] { pod["volumes"]?.array() ?? [] }

  private static func containers(of pod: YAMLNode) -> [YAMLNode] {
    ["initContainers", "containers", "ephemeralContainers"].flatMap { pod[$0]?.array() ?? [] }
  }

  private static func contexts(of pod: YAMLNode) -> [YAMLNode] {
    ([pod] + containers(of: pod)).compactMap { $0["securityContext"] }
  }

  private static func probes(of container: YAMLNode) -> [YAMLNode] {
    let hooks = ["postStart", "preStop"].compactMap { container["lifecycle"]?[$0] }
    return hooks + ["livenessProbe", "readinessProbe", "startupProbe"].compactMap { container[$0] }
  }
}
