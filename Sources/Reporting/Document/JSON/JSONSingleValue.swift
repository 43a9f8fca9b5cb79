/// Takes a value that is neither object nor array, or one that stands for another.
struct JSONSingleValue: SingleValueEncodingContainer {
  let writer: JSONWriter

  var codingPath: [any CodingKey] { [] }

  func encodeNil() { writer.write(word: "null") }

  func encode(_ value: Bool) { writer.write(word: value ? "true" : "false") }

  func encode(_ value: String) { writer.write(text: value) }

  func encode(_ value: Double) { writer.write(number: value) }

  func encode(_ value: Float) { writer.write(number: value) }

  /// Whole numbers of every size.
  func encode(_ value: some Encodable & BinaryInteger) { writer.write(word: String(value)) }

  func encode(_ value: some Encodable) throws { try writer.write(value) }
}
