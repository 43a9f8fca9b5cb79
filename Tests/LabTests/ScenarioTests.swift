import Foundation
import Lab
import Model
import Testing

@Suite struct `A demo scenario` {
  @Test(arguments: Scenario.all.map(\.id))
  func `starts and stops promptly and leaves nothing behind`(id: String) throws {
    let scenario = try #require(Scenario.named(id))
    let clock = ContinuousClock()
    let start = clock.now
    let lab = try Lab(scenario: scenario)
    let folder = (lab.caFile as NSString).deletingLastPathComponent
    let peer = SocketAddress(LabHost.acr.privateAddress, port: lab.port)
    // Not TLS: the end of it shows that the lab's threads are running.
    #expect(LoopbackClient.exchange(Array("GET /\r\n\r\n".utf8), with: peer, milliseconds: 5000).error != EAGAIN)
    #expect(FileManager.default.fileExists(atPath: lab.caFile))
    #expect(try !threads(of: lab).isEmpty)
    #expect(try !sockets(of: lab).isEmpty)
    lab.stop()
    lab.stop()
    // A fraction of a second; more only where other tests take all cores.
    #expect(clock.now - start < .seconds(3))
    #expect(LoopbackClient.attempt(peer, milliseconds: 500) == .refused)
    #expect(!FileManager.default.fileExists(atPath: folder))
    #expect(try threads(of: lab).isEmpty)
    #expect(try sockets(of: lab).isEmpty)
  }

  @Test func `stops at once while connections are held open`() throws {
    let lab = try Lab(scenario: Scenario(id: "held", title: "", faults: [.mcr: .tlsNeverAnswers]))
    let mcr = SocketAddress(LabHost.mcr.publicAddress, port: lab.port)
    let held = (0..<10).map { _ in LoopbackClient.hold(mcr) }
    defer { for connection in held { connection.end() } }
    // Answered after those were accepted: the lab looks at all its sockets in each turn.
    let acr = SocketAddress(LabHost.acr.privateAddress, port: lab.port)
    for _ in 0..<10 { _ = LoopbackClient.exchange(Array("GET /\r\n\r\n".utf8), with: acr, milliseconds: 5000) }
    #expect(try threads(of: lab).count > 10)
    let duration = ContinuousClock().measure { lab.stop() }
    #expect(duration < .seconds(2))
    #expect(try threads(of: lab).isEmpty)
  }

  @Test func `serves others when as many connections as it has threads are held open`() throws {
    let lab = try Lab(scenario: Scenario(id: "full", title: "", faults: [.mcr: .tlsNeverAnswers]))
    defer { lab.stop() }
    let mcr = SocketAddress(LabHost.mcr.publicAddress, port: lab.port)
    let held = (0..<64).map { _ in LoopbackClient.hold(mcr) }
    // The nameserver needs no thread of its own; a service waits until one is free.
    let query = DecodedMessage.query("mcr.microsoft.com", type: 1)
    #expect(LoopbackClient.ask(query, at: lab.nameserver) != nil)
    for connection in held { connection.end() }
    let acr = SocketAddress(LabHost.acr.privateAddress, port: lab.port)
    let answer = LoopbackClient.exchange(Array("GET /\r\n\r\n".utf8), with: acr, milliseconds: 5000)
    #expect(answer.error != EAGAIN)
  }

  @Test func `has an id of its own and says what it expects`() {
    #expect(Set(Scenario.all.map(\.id)).count == Scenario.all.count)
    for scenario in Scenario.all {
      #expect((scenario.expectedCause == nil) == (scenario.id == "healthy"))
      // A warning breaks no phase.
      if scenario.expectedCause == nil { #expect(scenario.firstBrokenPhase == nil) }
    }
    #expect(Scenario.named("no-such-scenario") == nil)
  }

  /// The lab's threads, by their name.
  private func threads(of lab: Lab) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").filter { task in
      // A thread of something else may end meanwhile.
      let name = try? String(contentsOfFile: "/proc/self/task/\(task)/comm", encoding: .utf8)
      return name == "lab-\(lab.port)\n"
    }
  }

  /// This process' sockets at the lab's port, by what the kernel lists: local address, remote address, state.
  private func sockets(of lab: Lab) throws -> [String] {
    let own = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { number in
      // A descriptor of something else may be closed meanwhile.
      try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")
    }
    let port = String(format: ":%04X ", Int(lab.port))
    return try ["tcp", "udp"].flatMap { table in
      try String(contentsOfFile: "/proc/self/net/\(table)", encoding: .utf8).split(separator: "\n").map(String.init)
    }.filter { line in
      guard line.contains(port), let inode = line.split(separator: " ").dropFirst(9).first else { return false }
      return own.contains("socket:[\(inode)]")
    }
  }
}
