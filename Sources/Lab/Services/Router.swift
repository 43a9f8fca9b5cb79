/// The router before the models (azureml-fe) with one service, iris: who has no key or token is asked for one, and a sample
/// is answered with what a model might say.
struct Router {
  private static let service = "/api/v1/service/iris/"

  static func answer(to request: HTTPRequest) -> HTTPAnswer {
    guard let key = request.authorization("Bearer") else {
      return text(401, "Unauthorized", "Authorization header is missing.", challenge: true)
    }
    guard key == LabCredential.scoringKey else {
      return text(401, "Unauthorized", "The key or token is not valid for this service.", challenge: true)
    }
    switch request.path {
    case "/": return text(200, "OK", "Healthy")
    case service + "score":
      guard request.method == "POST" || request.method == "GET" else {
        return text(405, "Method Not Allowed", "The method is not allowed for the requested URL.")
      }
      guard request.method == "GET" || request.body.first == UInt8(ascii: "{") else {
        return text(400, "Bad Request", "The request's body is no JSON object.")
      }
      return document(#"{"result":[0,2]}"#)
    case service + "swagger.json":
      return document(
        #"{"swagger":"2.0","info":{"title":"iris","version":"3"},"paths":{"/score":{"post":{}}}}"#)
    default:
      return text(404, "Not Found", "There is no service at this path.")
    }
  }

  /// The router has the service, and no pod of it takes the request.
  static var queueFull: HTTPAnswer {
    text(503, "Service Unavailable", "The service is overloaded: its queue of requests is full.")
  }

  /// A pod took the request and did not answer it: the model's code failed, or the container did.
  static var modelFailed: HTTPAnswer {
    var answer = text(502, "Bad Gateway", "The upstream connection ended before an answer.")
    answer.headers.append(("x-ms-run-function-failed", "True"))
    return answer
  }

  private static func text(_ status: Int, _ reason: String, _ body: String, challenge: Bool = false) -> HTTPAnswer {
    var answer = HTTPAnswer(
      status, reason, headers: [("Content-Type", "text/plain; charset=utf-8")] + marks, body: body + "\n")
    if challenge { answer.headers.append(("WWW-Authenticate", "Bearer")) }
    return answer
  }

  private static func document(_ body: String) -> HTTPAnswer {
    HTTPAnswer(
      200, "OK",
      headers: [("Content-Type", "application/json"), ("x-ms-run-function-failed", "False")] + marks, body: body)
  }

  private static var marks: [(name: String, value: String)] {
    [
      ("x-ms-request-id", HTTPAnswer.requestID()), ("x-ms-client-request-id", HTTPAnswer.requestID()),
      ("x-ms-server-version", "azureml-fe/demo"),
    ]
  }
}
