import Lab
import Model
import Testing

@Suite struct `A nameserver of the lab` {
  private static let address: UInt16 = 1
  private static let ipv6Address: UInt16 = 28

  private func message(
    _ name: String, type: UInt16 = address, edns: Bool = true, faults: [LabHost: NameFault] = [:],
    fault: NameFault? = nil, overTCP: Bool = false
  ) throws -> DecodedMessage? {
    let lab = try Lab(scenario: Scenario(id: "test", title: "", nameFaults: faults, nameservers: [fault]))
    defer { lab.stop() }
    let query = DecodedMessage.query(name, type: type, edns: edns)
    let answer =
      overTCP
      ? LoopbackClient.askOverTCP(query, at: lab.nameserver) : LoopbackClient.ask(query, at: lab.nameserver)
    return answer.flatMap(DecodedMessage.init)
  }

  @Test func `gives every host an address`() throws {
    let lab = try Lab(scenario: Scenario(id: "test", title: ""))
    defer { lab.stop() }
    for host in LabHost.allCases {
      let answer = LoopbackClient.ask(DecodedMessage.query(host.rawValue, type: 1), at: lab.nameserver)
      let message = try #require(answer.flatMap(DecodedMessage.init))
      #expect(message.id == 0x1234)
      #expect(message.code == 0)
      #expect(message.isRecursionAvailable)
      #expect(message.answers.last?.type == 1)
      #expect(message.additional.map(\.type) == [41])
    }
  }

  @Test func `answers with the alias into the private zone first`() throws {
    let message = try #require(try message("DemoStore.blob.core.windows.net"))
    #expect(
      message.answers.map(\.owner).map { $0.lowercased() } == [
        "demostore.blob.core.windows.net", "demostore.privatelink.blob.core.windows.net",
      ])
    #expect(
      message.answers.map(\.content) == [
        "demostore.privatelink.blob.core.windows.net", LabHost.blobStorage.privateAddress.description,
      ])
  }

  @Test func `repeats the question's spelling`() throws {
    let lab = try Lab(scenario: Scenario(id: "test", title: ""))
    defer { lab.stop() }
    let query = DecodedMessage.query("mCr.MicroSoft.com", type: 1)
    let answer = try #require(LoopbackClient.ask(query, at: lab.nameserver))
    #expect(answer[12..<35] == query[12..<35])
  }

  @Test func `has no IPv6 address for a name, which is not an error`() throws {
    let message = try #require(try message("mcr.microsoft.com", type: Self.ipv6Address))
    #expect(message.code == 0)
    #expect(message.answers.isEmpty)
    #expect(message.authorities.map(\.type) == [6])
  }

  @Test func `says that an unknown name does not exist`() throws {
    let message = try #require(try message("nowhere.example", edns: false))
    #expect(message.code == 3)
    #expect(message.authorities.map(\.type) == [6])
    #expect(message.authorities.map(\.owner) == ["example"])
    #expect(message.additional.isEmpty)
  }

  @Test func `knows names above existing ones`() throws {
    let message = try #require(try message("core.windows.net"))
    #expect(message.code == 0)
    #expect(message.answers.isEmpty)
  }

  @Test func `answers the same over TCP`() throws {
    let message = try #require(try message("mcr.microsoft.com", overTCP: true))
    #expect(message.answers.map(\.content) == [LabHost.mcr.publicAddress.description])
  }

  @Test func `ends at a public address where the private zone is not linked`() throws {
    let message = try #require(
      try message(LabHost.blobStorage.rawValue, faults: [.blobStorage: .zoneNotLinked]))
    #expect(message.answers.map(\.type) == [5, 5, 1])
    #expect(message.answers.last?.content == LabHost.blobStorage.publicAddress.description)
  }

  @Test func `ends at a private zone that lacks the record`() throws {
    let message = try #require(
      try message(LabHost.tableStorage.rawValue, faults: [.tableStorage: .recordMissing]))
    #expect(message.code == 3)
    #expect(message.answers.map(\.content) == ["demostore.privatelink.table.core.windows.net"])
    #expect(message.authorities.map(\.owner) == ["privatelink.table.core.windows.net"])
  }

  @Test(arguments: [(NameFault.servfail, 2), (.refused, 5), (.nxdomain, 3), (.noAddress, 0)] as [(NameFault, UInt16)])
  func `answers with its fault's response code`(fault: NameFault, code: UInt16) throws {
    let message = try #require(try message("mcr.microsoft.com", fault: fault))
    #expect(message.code == code)
    #expect(message.answers.isEmpty)
  }

  @Test func `says nothing when silent, over UDP and over TCP`() throws {
    let lab = try Lab(scenario: try #require(.named("dns-server-silent")))
    defer { lab.stop() }
    let query = DecodedMessage.query("mcr.microsoft.com", type: 1)
    #expect(LoopbackClient.ask(query, at: lab.nameserver, milliseconds: 100) == nil)
    #expect(LoopbackClient.attempt(lab.nameserver, milliseconds: 100) == .connected)
    #expect(LoopbackClient.askOverTCP(query, at: lab.nameserver, milliseconds: 100) == nil)
  }

  @Test func `drops the questions about one name only`() throws {
    let lab = try Lab(scenario: Scenario(id: "test", title: "", nameFaults: [.acr: .silent]))
    defer { lab.stop() }
    let dropped = DecodedMessage.query(LabHost.acr.rawValue, type: 1)
    let answered = DecodedMessage.query(LabHost.mcr.rawValue, type: 1)
    #expect(LoopbackClient.ask(dropped, at: lab.nameserver, milliseconds: 100) == nil)
    #expect(LoopbackClient.ask(answered, at: lab.nameserver) != nil)
  }

  @Test(arguments: [NameFault.truncated, .truncatedWithoutTCP])
  func `truncates what does not fit`(fault: NameFault) throws {
    let datagram = try #require(try message("mcr.microsoft.com", fault: fault))
    #expect(datagram.isTruncated)
    #expect(datagram.answers.isEmpty)
    let stream = try message("mcr.microsoft.com", fault: fault, overTCP: true)
    #expect(stream?.answers.count == (fault == .truncated ? 1 : nil))
  }

  @Test func `closes its TCP port when TCP does not pass`() throws {
    let lab = try Lab(scenario: Scenario(id: "test", title: "", nameservers: [.truncatedWithoutTCP]))
    defer { lab.stop() }
    #expect(LoopbackClient.attempt(lab.nameserver, milliseconds: 1000) == .refused)
  }

  @Test func `points a name at itself`() throws {
    let lab = try Lab(scenario: Scenario(id: "test", title: "", nameservers: [.compressionLoop]))
    defer { lab.stop() }
    let query = DecodedMessage.query("mcr.microsoft.com", type: 1, edns: false)
    let answer = try #require(LoopbackClient.ask(query, at: lab.nameserver))
    #expect(DecodedMessage(answer) == nil)
    #expect(answer[7] == 1)
    #expect(Array(answer[query.count...].prefix(2)) == [0xC0, UInt8(query.count)])
  }

  @Test func `stands beside others with faults of their own`() throws {
    let lab = try Lab(scenario: Scenario(id: "test", title: "", nameservers: [.silent, nil]))
    defer { lab.stop() }
    let query = DecodedMessage.query("mcr.microsoft.com", type: 1)
    #expect(lab.nameservers.count == 2)
    #expect(LoopbackClient.ask(query, at: lab.nameservers[0], milliseconds: 100) == nil)
    #expect(LoopbackClient.ask(query, at: lab.nameservers[1]) != nil)
  }

  @Test func `gives a name its second address`() throws {
    let lab = try Lab(scenario: Scenario(id: "test", title: "", secondAddresses: [.mcr: .some(.refuse)]))
    defer { lab.stop() }
    let query = DecodedMessage.query("mcr.microsoft.com", type: 1)
    let message = try #require(LoopbackClient.ask(query, at: lab.nameserver).flatMap(DecodedMessage.init))
    let addresses = message.answers.compactMap { IPAddress($0.content) }
    let attempts = addresses.map {
      LoopbackClient.attempt(SocketAddress($0, port: lab.port), milliseconds: 1000)
    }
    #expect(attempts == [.connected, .refused])
  }

  @Test(arguments: [
    // Two questions; a label that is too long; no question.
    [0, 7, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1, 97, 0, 0, 1, 0, 1] as [UInt8],
    [0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 64, 97, 0, 0, 1, 0, 1],
    [0, 7, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  ])
  func `calls a malformed query malformed`(query: [UInt8]) throws {
    let lab = try Lab(scenario: Scenario(id: "test", title: ""))
    defer { lab.stop() }
    let message = LoopbackClient.ask(query, at: lab.nameserver).flatMap(DecodedMessage.init)
    #expect(message?.id == 7)
    #expect(message?.code == 1)
  }
}
