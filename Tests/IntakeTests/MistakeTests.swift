import Intake
import Testing

@Suite struct `A mistake in a deployment file` {
  @Test(arguments: Mistake.structural)
  func `of structure is told with its place`(_ mistake: Mistake) {
    #expect(problems(in: mistake.text).joined(separator: "\n") == mistake.said)
  }

  @Test(arguments: Mistake.scalar)
  func `in a value is told with what was expected`(_ mistake: Mistake) {
    #expect(problems(in: mistake.text).joined(separator: "\n") == mistake.said)
  }

  @Test(arguments: Mistake.addressing)
  func `in an address or a range is told as such`(_ mistake: Mistake) {
    #expect(problems(in: mistake.text).joined(separator: "\n") == mistake.said)
  }

  @Test(arguments: Mistake.naming)
  func `in a host name is told as such`(_ mistake: Mistake) {
    #expect(problems(in: mistake.text).joined(separator: "\n") == mistake.said)
  }

  @Test func `is told together with all others, in the order of the file`() {
    let text = """
      naem: d
      cluster:
        regoin: westeurope
        nodePools:
          - {name: a, count: -1}
          - {name: b, count: 1, count: 2}
      network: {podCIDR: 10.0.0.0/40}
      """
    #expect(
      problems(in: text).map { String($0.split(separator: "\n")[0]) } == [
        "d.yaml:1:1: error: unknown key \"naem\"",
        "d.yaml:1:1: error: the key \"name\" is missing",
        "d.yaml:3:3: error: unknown key \"regoin\" in cluster",
        "d.yaml:5:24: error: cluster.nodePools[0].count is -1",
        "d.yaml:6:27: error: duplicate key \"count\"",
        "d.yaml:7:20: error: network.podCIDR is \"10.0.0.0/40\": the length is more than 32",
      ])
  }

  @Test(arguments: [
    "credentials: {scoringKeyFrom: hunter2}", "credentials: {registry: {passwordFrom: [hunter2]}}",
    "credentials: hunter2", "network: {proxy: {url: \"http://me:hunter2@proxy:3128\"}}",
    "storage: {hosts: {blob: \"https://mystore.blob.core.windows.net/c?sig=hunter2\"}}",
  ])
  func `does not make a secret part of a message`(_ lines: String) {
    let said = problems(in: "name: d\n\(lines)\n").joined()
    #expect(said.contains("error:") && !said.contains("hunter2"))
  }

  @Test func `is told of a file that does not exist`() {
    #expect(throws: IntakeError.self) { try reader.deployment(atPath: "/nonexistent/d.yaml") }
  }
}
