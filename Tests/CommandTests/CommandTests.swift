import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct `The program` {
  @Test func `prints its version`() throws {
    let result = try Preflight.run(["--version"])
    #expect(result.status == 0)
    #expect(result.output.split(separator: ".").count == 3)
    #expect(result.errors.isEmpty)
  }

  @Test(arguments: [
    [], ["run"], ["plan"], ["validate"], ["discover"], ["judge"], ["report"], ["diff"], ["checks"], ["explain"],
    ["demo"], ["manifest"],
  ])
  func `explains itself`(command: [String]) throws {
    let result = try Preflight.run(command + ["--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("USAGE: aml-preflight"))
  }

  @Test(arguments: [
    ["frobnicate"], ["run"], ["run", "a.yaml", "--step-timeout", "soon"], ["run", "a.yaml", "--width", "0"],
    ["run", "a.yaml", "-4", "-6"], ["run", "a.yaml", "-o", "xml"], ["run", "a.yaml", "-o", "text", "-o", "json"],
    ["run", "/nonexistent.yaml"], ["demo", "no-such-scenario"], ["judge", "/nonexistent.json"],
    ["demo", "--only", "mrc"], ["run", "a.yaml", "--phase", "creation"], ["explain"],
    ["explain", "no such thing"], ["checks", "mrc"], ["checks", "--format", "text"],
    ["validate", "/tmp"], ["validate", "a.yaml", "--rules", "yesterday"], ["discover", "/dev/null"],
    ["manifest"], ["manifest", "job"], ["manifest", "job", "/nonexistent.yaml"],
  ])
  func `says what is wrong and sends nothing`(arguments: [String]) throws {
    let result = try Preflight.run(arguments)
    #expect(result.status == 2)
    #expect(!result.errors.isEmpty)
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    (#"{"id": "/subscriptions/s/resourceGroups/g", "name": "aks", "properties": {}}"#, "discover"),
    (#"{"apiVersion": "v1", "kind": "List", "items": []}"#, "discover"),
    (#"{"schemaVersion": "1.0", "recording": {}}"#, "judge"),
  ])
  func `tells what takes a file that is none of a deployment`(text: String, command: String) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "file.json")
    let result = try Preflight.run(["validate", file.path])
    #expect(result.status == 2)
    #expect(result.errors.contains("not a deployment file") && result.errors.contains("aml-preflight \(command) "))
    #expect(!result.errors.contains("unknown key"))
  }

  @Test(arguments: [
    (["explain", "sinkhole"], "dns.sinkhole"), (["explain", "vmss-cse-5"], "vmss-cse-50"), (["checks", "mrc"], "mcr"),
  ])
  func `names the nearest code`(arguments: [String], nearest: String) throws {
    let result = try Preflight.run(arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains("Did you mean") && result.errors.contains(nearest))
  }

  @Test func `explains checks by id, glob and role`() throws {
    for (pattern, count) in [("cluster-creation/mcr-answers", 1), ("cluster-creation/mcr-*", 9), ("mcr", 3)] {
      let result = try Preflight.run(["checks", pattern])
      #expect(result.status == 0)
      #expect(result.output.split(separator: "\n").count { $0 == "A check" } == count, "\(pattern)")
    }
  }

  @Test(arguments: ["run", "judge", "diff"])
  func `writes neither into folders nor over what it reads`(command: String) throws {
    let folder = try TemporaryFolder()
    let input = try folder.write("{}", to: "input").path
    let inputs = command == "diff" ? [input, input] : [input]
    for target in [folder.url.path, input, folder.url.path + "/absent/report"] {
      let result = try Preflight.run([command] + inputs + ["-o", "json=\(target)"])
      #expect(result.status == 2)
      #expect(result.errors.contains("Cannot write"))
    }
    #expect(folder.text(of: "input") == "{}")
  }

  @Test func `takes options from variables, and prefers arguments`() throws {
    let byVariable = try Preflight.run(["demo", "--list"], environment: ["AML_PREFLIGHT_WIDTH": "0"])
    #expect(byVariable.status == 2)
    let byArgument = try Preflight.run(["demo", "--list", "--width", "4"], environment: ["AML_PREFLIGHT_WIDTH": "0"])
    #expect(byArgument.status == 0)
  }
}

@Suite(.timeLimit(.minutes(2))) struct `A deployment file` {
  private func run(_ text: String) throws -> Preflight.Result {
    let folder = try TemporaryFolder()
    let file = try folder.write(text, to: "deployment.yaml")
    var result = try Preflight.run(["run", file.path, "--dns-server", "127.0.0.1:1"])
    result.errors = result.errors.replacingOccurrences(of: file.path, with: "deployment.yaml")
    return result
  }

  @Test(arguments: [
    ("name: a\nclustr: {name: b}\n", "deployment.yaml:2:1", "cluster"),
    ("name: a\ncluster: {nodePools: three}\n", "deployment.yaml:2:22", "list"),
    ("name: a\nnetwork:\n  podCIDR: 10.244.0.0/33\n", "deployment.yaml:3:12", "more than 32"),
    ("name: a\nworkspace: {region: westeurop}\n", "deployment.yaml:2:21", "westeurope"),
    ("name: a\nstorage: {hosts: {blob: mystore.blob.windows.net}}\n", "deployment.yaml:2:25", "blob.core.windows.net"),
  ])
  func `with a mistake is refused with its place`(text: String, place: String, nearest: String) throws {
    let result = try run(text)
    #expect(result.status == 2)
    #expect(result.errors.contains(place))
    #expect(result.errors.contains(nearest))
    #expect(result.output.isEmpty)
  }
}
