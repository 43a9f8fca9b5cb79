import Foundation
import Model
import TestSupport

extension Landscape {
  /// The deployment file that a user would write, with the ports that the system chose.
  var deployment: String {
    // Roles have one port; the hosts of one role are played by one server.
    let ports = Dictionary(places.map { ($0.key.role, $0.value.port) }) { first, _ in first }
    let overrides = ports.filter { $0.key != "apiServer" && $0.key != "scoring" }.sorted { $0.key < $1.key }
    let isPrivate = places.filter { $0.key.privateZone != nil }.values.map { "\($0.address)/32" }.sorted()
    return """
      apiVersion: aml-preflight/v1
      kind: Deployment
      name: peers
      workspace: {name: peers, region: westeurope, id: 2f0c7d1e-5b3a-4c8e-9d46-8a1f0b6c3e27}
      cluster:
        name: peers
        region: westeurope
        apiServer: {host: \(Part.apiServer.host), port: \(places[.apiServer]?.port ?? 443), private: false}
      network:
        privateEndpoints: [acr, acrData, blobStorage, tableStorage]
        privateRanges: [\(isPrivate.joined(separator: ", "))]
      registry: {name: peeracr, dedicatedDataEndpoint: true}
      storage: {account: peerstore}
      scoring: {host: \(Part.scoring.host), port: \(places[.scoring]?.port ?? 443), tls: true, path: /api/v1/service/iris/score}
      endpoints:
      \(overrides.map { "  \($0.key): {port: \($0.value)}" }.joined(separator: "\n"))

      """
  }

  /// The arguments of a run against the servers, without its outputs.
  func arguments(_ options: [String] = []) throws -> [String] {
    let file = try directory.write(deployment, to: "deployment.yaml")
    return ["run", file, "--dns-server", "\(named.address)", "--ca-file", authority.rootFile, "--step-timeout", "5s"]
      + ["--progress", "never"] + options
  }

  /// Runs the program against the servers, and reads its report.
  func run(_ options: [String] = []) async throws -> RunReport {
    let file = directory.path("report.json")
    let result = try await directory.run(Preflight.executable, try arguments(options) + ["-o", "json=\(file)", "-o", "text"])
    guard let data = FileManager.default.contents(atPath: file) else {
      throw ServerError.ended(program: "aml-preflight", status: result.status, output: "\(result)")
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
