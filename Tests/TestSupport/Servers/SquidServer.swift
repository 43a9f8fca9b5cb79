public import Model

/// squid as a forward proxy for `CONNECT`.
public final class SquidServer: Sendable {
  /// Who may connect to what.
  public enum Policy: Sendable {
    case allowAll
    /// `CONNECT` to these names is answered with 403.
    case deny([String])
    case denyAll
    /// 407 without the account's name and password.
    case authenticated(user: String, password: String)
    /// Access rules, before one that denies everything else.
    case rules(String)
  }

  public let address: SocketAddress
  private let process: ServerProcess

  /// Starts the server and waits until it accepts connections.
  ///
  /// - Parameter hosts: the addresses of names; squid asks no nameserver but a dead one.
  public init(_ policy: Policy = .allowAll, hosts: [String: IPAddress] = [:]) async throws {
    let ip = Loopback.address()
    let address = SocketAddress(ip, port: try Loopback.port(freeOn: [ip]))
    self.address = address
    let program = try Program.squid.required()
    let directory = try TemporaryDirectory()
    do {
      let rules = try await Self.rules(policy, in: directory)
      let names = try directory.write(hosts.map { "\($1) \($0)\n" }.sorted().joined(), to: "hosts")
      let path = try directory.write(
        Self.configuration(at: address, rules: rules, hosts: names, nameserver: ip), to: "squid.conf")
      process = try ServerProcess(program, ["-N", "-d", "1", "-f", path], in: directory)
      try await process.waitUntilReady { try Loopback.accepts(address) }
    } catch {
      directory.remove()
      throw error
    }
  }

  public var processIdentifier: Int32 { process.processIdentifier }

  public var log: String { process.output + process.errors }

  public func stop() { process.stop() }

  /// A file for squid that keeps nothing, asks nobody but a nameserver and ends at once.
  ///
  /// - Parameter hosts: a file with the addresses of names.
  static func configuration(
    at address: SocketAddress, rules: [String], hosts: String = "none", nameserver: IPAddress
  ) -> String {
    """
    http_port \(address)
    \(rules.joined(separator: "\n"))
    hosts_file \(hosts)
    dns_nameservers \(nameserver)
    dns_timeout 1 seconds
    error_directory /usr/share/squid/errors/templates
    visible_hostname proxy.test
    pid_filename none
    cache_log /dev/null
    access_log none
    cache deny all
    cache_mem 0
    netdb_filename none
    pinger_enable off
    icp_port 0
    shutdown_lifetime 0 seconds
    max_filedescriptors 1024
    coredump_dir none

    """
  }

  private static func rules(_ policy: Policy, in directory: TemporaryDirectory) async throws -> [String] {
    switch policy {
    case .rules(let text):
      return [text, "http_access deny all"]
    case .allowAll:
      return ["http_access allow all"]
    case .deny(let names):
      return [
        "acl denied dstdomain \(names.joined(separator: " "))", "http_access deny denied", "http_access allow all",
      ]
    case .denyAll:
      return ["http_access deny all"]
    case .authenticated(let user, let password):
      let hash = try await Program.openssl.run(["passwd", "-apr1", password])
      let file = try directory.write("\(user):\(hash.output)", to: "accounts")
      return [
        "auth_param basic program /usr/lib/squid/basic_ncsa_auth \(file)", "auth_param basic realm test",
        "acl known proxy_auth REQUIRED", "http_access allow known", "http_access deny all",
      ]
    }
  }
}
