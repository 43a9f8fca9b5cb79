import ArgumentParser
import Model
import Probing

/// Which nameservers are asked.
struct NameserverOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    help: ArgumentHelp(
      "Ask this nameserver instead of those in /etc/resolv.conf; may be repeated.", valueName: "addr[:port]"))
  var dnsServer: [String] = []

  static let environmentOptions = [EnvironmentOption("dns-server", .list)]

  private static let resolverFile = "/etc/resolv.conf"

  /// The nameservers, where they come from, and what programs here do besides. Reads `/etc/resolv.conf` unless nameservers
  /// are given.
  func nameservers() throws -> (
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
