import Judging
import Model
import TestSupport
import Testing

private func pending(_ name: String, _ container: ClusterContainer, service: String = "iris") -> ClusterPod {
  .model(name, nil, service: service, containers: [container], conditions: [.notReady], phase: .pending)
}
private let timeout = "dial tcp 20.61.0.1:443: i/o timeout"

@Suite struct `Model pods` {
  @Test func `that are ready pass`() {
    let report = clusterReport(ModelCluster(), .modelImages, .modelsRun, .modelAutoscalers)
    #expect(report.causes == [])
    #expect(report.outcome(.modelImages) == .pass)
    #expect(report.outcome(.modelsRun) == .pass)
  }

  @Test func `that are not there are not judged`() {
    let report = clusterReport(cluster { $0.modelPods = [] }, .modelsRun)
    #expect(report.outcome(.modelsRun) == .skipped(reason: .nothingFound(kind: "model pods")))
  }

  @Test func `without their image are one finding a registry, with the runtime's words`() {
    let some = cluster {
      $0.modelPods = ["iris-1", "iris-2"].map { pending($0, .waiting("ErrImagePull", timeout)) }
    }
    let report = clusterReport(some, .modelImages, .modelsRun)
    #expect(report.causes == [.modelImagePull])
    #expect(report.outcome(.modelsRun) == .pass)
    #expect(report.findings[0].subject.members == ["azureml-ws/iris-1", "azureml-ws/iris-2"])
    #expect(report.findings[0].facts[.reason]?.contains("i/o timeout") == true)
  }

  @Test func `that wait to try again are told by their last event`() {
    let some = cluster {
      $0.modelPods = [pending("iris-1", .waiting("ImagePullBackOff", "Back-off pulling image"))]
      $0.events = [
        ClusterEvent(
          reason: "Failed", message: "Failed to pull image: 401 Unauthorized", namespace: "azureml-ws",
          objectName: "iris-1",
          lastSeen: .testStart),
        ClusterEvent(
          reason: "Failed", message: "Failed to pull image: older", namespace: "azureml-ws", objectName: "iris-1",
          lastSeen: .testStart.adding(days: -1)),
      ]
    }
    #expect(clusterReport(some, .modelImages).findings[0].facts[.reason]?.contains("401 Unauthorized") == true)
  }

  @Test func `without an image, with a registry that is not reached: one cause, the registry's`() {
    let some = cluster { $0.modelPods = [pending("iris-1", .waiting("ErrImagePull", timeout))] }
    let visit = Visit.of(.acr, connection: .unanswered(after: .fiveSeconds))
    let other = Visit.of(.mcr)
    let report = clusterReport(some, .modelImages, visits: [visit, other])
    #expect(report.causes == [.egressDropped])
    #expect(report.findings[0].explains.contains("cluster-creation/modelImages"))
  }

  @Test func `whose image does not exist have a cause of their own, whatever the registry`() {
    let some = cluster { $0.modelPods = [pending("iris-1", .waiting("ErrImagePull", "manifest unknown"))] }
    let report = clusterReport(
      some, .modelImages, visits: [.of(.acr, connection: .unanswered(after: .fiveSeconds)), .of(.mcr)])
    #expect(Set(report.causes) == [.egressDropped, .modelImagePull])
  }

  @Test func `of another registry have a cause of their own`() {
    let some = cluster {
      $0.modelPods = [pending("iris-1", .waiting("ErrImagePull", timeout, image: "other.azurecr.io/iris:3"))]
    }
    let report = clusterReport(
      some, .modelImages, visits: [.of(.acr, connection: .unanswered(after: .fiveSeconds)), .of(.mcr)])
    #expect(Set(report.causes) == [.egressDropped, .modelImagePull])
  }

  @Test func `of a new version without an image are a warning while the old one serves`() {
    let some = cluster { $0.modelPods.append(pending("iris-3", .waiting("ErrImagePull", timeout))) }
    let report = clusterReport(some, .modelImages)
    #expect(report.outcome(.modelImages) == .pass)
    #expect(report.findings.map(\.severity) == [.warning])
  }

  @Test func `that no node takes are not ready, with the scheduler's words`() {
    let unscheduled = ClusterCondition(
      "PodScheduled", .isFalse, reason: "Unschedulable", message: "0/3 nodes are available: 3 Insufficient memory.")
    let some = cluster {
      $0.modelPods = [.model("iris-1", nil, containers: [], conditions: [.notReady, unscheduled], phase: .pending)]
    }
    let report = clusterReport(some, .modelsRun)
    #expect(report.causes == [.modelNotReady])
    #expect(report.findings[0].facts[.reason]?.contains("Insufficient memory") == true)
  }

  @Test func `that just started are given time`() {
    let now = Timestamp(secondsSince1970: Timestamp.testStart.secondsSince1970 - 30)
    let some = cluster {
      $0.modelPods = [
        .model(
          "iris-1", nil, containers: [.waiting("ContainerCreating")], conditions: [.notReady], phase: .pending,
          createdAt: now)
      ]
    }
    let report = clusterReport(some, .modelsRun)
    #expect(report.outcome(.modelsRun) == .pass)
    #expect(report.findings.map(\.severity) == [.warning])
  }

  @Test func `that crash are told by their last end`() {
    let crash = ClusterContainer.waiting(
      "CrashLoopBackOff", last: ClusterContainer.Termination(reason: "Error", exitCode: 3, message: "init() failed"),
      restarts: 5)
    let report = clusterReport(cluster { $0.modelPods = [pending("iris-1", crash)] }, .modelsRun)
    #expect(report.causes == [.modelNotReady])
    #expect(report.findings[0].facts[.reason]?.contains("exit code 3: init() failed") == true)
  }
}

@Suite struct `Autoscalers` {
  @Test func `of a model's deployment are a conflict`() {
    let report = clusterReport(
      cluster { $0.autoscalers = [Autoscaler(namespace: "azureml-ws", name: "hpa", targetName: "iris")] },
      .modelAutoscalers)
    #expect(report.causes == [.modelAutoscalerConflict])
    #expect(report.findings[0].subject.id == "azureml-ws/iris")
  }

  @Test(arguments: [
    Autoscaler(namespace: "shop", name: "hpa", targetName: "iris"),
    Autoscaler(namespace: "azureml-ws", name: "hpa", targetName: "other"),
    Autoscaler(namespace: "azureml-ws", name: "hpa", targetKind: "StatefulSet", targetName: "iris"),
  ])
  func `of anything else are not`(_ autoscaler: Autoscaler) {
    let report = clusterReport(cluster { $0.autoscalers = [autoscaler] }, .modelAutoscalers)
    #expect(report.outcome(.modelAutoscalers) == .pass)
  }
}
