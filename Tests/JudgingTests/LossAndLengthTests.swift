import Judging
import Model
import TestSupport
import Testing

/// A visit of the registry whose connection took so long, in milliseconds.
private func visit(
  _ endpoint: Endpoint = .mcr, roundTrip: Int64, retransmissions: Int?, handshake: Int64 = 12
) -> Visit {
  func milliseconds(_ count: Int64) -> Milliseconds { Milliseconds(microseconds: count * 1_000) }
  let host = endpoint.host.description
  let place = SocketAddress("20.61.0.1:443")!
  let session = Handshake.Session(
    protocolVersion: "TLSv1.3", cipher: "TLS_AES_256_GCM_SHA384", duration: milliseconds(handshake))
  return Visit(
    endpoint,
    evidence: Evidence.lookups(host, addresses: ["20.61.0.1"]) + [
      .connection(
        Connection(
          address: place, ending: .connected(after: milliseconds(roundTrip), roundTrip: milliseconds(roundTrip)),
          retransmissions: retransmissions)),
      .handshake(
        Handshake(
          address: place, serverName: endpoint.host, ending: .completed(session: session),
          chain: [.with(subject: "CN=\(host)", names: [host])], nameMatches: true)), .response("20.61.0.1"),
    ])
}

@Suite struct `A round trip that seems long` {
  @Test(arguments: [(Int64(600), Int?.none), (1_200, nil)])
  func `is the length of the way if nothing was sent twice`(roundTrip: Int64, retransmissions: Int?) {
    let report = Report.on(visit(roundTrip: roundTrip, retransmissions: retransmissions))
    #expect(report.causes == [.pathLatency])
  }

  @Test(arguments: [Int64(600), 1_030, 3_100])
  func `is loss if the first packet was sent twice and what followed was quick`(roundTrip: Int64) {
    let report = Report.on(
      visit(roundTrip: roundTrip, retransmissions: 1), visit(.entraLogin, roundTrip: roundTrip, retransmissions: 1))
    #expect(report.causes == [.pathLoss])
    #expect(report.findings[0].subject.id == "path")
    #expect(report.findings[0].severity == .warning)
  }

  @Test func `is the length of the way if all that followed took as long`() {
    let report = Report.on(visit(roundTrip: 1_300, retransmissions: 1, handshake: 1_400))
    #expect(report.causes == [.pathLatency])
  }
}
