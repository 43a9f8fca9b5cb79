import Model

/// The moment in a Date header, in its one preferred form (RFC 9110 section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum ServerDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `nil` for any other form, which servers of today do not send.
  static func timestamp(_ text: String) -> Timestamp? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else { return nil }
    func padded(_ part: some StringProtocol, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - part.count)) + part
    }
    return Timestamp("\(parts[3])-\(padded(String(month + 1), 2))-\(padded(parts[1], 2))T\(parts[4])Z")
  }
}

extension Response.Answer {
  /// When the service made the answer, by its own clock: what a cache kept has its age added (RFC 9111 section 4.2.3).
  var serverTime: Timestamp? {
    guard let date = header("date").flatMap(ServerDate.timestamp) else { return nil }
    let age = header("age").flatMap { Int64($0) }.map { min(max(0, $0), 1 << 31) } ?? 0
    return Timestamp(secondsSince1970: date.secondsSince1970 + age)
  }
}
