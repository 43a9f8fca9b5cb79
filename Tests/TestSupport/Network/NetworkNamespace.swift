import Foundation
public import Model

/// A network of its own, in which every address of IPv4 that a test wants is this machine's: what runs in it can have
/// the addresses and ports that the real services have. The kernel removes it when its last process is gone, which
/// happens when the tests end in whatever way.
public final class NetworkNamespace: Sendable {
  private let holder: ServerProcess
  private let directory: TemporaryDirectory

  /// Makes the network; it consists of a loopback interface with these addresses.
  ///
  /// - Parameters:
  ///   - nameserver: whom the programs in it ask by their own resolver.
  ///   - rules: statements of nft(8) that hold in it.
  public init(addresses: [IPAddress], nameserver: IPAddress, rules: String = "") async throws {
    directory = try TemporaryDirectory()
    do {
      let batch = try directory.write(
        (["link set lo up mtu 1500"] + Set(addresses).sorted().map { "address add \($0)/\($0.bits) dev lo nodad" })
          .joined(separator: "\n") + "\n", to: "addresses")
      let resolver = try directory.write("nameserver \(nameserver)\n", to: "resolv.conf")
      let firewall = try directory.write(rules, to: "rules")
      let script =
        "ip -batch \(batch) && mount --bind \(resolver) /etc/resolv.conf && nft -f \(firewall) && echo ready"
        + " && exec sleep infinity"
      holder = try ServerProcess(
        try Program.unshare.required(), Self.rights + ["-n", "-m", "sh", "-c", script], in: directory)
      try await holder.waitUntilReady { [holder] in holder.output == "ready\n" }
    } catch {
      directory.remove()
      throw error
    }
  }

  /// What unshare(1) needs besides: who is not root becomes it in a user namespace of his own.
  private static var rights: [String] { getuid() == 0 ? [] : ["-r"] }

  /// A process that lives in the network as long as it.
  public var processIdentifier: Int32 { holder.processIdentifier }

  /// What puts a command into the network: the words before the command's own.
  public var entrance: [String] {
    let user = getuid() == 0 ? [] : ["-U", "--preserve-credentials"]
    return ["nsenter", "-t", String(processIdentifier), "-n"] + user
  }

  /// Starts a program in the network, in a directory that holds its files.
  ///
  /// - Parameters:
  ///   - files: texts by their names, in the program's working directory.
  ///   - listening: where sockets are open once the program is ready: TCP, and UDP at port 53.
  ///   - environment: variables besides the usual ones.
  public func start(
    _ program: Program, _ arguments: [String], files: [String: String] = [:], listening: [SocketAddress],
    environment: [String: String] = [:]
  ) async throws -> ServerProcess {
    let directory = try TemporaryDirectory()
    do {
      for (name, text) in files { try directory.write(text, to: name) }
      var executable = try program.required()
      if program == .named {
        // A copy, because Debian's AppArmor profile keeps /usr/sbin/named from reading temporary files.
        try directory.copy(executable, to: "named")
        executable = directory.url.appendingPathComponent("named")
      }
      let process = try ServerProcess(
        URL(fileURLWithPath: "/usr/bin/nsenter"),
        // -m: with the network's own resolv.conf; -w: entering leaves the working directory.
        entrance.dropFirst() + ["-m", "-w\(directory.url.path)", executable.path] + arguments, in: directory,
        environment: environment, named: program.rawValue)
      try await process.waitUntilReady {
        Self.areOpen(listening, seenFrom: process.processIdentifier)
      }
      return process
    } catch {
      directory.remove()
      throw error
    }
  }

  /// Runs a shell script in a new network of its own, connected to this one: its address is `client`, and its way to
  /// everything else leads here. Ends with the script's last command, and the network with it.
  ///
  /// - Parameters:
  ///   - mounts: files or folders that the script sees in the place of others.
  ///   - script: run once the connection is there; `ip` and `nft` of it concern the new network alone.
  public func runBeside(
    client: IPAddress, gateway: IPAddress, mounts: [String: String] = [:], script: String,
    in directory: TemporaryDirectory, environment: [String: String] = [:], within limit: Duration
  ) async throws -> ToolResult {
    let name = "c\(client.description.replacing(".", with: "-"))".suffix(15)
    let lines =
      [
        "set -e", "ip link set lo up",
        "ip link add out0 type veth peer name \(name) netns \(processIdentifier)",
        "ip address add \(client)/32 peer \(gateway) dev out0", "ip link set out0 up gso_max_segs 1",
        "\(entrance.prefix(4).joined(separator: " ")) sh -c "
          + "'ip address add \(gateway)/32 peer \(client) dev \(name) && ip link set \(name) up gso_max_segs 1'",
        "ip route add default via \(gateway) dev out0",
      ] + mounts.sorted { $0.key < $1.key }.map { "mount --bind \($0.value) \($0.key)" } + [script]
    let inner = ["unshare", "-n", "-m", "sh", "-c", lines.joined(separator: "\n")]
    let command = getuid() == 0 ? inner : entrance.filter { $0 != "-n" } + inner
    return try await ServerProcess(
      URL(fileURLWithPath: "/usr/bin/\(command[0])"), Array(command.dropFirst()), in: directory,
      environment: environment
    ).result(within: limit)
  }

  public func stop() {
    holder.stop()
    directory.remove()
  }

  /// Whether sockets are open at all the addresses: for TCP they listen, for port 53 they take datagrams as well.
  private static func areOpen(_ addresses: [SocketAddress], seenFrom process: Int32) -> Bool {
    func places(_ table: String, state: String) -> Set<Substring> {
      // A process that ended has no table; whoever waits for it finds that out.
      guard let file = FileHandle(forReadingAtPath: "/proc/\(process)/net/\(table)"),
        let data = try? file.readToEnd()
      else { return [] }
      let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
      return Set(lines.filter { $0.count > 3 && $0[3] == state }.map { $0[1] })
    }
    let streams = places("tcp", state: "0A")
    let datagrams = places("udp", state: "07")
    return addresses.allSatisfy { address in
      let place = Substring(address.hexadecimal)
      return streams.contains(place) && (address.port != 53 || datagrams.contains(place))
    }
  }

  /// Whether networks can be made here: as root, or where users may have namespaces of their own.
  public static func canBeMade() async -> Bool {
    let script = "ip link add v0 type veth peer name v1 && nft add table inet test && mount --bind /tmp /mnt"
    // A program that is not there makes none.
    return (try? await Program.unshare.run(rights + ["-n", "-m", "sh", "-c", script]).status) == 0
  }
}

extension IPAddress {
  fileprivate var bits: Int { family == .ipv4 ? 32 : 128 }
}

extension SocketAddress {
  /// As `/proc/net/tcp` has it: the address in this machine's order of bytes.
  fileprivate var hexadecimal: String {
    guard case .v4(let bits) = address else { return "" }
    func digits(_ value: UInt32, _ count: Int) -> String {
      let text = String(value, radix: 16, uppercase: true)
      return String(repeating: "0", count: count - text.count) + text
    }
    return digits(bits.bigEndian, 8) + ":" + digits(UInt32(port), 4)
  }
}
