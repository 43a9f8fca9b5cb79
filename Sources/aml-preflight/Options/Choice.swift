import ArgumentParser

/// An option's value that is one of a few words.
///
/// What the parser of arguments asks about such a type is answered here. It would find the words by reflection, for each
/// option anew: a tenth of what a short run costs.
protocol Choice: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

extension Choice {
  public init?(argument: String) { self.init(rawValue: argument) }

  public var defaultValueDescription: String { rawValue }

  public static var allValueStrings: [String] { allCases.map { $0.rawValue } }

  /// The words are explained in the option's own help.
  public static var allValueDescriptions: [String: String] { [:] }

  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
