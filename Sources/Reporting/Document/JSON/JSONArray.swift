/// Takes the elements of one array.
struct JSONArray: UnkeyedEncodingContainer {
  let writer: JSONWriter
  /// How many objects and arrays are open, this one included.
  let depth: Int
  private(set) var count = 0

  init(writer: JSONWriter, depth: Int) {
    self.writer = writer
    self.depth = depth
  }

  var codingPath: [any CodingKey] { [] }

  mutating func encode(_ value: some Encodable) throws {
    try element().writer.write(value)
  }

  mutating func encodeNil() { element().writer.write(word: "null") }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) -> KeyedEncodingContainer<NestedKey> {
    element().container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { element().array() }

  mutating func superEncoder() -> any Encoder { element() }

  private mutating func element() -> JSONValueEncoder {
    writer.beginElement(at: depth)
    count += 1
    return JSONValueEncoder(writer: writer, depth: depth)
  }
}
