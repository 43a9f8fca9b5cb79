/// Takes the members of one object.
struct JSONObject<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let writer: JSONWriter
  /// How many objects and arrays are open, this one included.
  let depth: Int

  var codingPath: [any CodingKey] { [] }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    writer.beginMember(key.stringValue, at: depth)
    try writer.write(value)
  }

  /// The same as for any value, without asking the text how it wants to be written: most members are texts.
  func encode(_ value: String, forKey key: Key) {
    writer.beginMember(key.stringValue, at: depth)
    writer.write(text: value)
  }

  func encodeNil(forKey key: Key) {
    writer.beginMember(key.stringValue, at: depth)
    writer.write(word: "null")
  }

  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) -> KeyedEncodingContainer<NestedKey> {
    member(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { member(key).array() }

  func superEncoder(forKey key: Key) -> any Encoder { member(key) }

  func superEncoder() -> any Encoder { member("super") }

  private func member(_ key: some CodingKey) -> JSONValueEncoder { member(key.stringValue) }

  private func member(_ key: String) -> JSONValueEncoder {
    writer.beginMember(key, at: depth)
    return JSONValueEncoder(writer: writer, depth: depth)
  }
}
