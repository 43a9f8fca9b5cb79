// Values that are written as text in JSON and read back by their own initializer.

extension Decoder {
  /// One string, read by the value's own initializer; `expected` names what it should have been.
  func lossless<Value: LosslessStringConvertible>(_ expected: String) throws -> Value {
    let container = try singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Value(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected \(expected), not \(text.prefix(80).debugDescription)")
    }
    return value
  }
}

extension Encoder {
  func encode(text: String) throws {
    var container = singleValueContainer()
    try container.encode(text)
  }
}
