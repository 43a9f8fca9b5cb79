public import Model

extension Timestamp {
  /// A moment as API servers and credential plugins write it (RFC 3339): with or without fractions of a second, which are
  /// dropped, in UTC or at an offset from it. `nil` for anything else.
  public init?(internetDate text: String) {
    let bytes = Array(text.utf8.prefix(64))
    guard bytes.count >= 20, var moment = Timestamp(String(decoding: bytes.prefix(19), as: UTF8.self) + "Z") else {
      return nil
    }
    var rest = bytes.dropFirst(19)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst().drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    if rest.count == 6, let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      let parts = String(decoding: rest.dropFirst(), as: UTF8.self).split(separator: ":")
      guard parts.count == 2, let hours = Int64(parts[0]), let minutes = Int64(parts[1]), (0..<24).contains(hours),
        (0..<60).contains(minutes)
      else { return nil }
      let offset = (hours * 60 + minutes) * 60
      let seconds = moment.secondsSince1970
      moment = Timestamp(secondsSince1970: sign == UInt8(ascii: "+") ? seconds - offset : seconds + offset)
    } else if !rest.elementsEqual("Z".utf8), !rest.elementsEqual("z".utf8) {
      return nil
    }
    self = moment
  }
}
