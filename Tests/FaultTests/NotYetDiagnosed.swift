extension Fault {
  /// Faults that the program does not diagnose exactly today, with what it says instead. Such a fault that is found
  /// fails its test, so that it is taken out of here.
  static let notYetDiagnosed: [String: String] = [:]
}
