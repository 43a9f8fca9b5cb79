/// Through which one value describes itself to the writer: as an object, an array or a single value.
///
/// Values that JSON has no form for (`Date`, `Data`, `URL`) write themselves as their types have it, other than in
/// Foundation's encoder. No document has any.
struct JSONValueEncoder: Encoder {
  let writer: JSONWriter
  /// How many objects and arrays are open around the value.
  let depth: Int

  /// Nobody is told where in the document an error is: there are none.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(object())
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { array() }

  func singleValueContainer() -> any SingleValueEncodingContainer { JSONSingleValue(writer: writer) }

  func object<Key: CodingKey>() -> JSONObject<Key> {
    writer.open(object: true, at: depth)
    return JSONObject(writer: writer, depth: depth + 1)
  }

  func array() -> JSONArray {
    writer.open(object: false, at: depth)
    return JSONArray(writer: writer, depth: depth + 1)
  }
}
