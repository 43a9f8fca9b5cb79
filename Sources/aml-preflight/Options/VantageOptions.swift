public import ArgumentParser
import Foundation
public import Model
import Probing

/// Where probing happens and what is in force there.
struct VantageOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(help: ArgumentHelp("Where this runs: workstation, node or pod (default: workstation).", valueName: "kind"))
  var vantage: Vantage.Kind?

  @Option(
    help: ArgumentHelp(
      "Ask this nameserver instead of those in /etc/resolv.conf; may be repeated.", valueName: "addr[:port]"))
  var dnsServer: [String] = []

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

  static let environmentOptions = [
    EnvironmentOption("vantage"), EnvironmentOption("dns-server", .list), EnvironmentOption("ca-file"),
    EnvironmentOption("proxy"), EnvironmentOption("no-proxy"), EnvironmentOption("4", .flag, short: "4"),
    EnvironmentOption("6", .flag, short: "6"),
  ]

  mutating func validate() throws {
    if onlyIPv4, onlyIPv6 { throw ValidationError("Give -4 or -6, not both.") }
  }

  private static let resolverFile = "/etc/resolv.conf"

  /// Where this runs.
  var kind: Vantage.Kind { vantage ?? .workstation }

  /// The vantage for a deployment. Reads `/etc/resolv.conf` unless nameservers are given.
  func vantage(for deployment: Deployment, environment: [String: String]) throws -> Vantage {
    let (nameservers, origin, search, patience) = try nameservers()
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

  private func nameservers() throws -> (
    [SocketAddress], from: String, search: Vantage.SearchList?, patience: Vantage.Patience?
  ) {
    guard dnsServer.isEmpty else {
      let addresses = try dnsServer.map { text in
        guard let address = SocketAddress(text, defaultPort: 53) else {
          throw UsageError(
            "--dns-server takes an address and perhaps a port, as in 10.0.0.4, 10.0.0.4:5353 or [fd00::4]:53; "
              + "\(text.debugDescription) is neither.")
        }
        return address
      }
      return (addresses, "--dns-server", nil, nil)
    }
    let configuration = try ResolverConfiguration(contentsOf: Self.resolverFile)
    return (configuration.nameservers, Self.resolverFile, configuration.search, configuration.patience)
  }
}

extension Vantage.Kind: ExpressibleByArgument {}
