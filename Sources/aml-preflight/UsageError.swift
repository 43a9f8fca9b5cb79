/// What the user got wrong in arguments, variables or files, in a sentence that says what to do instead.
struct UsageError: UserFacingError {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
