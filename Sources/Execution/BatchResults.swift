import Model

/// What the steps of a batch came to, kept until the last deployment that needs it has taken it.
struct BatchResults {
  private let batch: Batch
  /// By step; `nil`: not done yet, or no longer needed.
  private var results: [StepResult?]
  /// The deployments that wait for a step, by step.
  private var members: [[Int]]
  /// How many steps a deployment waits for.
  private var waiting: [Int]
  /// How many deployments have not taken a step's result yet.
  private var users: [Int]

  init(_ batch: Batch) {
    self.batch = batch
    results = Array(repeating: nil, count: batch.steps.count)
    members = Array(repeating: [], count: batch.steps.count)
    for (index, member) in batch.members.enumerated() {
      for step in Set(member.steps) { members[step].append(index) }
    }
    waiting = batch.members.map { Set($0.steps).count }
    users = members.map(\.count)
  }

  /// Takes a step's result. Returns the deployments that are complete with it.
  mutating func add(_ result: StepResult, of step: Int) -> [Int] {
    results[step] = result
    defer { members[step] = [] }
    return members[step].filter { member in
      waiting[member] -= 1
      return waiting[member] == 0
    }
  }

  /// The deployments that still wait for a step, and those that never needed one.
  var incomplete: [Int] {
    batch.members.indices.filter { waiting[$0] > 0 || batch.members[$0].steps.isEmpty }
  }

  /// A deployment's results by the steps of its own plan, each no higher than that plan climbs. Once for a deployment.
  mutating func take(of member: Int, by plan: Plan) -> [StepResult?] {
    let steps = batch.members[member].steps
    precondition(steps.count == plan.steps.count, "a deployment is planned as it was when it came into the batch")
    let own = zip(steps, plan.steps).map { index, step -> StepResult? in
      guard case .reach(_, let rung, _) = step.probe else { return results[index] }
      return results[index]?.upTo(rung)
    }
    for step in Set(steps) {
      users[step] -= 1
      if users[step] == 0 { results[step] = nil }
    }
    return own
  }
}
