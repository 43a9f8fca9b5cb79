import Foundation
public import Model

extension NetworkNamespace {
  /// BIND with several faces: who asks one of a view's addresses is answered from its zones.
  ///
  /// - Parameter views: zones by the addresses of each view. Names of no zone do not exist.
  public func startNamed(views: [(addresses: [IPAddress], zones: [Zone])]) async throws -> ServerProcess {
    var files: [String: String] = [:]
    var statements: [String] = []
    for (number, view) in views.enumerated() {
      let zones = (root(view.zones) + view.zones).enumerated().map { index, zone in
        let file = "zone\(number)-\(index)"
        files[file] = zone.file
        return "  " + zone.statement(file: file)
      }
      let places = view.addresses.map { "\($0);" }.joined(separator: " ")
      statements.append("view v\(number) {\n  match-destinations { \(places) };\n\(zones.joined(separator: "\n"))\n};")
    }
    let addresses = views.flatMap(\.addresses)
    files["named.conf"] = """
      options {
        directory "."; listen-on port 53 { \(addresses.map { "\($0);" }.joined(separator: " ")) };
        listen-on-v6 { none; }; pid-file none; session-keyfile none; lock-file none; geoip-directory none;
        recursion yes; notify no; empty-zones-enable no; dnssec-validation no; allow-query { any; };
        edns-udp-size 512; max-udp-size 512; max-cache-size 8M; version none; hostname none;
      };
      controls { };
      \(statements.joined(separator: "\n"))

      """
    return try await start(
      .named, ["-g", "-4", "-n", "1", "-c", "named.conf"], files: files,
      listening: addresses.map { SocketAddress($0, port: 53) })
  }

  /// A root zone of its own, unless there is one.
  private func root(_ zones: [Zone]) -> [Zone] { zones.contains { $0.name.isEmpty } ? [] : [Zone("", records: [])] }

  /// unbound, which forwards what its settings do not say to another nameserver.
  ///
  /// - Parameters:
  ///   - settings: lines of the `server` section.
  ///   - forwarders: addresses by the zone whose questions go there.
  ///   - allows: what becomes of everybody's questions: `allow`, `refuse`, …
  public func startUnbound(
    at address: IPAddress, settings: [String], forwarders: [String: IPAddress], allows: String = "allow"
  ) async throws -> ServerProcess {
    let zones = forwarders.sorted { $0.key < $1.key }.map { "forward-zone:\n  name: \"\($0)\"\n  forward-addr: \($1)" }
    let lines = [
      "interface: \(address)", "access-control: 0.0.0.0/0 \(allows)", "do-ip6: no", "do-daemonize: no",
      "username: \"\"", "chroot: \"\"", "directory: \".\"", "pidfile: \"\"", "use-syslog: no", "logfile: \"\"",
      "module-config: \"iterator\"", "do-not-query-localhost: no", "outgoing-range: 256", "so-reuseport: no",
      "unblock-lan-zones: yes", "qname-minimisation: no", "cache-max-ttl: 0",
    ]
    let text = "server:\n" + (lines + settings).map { "  \($0)\n" }.joined() + zones.joined(separator: "\n") + "\n"
    return try await start(
      .unbound, ["-d", "-c", "unbound.conf"], files: ["unbound.conf": text],
      listening: [SocketAddress(address, port: 53)])
  }

  /// dnsmasq, which forwards what its settings do not say to another nameserver.
  public func startDnsmasq(
    at address: IPAddress, settings: [String], upstream: IPAddress
  ) async throws -> ServerProcess {
    let lines = [
      "listen-address=\(address)", "bind-interfaces", "no-resolv", "no-hosts", "cache-size=0",
      "pid-file=", "server=\(upstream)",
    ]
    return try await start(
      .dnsmasq, ["--no-daemon", "--conf-file=dnsmasq.conf"],
      files: ["dnsmasq.conf": (lines + settings).joined(separator: "\n") + "\n"],
      listening: [SocketAddress(address, port: 53)])
  }

  /// nginx with hosts at port 443 of their addresses.
  ///
  /// - Parameter silence: where connections come up and nothing is ever said.
  public func startNginx(hosts: [VirtualHost], silence: SocketAddress) async throws -> ServerProcess {
    // In a user namespace there is no other user to become.
    let text =
      ("user root;\n" + NginxServer.configuration(servers: hosts.map { $0.block(port: 443, silence: silence) }))
      // Many runs at a time.
      .replacing("worker_connections 512", with: "worker_connections 4096")
    return try await start(
      .nginx, ["-p", ".", "-e", "stderr", "-c", "nginx.conf"], files: ["nginx.conf": text],
      listening: hosts.map { SocketAddress($0.address, port: 443) })
  }

  /// Docker's registry at port 443, with tokens.
  public func startRegistry(
    host: String, at address: IPAddress, identity: TestAuthority.Identity
  ) async throws -> ServerProcess {
    // Everybody may pull from Microsoft's.
    let authentication =
      host == "mcr.microsoft.com"
      ? ""
      : "auth: {token: {realm: \"https://\(host)/oauth2/token\", service: \(host), issuer: test, "
        + "rootcertbundle: \(identity.chain)}}"
    let text = """
      version: 0.1
      log: {level: error, formatter: text}
      storage: {filesystem: {rootdirectory: data}}
      \(authentication)
      http: {addr: "\(address):443", secret: test, tls: {certificate: \(identity.chain), key: \(identity.key)}}

      """
    return try await start(
      .dockerRegistry, ["serve", "config.yml"], files: ["config.yml": text],
      listening: [SocketAddress(address, port: 443)])
  }

  /// squid at an address and port, with rules in its own words.
  public func startSquid(
    at address: SocketAddress, rules: [String], files: [String: String] = [:], nameserver: IPAddress
  ) async throws -> ServerProcess {
    let text = SquidServer.configuration(
      at: address, rules: rules + ["connect_timeout 1 seconds"], nameserver: nameserver)
    return try await start(
      .squid, ["-N", "-d", "1", "-f", "squid.conf"], files: files.merging(["squid.conf": text]) { $1 },
      listening: [address])
  }

  /// tinyproxy at an address and port, with settings in its own words.
  public func startTinyproxy(
    at address: SocketAddress, settings: [String], files: [String: String] = [:]
  ) async throws -> ServerProcess {
    let lines = [
      "Port \(address.port)", "Listen \(address.address)", "Timeout 30", "LogLevel Error", "MaxClients 200",
      "ConnectPort 443",
    ]
    return try await start(
      .tinyproxy, ["-d", "-c", "tinyproxy.conf"],
      files: files.merging(["tinyproxy.conf": (lines + settings).joined(separator: "\n") + "\n"]) { $1 },
      listening: [address])
  }

  /// The relay's file.
  public static var relayScript: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("relay.py").path
  }

  /// The relay of the tests' own: what no real server does. `relay.py` says what its listeners are.
  ///
  /// - Parameter listeners: JSON objects.
  public func startRelay(_ listeners: [String], listening: [SocketAddress]) async throws -> ServerProcess {
    return try await start(
      .python, [Self.relayScript, "listeners"], files: ["listeners": listeners.map { $0 + "\n" }.joined()],
      listening: listening)
  }
}
