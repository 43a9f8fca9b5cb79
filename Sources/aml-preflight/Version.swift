/// The version of this tool: what `--version` prints and reports carry.
enum Version {
  static let current = "0.1.0"
}
