import ArgumentParser

/// One option that a variable can give: `--step-timeout` and `AML_PREFLIGHT_STEP_TIMEOUT`.
struct EnvironmentOption {
  enum Kind {
    /// Takes one value.
    case value
    /// Takes a value and may repeat; the variable separates values by spaces or commas.
    case list
    /// Takes none; the variable is `1` or `true`, `0` or `false`.
    case flag
  }

  /// How the name of every variable begins.
  static let prefix = "AML_PREFLIGHT_"

  let name: String
  let kind: Kind
  /// The short form, if any: `o` for `-o`.
  let short: Character?

  init(_ name: String, _ kind: Kind = .value, short: Character? = nil) {
    self.name = name
    self.kind = kind
    self.short = short
  }

  var variable: String {
    Self.prefix + name.uppercased().replacing("-", with: "_")
  }

  /// Whether the arguments give the option themselves, and so win.
  func isGiven(in arguments: [String]) -> Bool {
    let options = arguments.prefix { $0 != "--" }
    return options.contains { argument in
      argument == "--\(name)" || argument.hasPrefix("--\(name)=") || short.map { argument.hasPrefix("-\($0)") } == true
    }
  }

  /// The arguments that say what the variable says.
  func arguments(from value: String) throws -> [String] {
    switch kind {
    case .value:
      return ["--\(name)=\(value)"]
    case .list:
      return value.split { $0 == " " || $0 == "," }.map { "--\(name)=\($0)" }
    case .flag:
      switch value.lowercased() {
      case "1", "true", "yes": return [short != nil && name.count == 1 ? "-\(name)" : "--\(name)"]
      case "0", "false", "no", "": return []
      default:
        throw UsageError("\(variable) is \(value.debugDescription); it takes 1 or 0")
      }
    }
  }
}

/// A group of options that variables can give too.
protocol EnvironmentConfigurable {
  static var environmentOptions: [EnvironmentOption] { get }
}

extension EnvironmentConfigurable {
  /// The arguments with what the environment adds; what the user typed wins.
  static func arguments(_ arguments: [String], in environment: [String: String]) throws -> [String] {
    let added = try environmentOptions.flatMap { option in
      guard let value = environment[option.variable], !value.isEmpty, !option.isGiven(in: arguments) else {
        return [String]()
      }
      return try option.arguments(from: value)
    }
    return added + arguments
  }
}
