import ArgumentParser
import ClusterAPI
import Model
import Planning
import Platform

/// A sample request for the deployed service: the one thing that a run posts, and only if it is asked to.
struct SampleOptions: ParsableArguments, EnvironmentConfigurable {
  @Option(
    help: ArgumentHelp(
      "POST this sample request to the service at scoring.path: the one thing that a run writes to a service.",
      valueName: "file"), completion: .file())
  var scoreBody: String?

  static let environmentOptions = [EnvironmentOption("score-body")]

  /// What is to be posted; `nil`: nothing.
  func sample(for deployment: Deployment) throws -> (request: SampleRequest, body: [UInt8])? {
    guard let scoreBody else { return nil }
    guard deployment.scoring.path != nil else {
      throw UsageError("--score-body wants to know where to: declare scoring.path in the deployment file.")
    }
    // One byte more than is posted shows that there is more.
    let body: [UInt8]
    do throws(SystemCallError) {
      body = try File.contents(of: scoreBody, limit: SampleRequest.limit + 1)
    } catch {
      throw UsageError("\(scoreBody) cannot be read: \(error.inWords).")
    }
    guard !body.isEmpty else { throw UsageError("\(scoreBody) is empty; a sample request has a body.") }
    guard body.count <= SampleRequest.limit else {
      throw UsageError("\(scoreBody) is larger than \(SampleRequest.limit >> 20) MiB, the most that is posted.")
    }
    let type = JSONForm.holds(for: body) ? "application/json" : "application/octet-stream"
    return (SampleRequest(bytes: body.count, contentType: type), body)
  }
}

extension Selection {
  /// The same with a sample request to be posted.
  func posting(_ sample: SampleRequest?) -> Selection {
    var selection = self
    selection.sample = sample
    return selection
  }
}
