/// The part of a message that is being read, for the words of an error. Put into words only when there is one: words for
/// every record of every answer took more time than reading it.
enum MessagePart: Sendable, Hashable, CustomStringConvertible {
  case header
  case question
  case answer(number: Int, count: Int)
  case authority(number: Int, count: Int)
  case additional(number: Int, count: Int)
  /// Of the OPT record (RFC 6891 section 6.1.2).
  case option

  /// `answer 2 of 3`.
  var description: String {
    switch self {
    case .header: "the header"
    case .question: "the question"
    case .answer(let number, let count): "answer \(number) of \(count)"
    case .authority(let number, let count): "authority record \(number) of \(count)"
    case .additional(let number, let count): "additional record \(number) of \(count)"
    case .option: "an option"
    }
  }
}
