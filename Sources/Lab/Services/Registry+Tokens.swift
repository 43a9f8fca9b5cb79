extension Registry {
  /// The token service: `GET /oauth2/token` with a name and password or without, `POST /oauth2/token` with a password or
  /// a refresh token, `POST /oauth2/exchange` with a token of Microsoft Entra ID for a refresh token.
  func tokenAnswer(to request: HTTPRequest) -> HTTPAnswer {
    switch (request.method, request.path) {
    case ("GET", "/oauth2/token"):
      guard request.query["service"] == host.rawValue else { return denied("service is not that of this registry") }
      guard let basic = request.authorization("Basic") else { return denied("authentication required") }
      // A user name has no colon (RFC 7617 section 2).
      let parts = (Base64.decoded(basic) ?? "").split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return denied("authentication required") }
      return access(name: parts[0], password: parts[1], scope: request.query["scope"])
    case ("POST", "/oauth2/token"):
      let form = request.form
      guard form["service"] == host.rawValue else { return denied("service is not that of this registry") }
      switch form["grant_type"] {
      case "password":
        return access(name: form["username"] ?? "", password: form["password"] ?? "", scope: form["scope"])
      case "refresh_token":
        return access(
          name: LabCredential.refreshTokenUsername, password: form["refresh_token"] ?? "", scope: form["scope"])
      default: return denied("unsupported grant type", status: (400, "Bad Request"), code: "UNSUPPORTED")
      }
    case ("POST", "/oauth2/exchange"):
      let form = request.form
      guard form["service"] == host.rawValue, form["grant_type"] == "access_token",
        form["access_token"] == LabCredential.entraToken
      else { return denied("authentication required") }
      return tokenDocument("refresh_token", LabCredential.refreshToken)
    default:
      return error(404, "Not Found", code: "UNSUPPORTED", message: "404 page not found")
    }
  }

  private func access(name: String, password: String, scope: String?) -> HTTPAnswer {
    let granted: String
    switch (name, password) {
    case (LabCredential.registryUsername, LabCredential.registryPassword),
      (LabCredential.refreshTokenUsername, LabCredential.refreshToken):
      granted = scope ?? ""
    case (LabCredential.strangerUsername, LabCredential.strangerPassword):
      // A token all the same: that it allows nothing shows when it is used.
      granted = ""
    default:
      return denied("Invalid username or password")
    }
    return tokenDocument("access_token", RegistryToken(service: host.rawValue, scope: granted).text)
  }

  private func tokenDocument(_ kind: String, _ token: String) -> HTTPAnswer {
    var answer = HTTPAnswer.publicRegistry
    answer.body = Array(#"{"\#(kind)":"\#(token)"}"#.utf8)
    return answer
  }

  private func denied(
    _ message: String, status: (Int, String) = (401, "Unauthorized"), code: String = "UNAUTHORIZED"
  ) -> HTTPAnswer {
    error(
      status.0, status.1, code: code,
      message: "\(message), visit https://aka.ms/acr/authorization for more information.")
  }
}
