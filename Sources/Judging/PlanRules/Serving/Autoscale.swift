import Model

extension DeclaredPlan {
  /// At least one replica, and the minimum no larger than the maximum.
  func autoscaleBounds() -> Appraisal {
    appraiseServices { service, appraisal in
      guard let autoscale = service.service.autoscale else {
        return appraisal.missing.append(service.path("autoscale"))
      }
      let bounds = [("min", autoscale.min), ("max", autoscale.max)]
      guard bounds.contains(where: { $0.1 != nil }) else {
        return appraisal.missing.append(service.path("autoscale.min"))
      }
      for case (let key, let bound?) in bounds {
        // A maximum that is put right is put right for both comparisons.
        let needed = key == "min" ? 1 : max(1, autoscale.min ?? 1)
        appraisal.compare(
          Working(
            path: service.path("autoscale.\(key)"),
            arithmetic: "\(service.name): \(key) \(bound) \(bound >= 1 ? "≥" : "<") 1", holds: bound >= 1),
          else: service.sign(
            .autoscaleBoundTooSmall, [.value: String(bound), .needed: "1"],
            changes: [Change(path: service.path("autoscale.\(key)"), from: String(bound), to: String(needed))]))
      }
      guard let minimum = autoscale.min, let maximum = autoscale.max, minimum >= 1, maximum >= 1 else { return }
      appraisal.compare(
        Working(
          path: service.path("autoscale.min"),
          arithmetic: "\(service.name): min \(minimum) \(minimum <= maximum ? "≤" : ">") max \(maximum)",
          holds: minimum <= maximum),
        else: service.sign(
          .autoscaleMinimumAboveMaximum, [.value: String(minimum), .limit: String(maximum)],
          changes: [Change(path: service.path("autoscale.max"), from: String(maximum), to: String(minimum))]))
    }
  }

  /// The utilization that the router aims at, in percent.
  func autoscaleTarget(_ limits: PlanLimits) -> Appraisal {
    guard let minimum = limits.number(.minimum), let maximum = limits.number(.maximum), minimum <= maximum else {
      return .notDeclared("limits")
    }
    return appraiseServices { service, appraisal in
      let path = service.path("autoscale.targetUtilization")
      guard let target = service.service.autoscale?.targetUtilization else { return appraisal.missing.append(path) }
      appraisal.compare(
        Working(
          path: path,
          arithmetic: target < minimum
            ? "\(service.name): \(target) < \(minimum)"
            : target > maximum
              ? "\(service.name): \(target) > \(maximum)" : "\(service.name): \(minimum) ≤ \(target) ≤ \(maximum)",
          holds: (minimum...maximum).contains(target)),
        else: service.sign(
          .targetUtilizationOutOfRange, [.value: String(target), .limit: "\(minimum) to \(maximum)"],
          changes: [Change(path: path, from: String(target), to: String(min(max(target, minimum), maximum)))]))
    }
  }

  /// Autoscaling and a fixed number of replicas exclude each other.
  func autoscaleOrReplicas() -> Appraisal {
    appraiseServices { service, appraisal in
      let (autoscale, replicas) = (service.service.autoscale, service.service.replicas)
      let declared = [autoscale == nil ? nil : "autoscale", replicas.map { "replicas: \($0)" }].compactMap { $0 }
      guard !declared.isEmpty else { return appraisal.missing.append(service.path("replicas")) }
      appraisal.compare(
        Working(
          path: service.path("replicas"),
          arithmetic: "\(service.name): {\(declared.joined(separator: ", "))}: \(declared.count) "
            + "\(declared.count <= 1 ? "≤" : ">") 1",
          holds: declared.count <= 1),
        else: service.sign(
          .autoscaleWithReplicas, [.value: replicas.map { String($0) } ?? ""],
          // On a cluster for development and test nothing scales: there the fixed number stays.
          changes: isDevTest
            ? [service.withoutAutoscale]
            : [Change(path: service.path("replicas"), from: replicas.map { String($0) }, to: nil)]))
    }
  }

  /// The router does not scale models on a cluster for development and test: a fixed number of replicas is what one gets.
  func autoscaleOnDevTest() -> Appraisal {
    guard isDevTest else { return .nothing(at: "cluster.purpose") }
    return appraiseServices { service, appraisal in
      let autoscale = service.service.autoscale
      let fixed = service.service.replicas == nil ? max(1, autoscale?.max ?? autoscale?.min ?? 1) : nil
      appraisal.compare(
        Working(
          path: service.path("autoscale"),
          arithmetic: "\(service.name): purpose = DevTest, autoscale = \(service.autoscaleText)",
          holds: autoscale == nil),
        else: service.sign(
          .autoscaleOnDevTest, [.value: service.autoscaleText], isWarning: true,
          changes: [service.withoutAutoscale]
            + (fixed.map { [Change(path: service.path("replicas"), from: nil, to: String($0))] } ?? [])))
    }
  }

  /// No HorizontalPodAutoscaler of Kubernetes: the router sets the number of replicas itself, and the two would fight.
  func horizontalPodAutoscaler() -> Appraisal {
    appraiseServices { service, appraisal in
      let path = service.path("horizontalPodAutoscaler")
      guard let scales = service.service.horizontalPodAutoscaler else { return appraisal.missing.append(path) }
      appraisal.compare(
        Working(path: path, arithmetic: "\(service.name): horizontalPodAutoscaler = \(scales)", holds: !scales),
        else: service.sign(
          .foreignAutoscaler, [.value: "true"], changes: [Change(path: path, from: "true", to: "false")]))
    }
  }
}

extension DeclaredService {
  /// `{min: 1, max: 10, targetUtilization: 70}`, with what is declared of it; `none` without.
  fileprivate var autoscaleText: String {
    guard let autoscale = service.autoscale else { return "none" }
    let parts = [
      autoscale.min.map { "min: \($0)" }, autoscale.max.map { "max: \($0)" },
      autoscale.targetUtilization.map { "targetUtilization: \($0)" },
    ]
    return "{\(parts.compactMap { $0 }.joined(separator: ", "))}"
  }

  fileprivate var withoutAutoscale: Change {
    Change(path: path("autoscale"), from: autoscaleText, to: nil)
  }
}
