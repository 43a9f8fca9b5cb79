import Testing

@testable import Probing

@Suite struct `What is recorded of an answer` {
  @Test(arguments: [
    ("{\"access_token\":\"a.b/c+d==\",\"expires_in\":3600}", "{\"access_token\":\"(removed)\",\"expires_in\":3600}"),
    (
      "{\"keys\":[{\"keyName\":\"key1\",\"value\":\"abc/d==\"}]}",
      "{\"keys\":[{\"keyName\":\"key1\",\"value\":\"(removed)\"}]}"
    ),
    ("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN", "(removed)"),
    ("{\"error\":{\"code\":\"AuthorizationFailed\"}}", "{\"error\":{\"code\":\"AuthorizationFailed\"}}"),
  ])
  func `has no secret of its body, and is JSON as before`(body: String, expected: String) {
    var taken = ResponseBody()
    _ = taken.take(Array(body.utf8))
    #expect(taken.text == expected)
    #expect(taken.byteCount == body.utf8.count)
  }

  @Test func `has no secret of its headers, and every challenge`() {
    let challenge = "Bearer realm=\"https://x.azurecr.io/oauth2/token\",service=\"x.azurecr.io\""
    #expect(KeptHeaders.kept(challenge, of: "www-authenticate") == challenge)
    #expect(KeptHeaders.kept("AccountKey=ab/c==;x", of: "x-ms-error-message") == "AccountKey=(removed);x")
  }
}
