import Model
import Testing

@Suite struct `A secret in a text from elsewhere` {
  private static let accountKey =
    "r4Jt9xQmZp0VbW3sLkHy7NcDfGe2Ua8To1Ri5XvYhKj6Mw/K1SZFPTOtr/KBHBeksoGMGwzQ2n7d8uEYbA+q0w=="

  @Test(arguments: [
    (
      "AccountName=x;AccountKey=\(accountKey);EndpointSuffix=core.windows.net",
      "AccountName=x;AccountKey=(removed);EndpointSuffix=core.windows.net"
    ),
    ("client_secret: abc~XYZ.12345", "client_secret: (removed)"),
    (
      "{\"keys\":[{\"keyName\":\"key1\",\"value\":\"short+/1\"}]}",
      "{\"keys\":[{\"keyName\":\"key1\",\"value\":\"(removed)\"}]}"
    ),
    (
      "{\"name\": \"password\", \"value\": \"x y\\\"z\", \"b\": 1}",
      "{\"name\": \"password\", \"value\": \"(removed)\", \"b\": 1}"
    ),
    ("{\"value\":\"\(accountKey)\"}", "{\"value\":\"(removed)\"}"),
    ("{\"error\":\"\\\"access_token\\\":\\\"a/b\\\"\"}", "{\"error\":\"\\\"access_token\\\":\\\"(removed)\\\"\"}"),
    ("SharedAccessSignature sr=x&sig=ab%2Fc%3D&se=1", "SharedAccessSignature sr=x&sig=(removed)&se=1"),
    ("<PrimaryKey>ab/c=</PrimaryKey>", "<PrimaryKey>(removed)</PrimaryKey>"),
    ("<add key=\"AccountKey\" value=\"ab/c=\"/>", "<add key=\"AccountKey\" value=\"(removed)\"/>"),
    ("&quot;id_token&quot;:&quot;abc&quot;", "&quot;id_token&quot;:&quot;(removed)&quot;"),
    ("Authorization: Bearer abc.def\r\nAccept: x", "Authorization: Bearer (removed)\r\nAccept: x"),
    ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic (removed)"),
    ("Bearer abc.def, x", "Bearer (removed), x"),
    ("Cookie: a=1; b=2\nHost: c", "Cookie: (removed)\nHost: c"),
    ("https://user:p%40ss@host/a", "https://(removed)@host/a"),
    ("a eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln b", "a (removed) b"), ("eyJhbGciOiJSUzI1NiIsInR5c", "(removed)"),
    ("x\\neyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln.", "x\\n(removed)."),
    ("a -----BEGIN RSA PRIVATE KEY-----\nMIIE/+=\n-----END RSA PRIVATE KEY----- b", "a (removed) b"),
    ("\"-----BEGIN PRIVATE KEY-----\\nMIIEvQ", "\"(removed)"),
    ("client-key-data: LS0tLS1CRUdJTiB", "client-key-data: (removed)"),
    ("AccountKey=ab\\/c\\u002Bd==;x", "AccountKey=(removed);x"),
    ("AccountKey\\u003dabc\\u0026x", "AccountKey\\u003d(removed)\\u0026x"),
    ("%22token%22%3A%22abcdefgh%22", "%22token%22%3A%22(removed)%22"),
    ("{\"token\":\"abcdefgh\"}", "{\"token\":\"(removed)\"}"),
    ("PasswordHash=x, Password=hunter2&x=1", "PasswordHash=x, Password=(removed)&x=1"),
  ])
  func `is removed to its end`(text: String, expected: String) {
    let safe = SecretSearch.removed(from: text).text
    #expect(safe == expected)
    #expect(SecretSearch.removed(from: safe).text == safe)
  }

  @Test(arguments: [
    "Bearer realm=\"https://x.azurecr.io/oauth2/token\",service=\"x.azurecr.io\",error=\"invalid_token\"",
    "Bearer authorization_uri=\"https://login.microsoftonline.com/x\"", "Basic realm=Registry", "Basic realm=\\\"x\\\"",
    "the Bearer token is missing", "Basic authentication is needed", "{\"token_type\":\"Bearer\",\"expires_in\":3600}",
    "Unexpected token: <", "design=1", "{\"sessionToken\": 12345678}",
    "{\"password\": null, \"secret\": {\"name\": 1}}",
    "secret \"azuremlfessl\" not found",
    "curl --header \"Authorization: Bearer $TOKEN\"", "PASSWORD=PASSWORD", "token_endpoint",
    "passwordFrom: ACR_PASSWORD",
    "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----", "BEGIN PGP PUBLIC KEY BLOCK",
    "https://myacr.azurecr.io:443/v2/", "{\"code\":\"AuthorizationFailed\",\"message\":\"The client does not\"}",
    "sig=", "sig=(removed)", "54acc411-ba7a-b56c-4c1c-2e5910500af6", "", "a", "eyJ", "Bearer", "password",
  ])
  func `is not seen where there is none`(text: String) {
    #expect(SecretSearch.removed(from: text).text == text)
  }

  // MARK: - Whatever it is, and wherever it stands

  /// Random numbers that are the same every time (splitmix64).
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private enum Form: CaseIterable {
    case base64, base64url, entraSecret, hexadecimal, percentEncoded, webToken, shortWebToken, accountKey

    func secret(_ numbers: inout Numbers) -> String {
      let alphanumeric = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
      func random(_ count: Int, _ characters: String, _ numbers: inout Numbers) -> String {
        let all = Array(characters)
        return String((0..<count).map { _ in all.randomElement(using: &numbers)! })
      }
      let length = Int.random(in: 8...90, using: &numbers)
      switch self {
      case .base64:
        return random(length, alphanumeric + "+/", &numbers) + ["", "=", "=="].randomElement(using: &numbers)!
      case .base64url: return "a" + random(length, alphanumeric + "-_", &numbers)
      case .entraSecret: return "a" + random(length, alphanumeric + "~.-_", &numbers) + "1"
      case .hexadecimal: return random(length, "0123456789abcdef", &numbers) + "7f"
      case .percentEncoded:
        return random(length, alphanumeric, &numbers) + "%2B" + random(9, alphanumeric, &numbers) + "%3D"
      case .webToken:
        return "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJ" + random(length, alphanumeric + "-_", &numbers) + "."
          + random(length, alphanumeric + "-_", &numbers)
      case .shortWebToken: return "eyJhbGciOiJub25lIn0.eyJ" + random(8, alphanumeric, &numbers) + ".a"
      case .accountKey: return random(86, alphanumeric + "+/", &numbers) + "=="
      }
    }

    /// Whether it is known without a name.
    var isKnownAlone: Bool {
      switch self {
      case .webToken, .shortWebToken, .accountKey: true
      case .base64, .base64url, .entraSecret, .hexadecimal, .percentEncoded: false
      }
    }
  }

  private static let names = [
    "access_token", "refresh_token", "id_token", "client_secret", "clientSecret", "password", "primaryKey",
    "secondaryKey",
    "accountKey", "AccountKey", "SharedAccessKey", "SharedAccessSignature", "connectionString", "api-key",
    "storageAccountKey",
    "sig", "pwd", "appSecret", "identityToken", "Ocp-Apim-Subscription-Key", "app.client-secret",
  ]

  /// `NAME` and `SECRET` are filled in.
  private static let namedPlaces = [
    "{\"NAME\":\"SECRET\",\"b\":1}", "{\n  \"NAME\" : \"SECRET\"\n}", "a=1&NAME=SECRET&b=2", "NAME=SECRET;b=2",
    "NAME: SECRET\nb: 2",
    "NAME = 'SECRET', b", "<NAME>SECRET</NAME>", "<input name=\"NAME\" value=\"SECRET\">",
    "[{\"name\":\"NAME\",\"value\":\"SECRET\"}]",
    "{\"m\":\"{\\\"NAME\\\":\\\"SECRET\\\"}\"}", "&quot;NAME&quot;: &quot;SECRET&quot;", "%22NAME%22%3A%22SECRET%22",
    "x NAME=SECRET",
    "NAME='SECRET", "{\"NAME\":\"SECRET", "https://h/p?NAME=SECRET#f", "Endpoint=sb://x/;NAME=SECRET",
  ]
  private static let places = [
    "Authorization: Bearer SECRET\r\nx", "{\"Authorization\":\"Bearer SECRET\"}", "a Bearer SECRET b", "\"SECRET\"",
    "SECRET", "(SECRET)",
    "x: SECRET\ny", "<b>SECRET</b>", "a,SECRET,b", "t=SECRET&u", "\\nSECRET\\n",
  ]

  /// Whether six characters in a row are left of it.
  private static func survives(_ secret: String, in text: String) -> Bool {
    let characters = Array(secret)
    return characters.indices.dropLast(5).contains { text.contains(String(characters[$0..<($0 + 6)])) }
  }

  @Test(arguments: Form.allCases.indices) func `leaves no six characters behind a name`(index: Int) {
    let form = Form.allCases[index]
    var numbers = Numbers(state: UInt64(index) &+ 7)
    for name in Self.names {
      for place in Self.namedPlaces {
        let secret = form.secret(&numbers)
        let text = place.replacing("NAME", with: name).replacing("SECRET", with: secret)
        let safe = SecretSearch.removed(from: text).text
        #expect(!Self.survives(secret, in: safe), "\(text) → \(safe)")
      }
    }
  }

  @Test(arguments: Form.allCases.indices) func `leaves no six characters where its form tells it`(index: Int) {
    let form = Form.allCases[index]
    var numbers = Numbers(state: UInt64(index) &+ 77)
    for place in Self.places where form.isKnownAlone || place.contains("Bearer") {
      for _ in 0..<40 {
        let secret = form.secret(&numbers)
        let text = place.replacing("SECRET", with: secret)
        let safe = SecretSearch.removed(from: text).text
        #expect(!Self.survives(secret, in: safe), "\(text) → \(safe)")
      }
    }
  }

  @Test(arguments: ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY"])
  func `is removed as a key in lines, whole or cut`(kind: String) {
    var numbers = Numbers(state: 5)
    let lines = (0..<6).map { _ in Form.accountKey.secret(&numbers).prefix(64) }.map(String.init)
    for end in ["\n", "\\n", "\r\n", "&#10;"] {
      let key = (["-----BEGIN \(kind)-----"] + lines + ["-----END \(kind)-----"]).joined(separator: end)
      for text in ["a \(key) b", "{\"x\":\"\(key)\"}", "a " + key.prefix(200)] {
        let safe = SecretSearch.removed(from: text).text
        #expect(lines.allSatisfy { !Self.survives($0, in: safe) }, "\(safe)")
      }
    }
  }

  @Test func `never breaks what is no secret, whatever stands there`() {
    var numbers = Numbers(state: 99)
    let pieces = [
      "\"", "\\", "eyJ", "-----BEGIN PRIVATE KEY", "=", "://", "@", "Bearer ", "password", "==", "&quot;", "'",
      "\u{1F600}", "\\u00", " ",
    ]
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 0...12, using: &numbers)).map { _ in pieces.randomElement(using: &numbers)! }
        .joined()
      let ranges = SecretSearch.secrets(in: Array(text.utf8), by: Set(SecretSearch.Sign.allCases))
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    }
  }
}
