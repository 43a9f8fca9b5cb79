extension ReportDocument.Configuration {
  /// At most forty lines of it.
  var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).prefix(40).map(String.init)
  }
}
