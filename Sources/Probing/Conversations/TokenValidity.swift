import Model

/// When a token holds: by its own claims if it is a JSON Web Token (RFC 7519 section 4.1), else by what came with it.
enum TokenValidity {
  static func read(token: String, answer: JSONValue) -> Exchange.Content.Validity? {
    if let claims = claims(of: token) {
      let from = (claims["nbf"] ?? claims["iat"])?.integer
      let until = claims["exp"]?.integer
      if from != nil || until != nil {
        return Exchange.Content.Validity(from: from.flatMap(timestamp), until: until.flatMap(timestamp))
      }
    }
    guard let issued = answer["issued_at"]?.string.flatMap({ Timestamp($0) }) else { return nil }
    // Without a word of it a token holds for a minute (the registry's token specification).
    let seconds = answer["expires_in"]?.integer ?? 60
    return Exchange.Content.Validity(
      from: issued, until: timestamp(Int(issued.secondsSince1970).addingReportingOverflow(seconds).partialValue))
  }

  /// Seconds that no calendar has are none.
  private static func timestamp(_ seconds: Int) -> Timestamp? {
    (0...253_402_300_799).contains(seconds) ? Timestamp(secondsSince1970: Int64(seconds)) : nil
  }

  private static func claims(of token: String) -> JSONValue? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    // Base64 for URLs, without padding (RFC 7515 section 2).
    var text = parts[1].replacing("-", with: "+").replacing("_", with: "/")
    text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    return Bytes(String(text)).flatMap { JSONValue($0.content) }
  }
}
