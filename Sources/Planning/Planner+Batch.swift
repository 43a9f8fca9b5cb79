public import Model

extension Planner {
  /// What one run for all of these deployments from one vantage sends. A probe that several plans need is made once, as
  /// high as the most demanding of them climbs.
  public func batch(
    of deployments: some Sequence<Deployment>, from vantage: Vantage, selecting selection: Selection = Selection()
  ) -> Batch {
    var merging = StepMerging()
    let members = deployments.map { deployment in
      let plan = plan(for: deployment, from: vantage, selecting: selection)
      return Batch.Member(
        deployment: deployment, steps: plan.steps.map { merging.add($0.probe, in: $0.phase) })
    }
    return Batch(steps: merging.inOrder, members: members)
  }
}
