/// Which kubeconfig says how a cluster is reached.
public enum KubeconfigPlace: Sendable, Hashable {
  /// The file that the user names.
  case file(String)
  /// What kubectl would take: the files of the variable KUBECONFIG, separated by colons, else `~/.kube/config`.
  case usual(variable: String?, home: String?)

  /// The files, and whether they may be missing.
  var files: (paths: [String], mayBeMissing: Bool) {
    switch self {
    case .file(let path): return ([path], false)
    case .usual(let variable, let home):
      let paths = (variable ?? "").split(separator: ":").map(String.init)
      if !paths.isEmpty { return (paths.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }, true) }
      return (home.map { ["\($0)/.kube/config"] } ?? [], true)
    }
  }

  /// Where it was looked for, in words.
  var description: String {
    switch self {
    case .file(let path): path
    case .usual(let variable?, _) where !variable.isEmpty: "the files in KUBECONFIG (\(variable.visible(upTo: 200)))"
    case .usual: "~/.kube/config"
    }
  }
}
