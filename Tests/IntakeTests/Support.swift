import Intake
import Model
import Testing

/// The names that these tests know.
let reader = DeploymentReader(
  regions: [
    region("westeurope", "West Europe"), region("northeurope", "North Europe"), region("eastus", "East US"),
    region("eastus2", "East US 2"), region("germanywestcentral", "Germany West Central"),
    region("usgovvirginia", "US Gov Virginia", .usGovernment),
  ],
  hostSuffixes: [
    "azurecr.io", "{region}.data.azurecr.io", "blob.core.windows.net", "table.core.windows.net",
    "hcp.westeurope.azmk8s.io", "api.azureml.ms", "westeurope.api.azureml.ms", "management.azure.com",
    "mcr.microsoft.com",
  ],
  roles: [.apiServer, .mcr, .acr, .acrData, .blobStorage, .tableStorage, .azureMLAPI, .azureMLTelemetry])

private func region(_ name: String, _ title: String, _ cloud: Cloud = .public) -> Region {
  Region(name: name, title: title, cloud: cloud, hasMachineLearning: true, hasAKS: true, pair: nil)
}

/// What is said about a text that must be refused.
func problems(in text: String) -> [String] {
  problems(in: Array(text.utf8))
}

func problems(in bytes: [UInt8]) -> [String] {
  do throws(IntakeError) {
    let deployment = try reader.deployment(from: bytes, named: "d.yaml")
    return ["accepted: \(deployment.name)"]
  } catch {
    return error.problems.map(\.description)
  }
}

/// A deployment whose file has these lines below its name.
func deployment(with lines: String) throws -> Deployment {
  try reader.deployment(from: "name: d\n\(lines)\n", named: "d.yaml")
}

/// One mistake and all that is said about it.
struct Mistake: CustomTestStringConvertible, Sendable {
  let text: String
  let said: String

  /// A mistake in a file whose first line is its name.
  init(_ text: String, _ said: String...) {
    self.text = "name: d\n\(text)\n"
    self.said = said.joined(separator: "\n")
  }

  init(file text: String, _ said: String...) {
    self.text = text
    self.said = said.joined(separator: "\n")
  }

  var testDescription: String { text }
}
