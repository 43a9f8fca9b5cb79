import ArgumentParser

extension CommandConfiguration {
  /// The same for a command of this program.
  ///
  /// The program parses a command's arguments by that command alone. Of what is a part of something greater the parser does
  /// not ask, in two parses of their own, whether a completion script is wanted: that is for the whole program to answer.
  var ofSubcommand: CommandConfiguration {
    var configuration = self
    configuration._superCommandName = "aml-preflight"
    return configuration
  }
}
