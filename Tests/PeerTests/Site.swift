import Foundation
import Model
import TestSupport
import Testing

/// Some hosts of a deployment, played by nginx, with BIND as their nameserver: for tests of what is said to single
/// services.
final class Site {
  let authority: TestAuthority
  let nginx: NginxServer
  let named: NamedServer
  let directory: TemporaryDirectory

  /// Starts the servers.
  ///
  /// - Parameters:
  ///   - hosts: what each host answers, by path; `identity` is one of `authority`'s unless the host says otherwise.
  ///   - others: names of servers that are not nginx.
  init(
    _ hosts: [String: [String: VirtualHost.Answer]], plain: Set<String> = [], strangers: Set<String> = [],
    others: [String: IPAddress] = [:]
  ) async throws {
    directory = try TemporaryDirectory()
    authority = try await TestAuthority()
    let good = try await authority.issue(ServerCertificate(hosts.keys.sorted()))
    let stranger = try await TestAuthority()
    defer { stranger.remove() }
    let wrong = strangers.isEmpty ? nil : try await stranger.issue(ServerCertificate(hosts.keys.sorted()))
    let played = hosts.sorted { $0.key < $1.key }.map { name, answers in
      VirtualHost(
        [name], identity: plain.contains(name) ? nil : strangers.contains(name) ? wrong : good, answers: answers)
    }
    nginx = try await NginxServer(hosts: played)
    let addresses = Dictionary(uniqueKeysWithValues: played.map { ($0.names[0], $0.address) }).merging(others) { $1 }
    // Each name in a zone of its own, with the name as its apex's child.
    let zones = Dictionary(grouping: addresses.keys.sorted()) { name in
      name.split(separator: ".").dropFirst().joined(separator: ".")
    }
    named = try await NamedServer(
      zones: zones.map { zone, names in
        Zone(zone, records: names.compactMap { name in addresses[name].map { .address("\(name).", $0) } })
      }.sorted { $0.name < $1.name })
  }

  /// Ends every server and removes every file.
  func stop() {
    named.stop()
    nginx.stop()
    authority.remove()
    directory.remove()
  }

  /// Runs the program for a deployment, and reads its report, which must be valid by the schema.
  ///
  /// - Parameters:
  ///   - deployment: the file's text without its first lines.
  ///   - secrets: environment variables, of which nothing may be in any output.
  func run(
    _ deployment: String, _ options: [String] = [], secrets: [String: String] = [:], files: [String: String] = [:]
  ) async throws -> RunReport {
    let text = "apiVersion: aml-preflight/v1\nkind: Deployment\nname: site\n" + deployment
    let path = try directory.write(text, to: "deployment.yaml")
    for (name, content) in files { _ = try directory.write(content, to: name) }
    let report = directory.path("report.json")
    let arguments =
      ["run", path, "--ca-file", authority.rootFile, "--progress", "never", "--step-timeout", "3s", "--attempts", "1"]
      + ["--dns-server", "\(named.address)", "-v", "-o", "json=\(report)", "-o", "text"] + options
    let process = try ServerProcess(Preflight.executable, arguments, in: directory, environment: secrets)
    let result = try await process.result(within: .seconds(60))
    guard let data = FileManager.default.contents(atPath: report) else {
      throw ServerError.ended(program: "aml-preflight", status: result.status, output: "\(result)")
    }
    let everything = String(decoding: data, as: UTF8.self) + result.output + result.errors
    for (name, secret) in secrets {
      #expect(!everything.contains(secret), "the value of \(name) is in an output")
    }
    if SchemaValidator.isAvailable {
      #expect(try SchemaValidator.complaints(about: [String(decoding: data, as: UTF8.self)]) == [""])
    }
    return try JSONDecoder().decode(RunReport.self, from: data)
  }
}

extension RunReport {
  /// `pass`, `fail`, … of the one requirement with this id, about this host if several have it.
  func outcome(_ id: String, _ host: String? = nil) -> String? {
    let found = requirements.filter { $0.id == id && (host == nil || $0.subject.host == host) }
    return found.count == 1 ? found[0].outcome : nil
  }
}
