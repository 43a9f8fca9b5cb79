import ArgumentParser
import Intake
import Model
import Platform
import Probing

/// What is known about the place where this runs, which reports of several places are compared by. In a pod the variables
/// come from the downward API; what it cannot tell (a node's labels) is left out or read from elsewhere.
struct PlaceOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    help: ArgumentHelp(
      "What this vantage is called in reports (default: the node's name, else the kind).", valueName: "id"))
  var vantageID: String?

  @Option(
    help: ArgumentHelp(
      "The Kubernetes node on which this runs (with --vantage node: the host name).", valueName: "name"))
  var nodeName: String?

  @Option(help: ArgumentHelp("The node's pool (default: by the convention of AKS nodes' names).", valueName: "name"))
  var nodePool: String?

  @Option(
    help: ArgumentHelp("The node's image, as its label kubernetes.azure.com/node-image-version.", valueName: "image"))
  var nodeImage: String?

  @Option(
    help: ArgumentHelp("The node's availability zone, as its label topology.kubernetes.io/zone.", valueName: "zone"))
  var zone: String?

  @Option(help: ArgumentHelp("The subnet of this place (default: by its own address).", valueName: "range"))
  var subnet: String?

  @Option(help: ArgumentHelp("The pod in which this runs.", valueName: "name"))
  var podName: String?

  @Option(help: ArgumentHelp("The pod's namespace.", valueName: "name"))
  var podNamespace: String?

  @Option(help: ArgumentHelp("Whether the pod uses its node's network: true or false.", valueName: "bool"))
  var hostNetwork: Truth?

  static let environmentOptions = [
    EnvironmentOption("vantage-id"), EnvironmentOption("node-name"), EnvironmentOption("node-pool"),
    EnvironmentOption("node-image"), EnvironmentOption("zone"), EnvironmentOption("subnet"),
    EnvironmentOption("pod-name"), EnvironmentOption("pod-namespace"), EnvironmentOption("host-network"),
  ]

  mutating func validate() throws {
    let values = [
      ("vantage-id", vantageID), ("node-name", nodeName), ("node-pool", nodePool), ("node-image", nodeImage),
      ("zone", zone), ("pod-name", podName), ("pod-namespace", podNamespace),
    ]
    for (name, value) in values {
      guard let value else { continue }
      guard (1...253).contains(value.utf8.count),
        value.unicodeScalars.allSatisfy({
          $0.properties.isPatternWhitespace == false && $0.value >= 0x20 && $0.value != 0x7F
        })
      else {
        throw ValidationError("--\(name) takes a name of at most 253 characters without spaces.")
      }
    }
    if let subnet, IPPrefix(subnet) == nil {
      throw ValidationError("--subnet takes a range such as 10.240.0.0/16; \(subnet.debugDescription) is none.")
    }
  }

  /// The vantage with what is known of its place. Reads the system's own files on a node or in a pod, and of a workstation
  /// nothing but what options say.
  func applied(to vantage: Vantage, deployment: Deployment) -> Vantage {
    var vantage = vantage
    var facts = ofOptions
    if vantage.kind != .workstation {
      for (attribute, fact) in Self.ofSystem(
        kind: vantage.kind, isContainer: vantage.kind == .pod || podName != nil, deployment: deployment)
      where facts[attribute] == nil {
        facts[attribute] = fact
      }
    }
    if facts[.nodePool] == nil, let node = facts[.node]?.value, let pool = Vantage.Place.nodePool(ofNode: node) {
      facts[.nodePool] = Vantage.Place.Fact(pool, from: "the node's name")
    }
    vantage.place = facts.isEmpty ? nil : Vantage.Place(facts: facts)
    vantage.id = vantageID ?? facts[.node]?.value ?? vantage.id
    return vantage
  }

  private var ofOptions: [Vantage.Place.Attribute: Vantage.Place.Fact] {
    let given: [(Vantage.Place.Attribute, String?, String)] = [
      (.node, nodeName, "--node-name"), (.nodePool, nodePool, "--node-pool"), (.nodeImage, nodeImage, "--node-image"),
      (.zone, zone, "--zone"), (.subnet, subnet, "--subnet"), (.pod, podName, "--pod-name"),
      (.namespace, podNamespace, "--pod-namespace"),
      (.networkMode, hostNetwork.map { $0.value ? "host" : "pod" }, "--host-network"),
    ]
    return Dictionary(
      uniqueKeysWithValues: given.compactMap { attribute, value, origin in
        value.map { (attribute, Vantage.Place.Fact($0, from: origin)) }
      })
  }

  private static func ofSystem(
    kind: Vantage.Kind, isContainer: Bool, deployment: Deployment
  ) -> [Vantage.Place.Attribute: Vantage.Place.Fact] {
    var facts: [Vantage.Place.Attribute: Vantage.Place.Fact] = [:]
    if let text = text(of: "/etc/os-release"), let name = PlaceTexts.operatingSystem(osRelease: text) {
      facts[.operatingSystem] = .init(name, from: isContainer ? "/etc/os-release of the container" : "/etc/os-release")
    }
    if let release = word(of: "/proc/sys/kernel/osrelease") {
      facts[.kernel] = .init(release, from: "/proc/sys/kernel/osrelease")
    }
    if kind == .node {
      // A pod's host name is the pod's own; a node's is its name, and its network is its own.
      if let name = word(of: "/proc/sys/kernel/hostname") { facts[.node] = .init(name, from: "the host name") }
      facts[.networkMode] = .init("host", from: "--vantage node")
    }
    let network = deployment.network
    let declared =
      [network.subnet, network.podSubnet].compactMap { $0 } + deployment.cluster.nodePools.compactMap(\.subnet)
    facts[.subnet] = PlaceTexts.subnet(
      of: InterfaceAddress.all(), defaultInterface: text(of: "/proc/net/route").flatMap(PlaceTexts.defaultInterface),
      declared: declared)
    return facts
  }

  private static func text(of path: String) -> String? {
    // What the system does not tell is not known.
    (try? File.contents(of: path)).flatMap { String(validating: $0, as: UTF8.self) }
  }

  private static func word(of path: String) -> String? {
    text(of: path).map { String($0.trimmingPrefix { $0.isWhitespace }.prefix { !$0.isWhitespace }.prefix(120)) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// `true` or `false`, as Kubernetes writes them, or `1` or `0`.
struct Truth: ExpressibleByArgument {
  let value: Bool

  init?(argument: String) {
    switch argument.lowercased() {
    case "true", "1", "yes": value = true
    case "false", "0", "no": value = false
    default: return nil
    }
  }
}
