import Foundation
import Model
import TestSupport
import Testing

extension Landscape {
  /// The deployment file that a user would write, with the ports that the system chose.
  var deployment: String {
    // Roles have one port; the hosts of one role are played by one server.
    let ports = Dictionary(places.map { ($0.key.role, $0.value.port) }) { first, _ in first }
    let overrides = ports.filter { $0.key != "apiServer" && $0.key != "scoring" }.sorted { $0.key < $1.key }
    let firsts = places.filter { $0.key.privateZone != nil }.values.map(\.address)
    let isPrivate = (firsts + Array(seconds.values)).sorted().map { "\($0)/32" }
    return """
      apiVersion: aml-preflight/v1
      kind: Deployment
      name: peers
      workspace: {name: peers, region: westeurope, id: 2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27, privateEndpoint: true}
      cluster:
        name: peers
        region: westeurope
        apiServer: {host: \(Part.apiServer.host), port: \(places[.apiServer]?.port ?? 443), private: false}
      network:
        privateEndpoints: [acr, acrData, blobStorage, tableStorage, azureMLAPI]
        privateRanges: [\(isPrivate.joined(separator: ", "))]
      registry: {name: peeracr, dedicatedDataEndpoint: true}
      storage: {account: peerstore}
      scoring: {host: \(Part.scoring.host), port: \(places[.scoring]?.port ?? 443), tls: true, path: /api/v1/service/iris/score}
      endpoints:
      \(overrides.map { "  \($0.key): {port: \($0.value)}" }.joined(separator: "\n"))

      """
  }

  /// The arguments of a run against the servers, without its outputs.
  ///
  /// - Parameter nameservers: `nil`: the landscape's own.
  func arguments(_ options: [String] = [], nameservers: [SocketAddress]? = nil) throws -> [String] {
    let file = try directory.write(deployment, to: "deployment.yaml")
    let servers = (nameservers ?? [named.address]).flatMap { ["--dns-server", $0.description] }
    let timeout = options.contains("--step-timeout") ? [] : ["--step-timeout", "3s"]
    return ["run", file, "--ca-file", authority.rootFile, "--progress", "never"] + servers + timeout + options
  }

  /// Runs the program against the servers, and reads its report, which must be valid by the schema.
  func run(_ options: [String] = [], nameservers: [SocketAddress]? = nil) async throws -> RunReport {
    let file = directory.path("report.json")
    let result = try await directory.run(
      Preflight.executable, try arguments(options, nameservers: nameservers) + ["-o", "json=\(file)", "-o", "text"])
    guard let data = FileManager.default.contents(atPath: file) else {
      throw ServerError.ended(program: "aml-preflight", status: result.status, output: "\(result)")
    }
    if SchemaValidator.isAvailable {
      #expect(try SchemaValidator.complaints(about: [String(decoding: data, as: UTF8.self)]) == [""])
    }
    let report = try JSONDecoder().decode(RunReport.self, from: data)
    guard report.summary.exitStatus == result.status else {
      throw ServerError.ended(program: "aml-preflight", status: result.status, output: "\(report.summary)")
    }
    return report
  }
}

extension TemporaryDirectory {
  /// Runs a program in this directory to its end.
  func run(_ executable: URL, _ arguments: [String], within limit: Duration = .seconds(60)) async throws -> ToolResult {
    try await ServerProcess(executable, arguments, in: self).result(within: limit)
  }
}
