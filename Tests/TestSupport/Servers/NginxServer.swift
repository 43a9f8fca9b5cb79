import Foundation
import Model

/// nginx in one process, with one port on every address of its hosts.
public final class NginxServer: Sendable {
  public let port: UInt16
  private let process: ServerProcess
  private let silence: HeldPort

  /// Starts the server and waits until every host accepts connections.
  public init(hosts: [VirtualHost]) async throws {
    let addresses = Set(hosts.map(\.address)).sorted()
    let port = try Loopback.port(freeOn: addresses)
    self.port = port
    let silence = try HeldPort(.neverAnswering)
    self.silence = silence
    let program = try Program.nginx.required()
    let directory = try TemporaryDirectory()
    do {
      let servers = hosts.map { $0.block(port: port, silence: silence.address) }
      let path = try directory.write(Self.configuration(servers: servers), to: "nginx.conf")
      process = try ServerProcess(
        program, ["-p", directory.url.path, "-e", "stderr", "-c", path], in: directory)
      try await process.waitUntilReady {
        try addresses.allSatisfy { try Loopback.accepts(SocketAddress($0, port: port)) }
      }
    } catch {
      directory.remove()
      throw error
    }
  }

  public var processIdentifier: Int32 { process.processIdentifier }

  /// One line for each request: address, port, host, method, path, status. A line is written after the answer was
  /// sent, so it waits until there are so many.
  public func requests(atLeast count: Int) async throws -> [String] {
    var lines: [Substring] = []
    try await process.waitUntilReady {
      lines = process.output.split(separator: "\n")
      return lines.count >= count
    }
    return lines.map(String.init)
  }

  public var log: String { process.errors }

  public func stop() {
    process.stop()
    silence.release()
  }

  static func configuration(servers: [String]) -> String {
    """
    daemon off;
    master_process off;
    pid nginx.pid;
    error_log stderr warn;
    events { worker_connections 512; }
    http {
      # A value cannot say "$" itself.
      geo $dollar { default "$"; }
      log_format plain '$server_addr:$server_port $host $request_method $request_uri $status';
      access_log /dev/stdout plain;
      server_tokens off;
      reset_timedout_connection on;
      lingering_close off;
      client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi; scgi_temp_path scgi;
      types { }
      server_names_hash_bucket_size 256;
    \(servers.joined(separator: "\n"))
    }

    """
  }
}
