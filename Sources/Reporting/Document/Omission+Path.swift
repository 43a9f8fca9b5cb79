internal import Model

extension Omission.Reason {
  /// The value that is missing, by its path in the deployment file.
  var path: String? {
    if case .notDeclared(let path) = self { path } else { nil }
  }
}
