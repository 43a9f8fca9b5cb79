import ArgumentParser
public import Model
import Probing

/// Where probing happens and what is in force there.
struct VantageOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(help: ArgumentHelp("Where this runs: workstation, node or pod (default: workstation).", valueName: "kind"))
  var vantage: Vantage.Kind?

  @OptionGroup var resolution: NameserverOptions

  @Option(
    help: ArgumentHelp("Trust the certificates in this PEM file, beside the system's.", valueName: "file"),
    completion: .file())
  var caFile: String?

  @Option(
    help: ArgumentHelp(
      "HTTP proxy: a URL with its port, none, or env (https_proxy and no_proxy); by default env if set, else the file's.",
      valueName: "url"))
  var proxy: String?

  @Option(help: ArgumentHelp("Hosts to reach without the proxy, separated by commas.", valueName: "list"))
  var noProxy: String?

  @Flag(name: .customShort("4"), help: "Use IPv4 only.")
  var onlyIPv4 = false

  @Flag(name: .customShort("6"), help: "Use IPv6 only.")
  var onlyIPv6 = false

  static let environmentOptions =
    [
      EnvironmentOption("vantage"), EnvironmentOption("ca-file"), EnvironmentOption("proxy"),
      EnvironmentOption("no-proxy"), EnvironmentOption("4", .flag, short: "4"),
      EnvironmentOption("6", .flag, short: "6"),
    ] + NameserverOptions.environmentOptions

  mutating func validate() throws {
    if onlyIPv4, onlyIPv6 { throw ValidationError("Give -4 or -6, not both.") }
  }

  /// Where this runs.
  var kind: Vantage.Kind { vantage ?? .workstation }

  /// The vantage for a deployment. Reads `/etc/resolv.conf` unless nameservers are given.
  func vantage(for deployment: Deployment, environment: [String: String]) throws -> Vantage {
    let (nameservers, origin, search, patience) = try resolution.nameservers()
    var families = IPAddress.Family.allCases
    if onlyIPv4 { families = [.ipv4] }
    if onlyIPv6 { families = [.ipv6] }
    return Vantage(
      kind: kind, nameservers: nameservers, nameserversFrom: origin, search: search,
      patience: patience,
      proxy: try ProxyChoice(
        option: proxy, exceptions: noProxy, declared: deployment.network.proxy, environment: environment
      )
      .proxy,
      families: families,
      trustStore: caFile.map { "system trust store and \($0)" } ?? "system trust store")
  }
}

extension Vantage.Kind: Choice {}
