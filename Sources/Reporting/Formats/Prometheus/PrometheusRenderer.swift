internal import Model

/// Metrics for the textfile collector of Prometheus' node exporter. Labels are bounded: ids and codes of the catalog,
/// words of ours, the deployment and the vantage; never an address that was seen, nor a sentence.
public struct PrometheusRenderer: Renderer {
  public init() {}

  public func render(_ document: ReportDocument) -> String {
    metrics(document).flatMap(\.lines).map { $0 + "\n" }.joined()
  }

  private typealias Labels = [(name: String, value: String)]

  private func metrics(_ document: ReportDocument) -> [Metric] {
    let deployment: Labels = [("deployment", document.deployment.name)]
    return summary(document, deployment) + phases(document, deployment) + [
      requirements(document, deployment), findings(document, deployment),
    ] + vantages(document, deployment) + baseline(document, deployment)
  }

  private func summary(_ document: ReportDocument, _ deployment: Labels) -> [Metric] {
    var up = Metric(
      "aml_preflight_up",
      help: "1 if every required check that was made passes, 0 if one fails, NaN if that could not be found out.")
    let value =
      switch document.answer.standing {
      case .pass, .warn: "1"
      case .fail: "0"
      case .inconclusive, .blocked, .skipped: "NaN"
      }
    up.set(deployment, to: value)
    var checks = Metric("aml_preflight_required_checks", help: "Required checks that apply to the deployment.")
    checks.set(deployment, to: "\(max(0, document.summary.coverage.required))")
    var made = Metric("aml_preflight_required_checks_made", help: "Required checks that were made from this vantage.")
    made.set(deployment, to: "\(max(0, document.summary.coverage.made))")
    var started = Metric(
      "aml_preflight_run_timestamp_seconds", help: "When the run began, in seconds since 1970 (UTC).")
    started.set(deployment, to: "\(document.startedAt.secondsSince1970)")
    var duration = Metric("aml_preflight_run_duration_seconds", help: "How long the run took.")
    duration.set(deployment, to: Seconds.text(milliseconds: document.durationMilliseconds))
    var build = Metric("aml_preflight_build_info", help: "The version of the program and of its catalog; always 1.")
    build.set(
      deployment + [("version", document.tool.version), ("catalog", document.tool.catalogDigest)], to: "1")
    return [up, checks, made, started, duration, build]
  }

  private func phases(_ document: ReportDocument, _ deployment: Labels) -> [Metric] {
    var durations = Metric("aml_preflight_phase_duration_seconds", help: "How long the checks of a phase took.")
    var outcomes = Metric("aml_preflight_phase_outcome", help: "1 for the outcome that a phase has.")
    for phase in document.phases {
      let labels = deployment + [("phase", phase.id.rawValue)]
      durations.set(labels, to: Seconds.text(milliseconds: phase.durationMilliseconds))
      outcomes.set(labels + [("outcome", phase.outcome.rawValue)], to: "1")
    }
    return [durations, outcomes]
  }

  private func requirements(_ document: ReportDocument, _ deployment: Labels) -> Metric {
    var metric = Metric(
      "aml_preflight_requirement_outcome", help: "At how many endpoints a requirement has this outcome.")
    var counts: [String: Int] = [:]
    let all = document.phases.flatMap { phase in
      phase.requirements.map { entry in
        deployment + [
          ("vantage", entry.vantage), ("phase", phase.id.rawValue), ("requirement", entry.id.rawValue),
          ("role", entry.subject.role.rawValue), ("need", entry.need.rawValue), ("outcome", entry.outcome.rawValue),
        ]
      }
    }
    for labels in all { counts[Metric.text(labels), default: 0] += 1 }
    for labels in all { metric.set(labels, to: "\(counts[Metric.text(labels)] ?? 0)") }
    return metric
  }

  /// Of several vantages: how each stands, and at how many a cause was found.
  private func vantages(_ document: ReportDocument, _ deployment: Labels) -> [Metric] {
    guard let matrix = document.matrix else { return [] }
    var outcomes = Metric(
      "aml_preflight_vantage_outcome", help: "1 for the outcome that a vantage has; incomplete without a report.")
    for group in matrix.groups {
      for vantage in group.vantages {
        outcomes.set(deployment + [("vantage", vantage), ("outcome", group.outcome.rawValue)], to: "1")
      }
    }
    var missing = Metric("aml_preflight_missing_vantages", help: "From how many places no report came.")
    missing.set(deployment, to: "\(document.vantages.reduce(0) { $0 + max(0, $1.missing ?? 0) })")
    var spread = Metric("aml_preflight_finding_vantages", help: "At how many vantages a cause was found.")
    for finding in document.findings {
      spread.set(
        deployment + [
          ("cause", finding.cause), ("subject_kind", finding.subject.kind.rawValue), ("subject", finding.subject.id),
        ], to: "\(finding.vantages?.count ?? 1)")
    }
    return [outcomes, missing, spread]
  }

  /// What is new since the baseline, and how old that is.
  private func baseline(_ document: ReportDocument, _ deployment: Labels) -> [Metric] {
    guard let baseline = document.baseline else { return [] }
    var started = Metric(
      "aml_preflight_baseline_timestamp_seconds", help: "When the baseline was gathered, in seconds since 1970 (UTC).")
    started.set(deployment, to: "\(baseline.startedAt.secondsSince1970)")
    var failing = Metric(
      "aml_preflight_baseline_failing_checks",
      help: "How many required checks fail that did not in the baseline (new), or failed there, too (known).")
    var causes = Metric(
      "aml_preflight_baseline_findings", help: "How many causes the baseline did not have (new), or had, too (known).")
    for since in ReportDocument.SinceBaseline.allCases {
      let labels = deployment + [("since", since.rawValue)]
      failing.set(
        labels, to: "\(document.entries.count { $0.need == .required && $0.sinceBaseline == since })")
      causes.set(labels, to: "\(document.findings.count { $0.sinceBaseline == since })")
    }
    return [started, failing, causes]
  }

  private func findings(_ document: ReportDocument, _ deployment: Labels) -> Metric {
    var metric = Metric("aml_preflight_finding_info", help: "A cause that was found; always 1.")
    for finding in document.findings {
      metric.set(
        deployment + [
          ("cause", finding.cause), ("severity", finding.severity.rawValue),
          ("confidence", finding.confidence.rawValue), ("subject_kind", finding.subject.kind.rawValue),
          ("subject", finding.subject.id), ("phase", finding.firstBrokenPhase.rawValue),
        ], to: "1")
    }
    return metric
  }
}
