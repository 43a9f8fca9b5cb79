import TestSupport
import Testing

extension Trait where Self == ConditionTrait {
  /// Skips the test, and says what to install, where a program is missing; under continuous integration it fails.
  static func uses(_ program: Program) -> Self {
    .enabled(if: program.shouldBeUsed, Comment(rawValue: program.remark))
  }
}
