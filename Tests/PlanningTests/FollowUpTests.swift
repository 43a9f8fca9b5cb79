import Model
import Planning
import TestSupport
import Testing

private let mcr = "mcr.microsoft.com"
private let address = "20.61.0.1"
private let silence = Connection.Ending.unanswered(after: .fiveSeconds)

private func steps(
  after visits: Visit..., attempts: Int = 2, deployment: Deployment = .with(), vantage: Vantage = .with(),
  catalog: Catalog = .forPlanning
) -> [Step] {
  FollowUps(catalog: catalog, attempts: attempts)
    .steps(after: .with(visits, deployment: deployment, vantage: vantage))
}

extension [Step] {
  fileprivate var kinds: [FollowUp] { compactMap(\.origin?.followUp) }
  fileprivate func one(_ followUp: FollowUp) -> Step? { first { $0.origin?.followUp == followUp } }
}

@Suite struct `Follow-ups` {
  @Test func `are not made where all goes well`() {
    #expect(steps(after: .of(.mcr), .of(.acr, addresses: ["20.61.0.2"])).isEmpty)
  }

  @Test func `go on with the plan's numbers and say what they follow`() throws {
    let found = steps(after: .of(.acr), .of(.mcr, addresses: ["20.61.0.2"], connection: silence))
    #expect(found.map(\.id.rawValue) == ["s3", "s4"])
    #expect(found.kinds == [.otherPort, .repetition])
    let origin = try #require(found.first?.origin)
    #expect(origin.step == "s2")
    #expect(origin.observation == "o8")
  }

  @Test func `try another port where nothing connects`() {
    let step = steps(after: .of(.mcr, connection: silence)).one(.otherPort)
    guard case .attempt(let endpoint, let addresses, .connection, nil) = step?.probe else {
      Issue.record("no attempt")
      return
    }
    #expect(endpoint.port == 80)
    #expect(addresses == [IPAddress(address)!])
  }

  @Test func `try no other port of what is not the web`() {
    let database = Endpoint.with(role: .dependency, host: "db.corp", port: 5432, transport: .tcp, service: nil)
    let visit = Visit.of(database, [.accepts], connection: silence)
    #expect(steps(after: visit).kinds == [.repetition])
  }

  @Test func `name another host, and none, where a handshake is cut short`() throws {
    let visit = Visit.of(.mcr, handshake: .handshake(address, mcr, .reset(after: .moment)))
    let found = steps(after: visit, .of(.entraLogin, addresses: ["20.61.0.2"]))
    #expect(found.kinds == [.otherServerName, .withoutServerName, .repetition])
    for (step, host) in zip(found, ["login.microsoftonline.com", address]) {
      guard case .attempt(let endpoint, let addresses, .handshake, nil) = step.probe else {
        Issue.record("no attempt")
        return
      }
      #expect(endpoint.host.description == host)
      #expect(addresses == [IPAddress(address)!])
    }
  }

  @Test func `take no host for a control that was cut short itself`() {
    let visits = [Endpoint.mcr, .entraLogin].map { endpoint in
      Visit.of(endpoint, handshake: .handshake(address, endpoint.host.description, .closed(after: .moment)))
    }
    #expect(steps(after: visits[0], visits[1]).one(.otherServerName) == nil)
  }

  @Test func `make segments small only where something stalls`() {
    let stalled = steps(after: .of(.mcr, handshake: .handshake(address, mcr, .unanswered(after: .fiveSeconds))))
    guard case .attempt(_, _, .response, 536?) = stalled.one(.smallSegments)?.probe else {
      Issue.record("no small segments")
      return
    }
    let closed = steps(after: .of(.mcr, handshake: .handshake(address, mcr, .closed(after: .moment))))
    #expect(closed.one(.smallSegments) == nil)
  }

  @Test func `ask over TCP, and for another name, where the only name stays without an answer`() throws {
    let found = steps(after: .unresolved(.acr, .silence))
    #expect(found.kinds == [.controlName, .lookupOverTCP])
    #expect(found.first?.probe == .ask(mcr))
    #expect(found.last?.probe == .ask("myacr.azurecr.io", over: .tcp))
  }

  @Test func `ask again what a nameserver that answers others did not answer`() {
    let found = steps(after: .unresolved(.acr, .silence), .of(.mcr))
    #expect(found.kinds.filter { $0 == .repeatedLookup }.count == 2)
    #expect(found.one(.controlName) == nil)
  }

  @Test func `try the addresses that came when a name was asked again`() {
    let recording = Recording.with([.unresolved(.acr, .silence), .of(.mcr)])
      .following(
        .repeatedLookup, .ask("myacr.azurecr.io"), .lookup("myacr.azurecr.io", .response(addresses: [address])))
    let followUps = FollowUps(catalog: .forPlanning)
    let found = followUps.steps(after: recording)
    #expect(found.kinds == [.repetition])
    #expect(found.first?.probe == .attempt(.acr, upTo: .response))
    var after = recording
    after.plan.steps += found
    #expect(followUps.steps(after: after).isEmpty)
  }

  @Test func `ask for what cannot exist where unrelated names share an address`() {
    let shared = steps(after: .of(.mcr), .of(.acr))
    #expect(shared.one(.impossibleName)?.probe == .ask("no-such-host.aml-preflight.invalid"))
  }

  @Test func `ask with search domains only where programs do so first`() {
    var vantage = Vantage.with()
    vantage.search = Vantage.SearchList(domains: [DomainName("corp.example")!], ndots: 5)
    #expect(steps(after: .of(.mcr), vantage: vantage).first?.probe == .ask("\(mcr).corp.example"))
    vantage.search?.ndots = 1
    #expect(steps(after: .of(.mcr), vantage: vantage).isEmpty)
  }

  @Test func `ask with the search domains that listed pods have of their own`() {
    var cluster = ModelCluster()
    var pod = ClusterPod.model("iris-1", "10.244.0.9")
    pod.dnsConfiguration = .init(searches: ["team.svc.cluster.local", "corp.example"])
    cluster.modelPods = [pod]
    let asked = FollowUps(catalog: .with()).steps(after: Recording.with([.of(.mcr)]).with(cluster, .podNames))
      .filter { $0.origin?.followUp == .searchDomain }
    #expect(asked.map(\.probe) == [.ask("\(mcr).corp.example")])
    // With so few dots that the name itself comes first.
    pod.dnsConfiguration?.ndots = 1
    cluster.modelPods = [pod]
    let none = FollowUps(catalog: .with()).steps(after: Recording.with([.of(.mcr)]).with(cluster, .podNames))
    #expect(!none.contains { $0.origin?.followUp == .searchDomain })
  }

  @Test func `go around the proxy, and through the declared one`() {
    let proxy = Proxy(host: .name(DomainName("proxy.corp")!), port: 3128)
    let denied = Visit(
      .mcr,
      evidence: [
        .connection("10.1.0.1", port: 3128, isToProxy: true),
        .tunnel("\(mcr):443", .denied(status: 403, after: .moment)),
      ], route: .proxy(proxy))
    let around = steps(after: denied, vantage: .with(proxy: proxy))
    #expect(around.map(\.probe) == [.reach(endpoint: .mcr, upTo: .response, route: .direct)])
    var deployment = Deployment.with()
    deployment.network.proxy = proxy
    let through = steps(after: .of(.mcr, connection: silence), deployment: deployment)
    #expect(through.one(.throughProxy)?.probe == .reach(endpoint: .mcr, upTo: .response, route: .proxy(proxy)))
  }

  @Test(arguments: [(1, 0), (2, 1), (5, 4)])
  func `repeat what fails as often as wanted`(attempts: Int, repetitions: Int) {
    let found = steps(after: .of(.mcr, connection: silence), attempts: attempts)
    #expect(found.kinds.count { $0 == .repetition } == repetitions)
  }

  @Test func `are bounded where nothing works`() {
    let visits = (1...40).map { number in
      Visit.of(
        .with(role: .dependency, host: "host\(number).example"), addresses: ["20.61.1.\(number)"], connection: silence)
    }
    let found = FollowUps(catalog: .forPlanning, attempts: 10).steps(after: .with(visits))
    #expect(found.count <= FollowUps.limit)
    #expect(!found.isEmpty)
  }

  @Test func `are the same for the same recording`() {
    let visits = [Visit.of(.mcr, connection: silence), .unresolved(.acr, .silence), .of(.entraLogin)]
    let followUps = FollowUps(catalog: .forPlanning)
    #expect(followUps.steps(after: .with(visits)) == followUps.steps(after: .with(visits)))
  }

  @Test func `that a plan may have are told with whom they contact`() throws {
    let vantage = Vantage.with()
    let plan = Planner(catalog: .forPlanning).plan(for: .full, from: vantage)
    let possible = FollowUps(catalog: .forPlanning).possible(after: plan, for: .full, from: vantage)
    let control = try #require(possible.first { $0.followUp == .controlName })
    #expect(control.contacts == [mcr])
    let impossible = try #require(possible.first { $0.followUp == .impossibleName })
    #expect(impossible.contacts == ["no-such-host.aml-preflight.invalid"])
    #expect(!possible.contains { [.direct, .throughProxy, .searchDomain].contains($0.followUp) })
  }
}

@Suite struct `An address that is known besides DNS` {
  private func vantage(_ address: String, precedence: HostsFile.Precedence = .first) -> Vantage {
    var vantage = Vantage.with()
    vantage.hosts = HostsFile(
      path: "/etc/hosts", precedence: precedence,
      entries: [.init(name: DomainName(mcr)!, address: IPAddress(address)!, line: 3)])
    return vantage
  }

  private func attempt(_ steps: [Step]) -> (host: String, addresses: [String], rung: Rung)? {
    guard case .attempt(let endpoint, let addresses, let rung, nil) = steps.one(.otherAddress)?.probe else {
      return nil
    }
    return (endpoint.host.description, addresses.map(\.description), rung)
  }

  @Test(arguments: [HostsFile.Precedence.first, .afterDNS])
  func `of the hosts file is tried`(precedence: HostsFile.Precedence) throws {
    let found = attempt(steps(after: .of(.mcr), vantage: vantage("10.9.9.9", precedence: precedence)))
    #expect(found?.host == mcr)
    #expect(found?.addresses == ["10.9.9.9"])
    #expect(found?.rung == .response)
  }

  @Test func `is not tried where DNS has it, or nobody asks the file`() {
    #expect(steps(after: .of(.mcr), vantage: vantage(address)).isEmpty)
    #expect(steps(after: .of(.mcr), vantage: vantage("10.9.9.9", precedence: .never)).isEmpty)
    #expect(steps(after: .of(.acr), vantage: vantage("10.9.9.9")).isEmpty)
  }

  @Test func `of the router is tried for the scoring name alone`() {
    let scoring = Endpoint.with(role: .scoring, host: "iris.corp.example", service: .anyMicrosoft)
    var deployment = Deployment.with()
    deployment.cluster.router = Deployment.Router()
    deployment.cluster.router?.address = IPAddress("20.70.0.1")
    #expect(attempt(steps(after: .of(scoring), deployment: deployment))?.addresses == ["20.70.0.1"])
    #expect(steps(after: .of(scoring, addresses: ["20.70.0.1"]), deployment: deployment).isEmpty)
    #expect(steps(after: .of(.mcr), deployment: deployment).isEmpty)
  }

  @Test func `is told before it is contacted`() throws {
    let plan = Recording.with([.of(.mcr)]).plan
    let followUps = FollowUps(catalog: .forPlanning)
    let possible = followUps.possible(after: plan, for: .with(), from: vantage("10.9.9.9"))
    #expect(possible.first { $0.followUp == .otherAddress }?.contacts == ["10.9.9.9:443"])
    #expect(!followUps.possible(after: plan, for: .with(), from: .with()).contains { $0.followUp == .otherAddress })
  }
}
