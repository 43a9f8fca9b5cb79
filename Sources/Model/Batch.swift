/// What one run for many deployments sends: every probe that any of their plans needs, once.
///
/// Of the plans themselves nothing is kept: thousands of them would fill the memory, and planning again costs little.
public struct Batch: Sendable, Hashable {
  /// A deployment and the steps that gather its evidence.
  public struct Member: Sendable, Hashable {
    public var deployment: Deployment
    /// For each step of the deployment's own plan, in its order, the index of the one in `steps` that does its work.
    public var steps: [Int]

    public init(deployment: Deployment, steps: [Int]) {
      self.deployment = deployment
      self.steps = steps
    }
  }

  /// In the order of deployments, and for each in the order of its plan. `serves` is empty: each plan says that itself.
  public var steps: [Step]
  public var members: [Member]

  public init(steps: [Step], members: [Member]) {
    self.steps = steps
    self.members = members
  }
}
