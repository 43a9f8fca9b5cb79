internal import Model

// What rules about the declared deployment show.
extension SymptomNote {
  /// A declared value breaks a rule: nothing else can be behind it.
  static func brokenRule(_ cause: Cause) -> SymptomNote {
    SymptomNote(
      """
      A value of the deployment file breaks a rule that public documents state. Nothing was sent to find it out: the \
      arithmetic beside it is all there is.
      """,
      ["aml-preflight validate DEPLOYMENT_FILE"],
      // The network model is one of what retires, and has a cause of its own.
      cause == .planServiceRetiring ? [cause, .planNetworkModelRetiring] : [cause])
  }

  static let vmSizeUnknown = SymptomNote(
    """
    The table of VM sizes has no such size: it is misspelled, or newer than this version. What its name says about \
    the number of vCPUs is not taken for certain, so the rule is inconclusive and not failed.
    """,
    ["az vm list-sizes --location REGION --output table"], [],
    steps: ["Check how the size is spelled; --catalog reads a table of your own."])
}
