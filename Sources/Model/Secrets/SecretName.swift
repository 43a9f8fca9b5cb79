/// What a name promises of the value behind it.
enum SecretName: Equatable {
  /// Nothing but a secret has this name.
  case certain
  /// A secret more often than not.
  case weak
  /// One that names a secret in lists of pairs: `"keyName": "key1", "value": …`.
  case pair
  /// A header whose whole line proves who asks.
  case line

  /// Ends of names, without what joins their words: `azureStorageAccountKey` is an account key.
  private static let certainEnds = [
    "password", "passphrase", "clientsecret", "secretkey", "accesskey", "accountkey", "primarykey", "secondarykey",
    "sharedkey", "sharedsecret", "sharedaccesskey", "sharedaccesssignature", "apikey", "subscriptionkey", "functionkey",
    "masterkey", "readonlykey", "privatekey", "storagekey", "encryptionkey", "signingkey", "accesstoken",
    "refreshtoken",
    "idtoken", "identitytoken", "authtoken", "sessiontoken", "securitytoken", "bearertoken", "sastoken",
    "connectionstring",
    "clientkeydata", "clientassertion", "samlresponse", "sasuri", "sasurl", "passwd",
  ]
  /// Last words of names: too short to be looked for at the end of any word.
  private static let certainWords: Set<String> = ["pwd", "sig", "secret", "bearer"]
  private static let weakWords: Set<String> = ["token", "session", "sessionid", "signature", "assertion"]
  private static let lines: Set<String> = [
    "authorization", "proxyauthorization", "cookie", "setcookie", "xmsauthorization", "xmscopysourceauthorization",
  ]

  /// `nil`: it promises none.
  init?(_ name: ArraySlice<UInt8>) {
    guard name.count >= 3, let last = name.last, SecretSearch.isLetter(last) || SecretSearch.isDigit(last) else {
      return nil
    }
    let joined = String(decoding: name.filter { SecretSearch.isLetter($0) || SecretSearch.isDigit($0) }, as: UTF8.self)
      .lowercased()
    if Self.lines.contains(joined) {
      self = .line
    } else if Self.certainEnds.contains(where: joined.hasSuffix) {
      self = .certain
    } else if joined == "key1" || joined == "key2" {
      self = .pair
    } else {
      let word = Self.lastWord(of: name)
      if Self.certainWords.contains(word) {
        self = .certain
      } else if Self.weakWords.contains(word) {
        self = .weak
      } else {
        return nil
      }
    }
  }

  /// `secret` of `appSecret`, `app-secret` and `%22secret`, in lower case.
  private static func lastWord(of name: ArraySlice<UInt8>) -> String {
    var start = name.endIndex
    while start > name.startIndex, SecretSearch.isLetter(name[start - 1]) {
      start -= 1
      // An upper case letter begins a word, unless all of it is in upper case.
      if name[start] & 0x20 == 0, start + 1 < name.endIndex, name[start + 1] & 0x20 != 0 { break }
    }
    return String(decoding: name[start...], as: UTF8.self).lowercased()
  }
}
