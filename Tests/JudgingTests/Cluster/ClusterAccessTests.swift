import Judging
import Model
import TestSupport
import Testing

@Suite struct `The Kubernetes API` {
  private func refused(_ ending: ClusterAnswer.Ending) -> Report {
    clusterReport(cluster { $0.everyEnding = ending }, .apiUsable, .nodesReady, .routerRuns)
  }

  @Test func `can be used if something is allowed`() {
    #expect(clusterReport(ModelCluster(), .apiUsable, .nodesReady).outcome(.apiUsable) == .pass)
  }

  @Test(arguments: [
    (ClusterAnswer.Ending.unauthorized(message: "Unauthorized"), Cause.apiServerUnauthorized),
    (
      .notAsked(ClusterAccessTrouble(.clientCertificateExpired, subject: "2025-12-01")),
      .apiServerClientCertificateExpired
    ),
    (
      .notAsked(ClusterAccessTrouble(.credentialPluginMissing, subject: "kubelogin")), .apiServerCredentialPluginMissing
    ),
    (
      .notAsked(ClusterAccessTrouble(.credentialPluginTimedOut, subject: "kubelogin")),
      .apiServerCredentialPluginMissing
    ),
    (.notConnected(ClusterAccessTrouble(.serverIssuerUnknown)), .tlsUnknownIssuer),
    (.notConnected(ClusterAccessTrouble(.serverNameMismatch, subject: "other.example.com")), .tlsNameMismatch),
    (.needsRight(AccessRight(verb: .list, resource: "nodes"), message: "forbidden"), .apiServerForbidden),
  ])
  func `that may not be used at all is one failure, and blocks the rest`(_ ending: ClusterAnswer.Ending, _ cause: Cause)
  {
    let report = refused(ending)
    #expect(report.outcome(.apiUsable) == .fail)
    #expect(report.findings.map(\.cause) == [cause])
    #expect(report.findings.map(\.severity) == [.failure])
    if cause != .apiServerForbidden {
      #expect(report.outcome(.nodesReady) == .blocked(by: ["cluster-creation/apiUsable"]))
    }
  }

  @Test(arguments: [
    ClusterAnswer.Ending.unanswered(after: .fiveSeconds), .notConnected(ClusterAccessTrouble(.connectionRefused)),
    .failed(status: 500, reason: "InternalError", message: ""), .malformed(reason: "no JSON"),
  ])
  func `that is not reached, or fails, proves nothing about the cluster`(_ ending: ClusterAnswer.Ending) {
    let report = refused(ending)
    #expect(report.outcome(.apiUsable) == .inconclusive)
    #expect(report.outcome(.nodesReady) == .inconclusive)
    #expect(report.causes == [])
  }

  @Test func `skips what it may not tell, with one warning, and the rest runs`() {
    let right = AccessRight(verb: .list, resource: "nodes")
    let report = clusterReport(
      cluster { $0.endings[.nodes] = .needsRight(right, message: "forbidden") }, .apiUsable, .nodesReady, .gpus,
      .routerRuns)
    #expect(report.outcome(.apiUsable) == .pass)
    #expect(report.outcome(.nodesReady) == .skipped(reason: .needsRight(right: "list nodes")))
    #expect(report.outcome(.routerRuns) == .pass)
    #expect(report.causes == [.apiServerForbidden])
    #expect(report.findings.first?.severity == .warning)
    #expect(report.findings.first?.facts[.right] == "list nodes")
  }
}
