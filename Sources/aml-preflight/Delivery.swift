import ClusterAPI
import Manifests
import Model
import Probing
import Reporting

/// Leaves reports in a ConfigMap, under one key for each vantage.
struct Delivery {
  let map: ConfigMapName
  private let key: String
  private let login: ClusterLogin
  private let caFile: String?
  private let patience: Duration

  /// - Throws: `UsageError` if the vantage's name can be no key of a ConfigMap.
  init(to map: ConfigMapName, from vantage: Vantage, login: ClusterLogin, caFile: String?, patience: Duration) throws {
    key = "\(vantage.id).json"
    guard KubernetesName.isDataKey(key) else {
      throw UsageError(
        "The vantage is called \(vantage.id.debugDescription), which can be no key of a ConfigMap. Give it a name of letters, "
          + "digits, hyphens, dots and underscores: --vantage-id NAME")
    }
    self.map = map
    self.login = login
    self.caFile = caFile
    self.patience = patience
  }

  /// Leaves a report there; what other vantages left stays.
  func leave(_ report: String, from vantage: Vantage) async throws(DeliveryError) {
    let place = "\(map.namespace)/\(map.name)"
    let size = report.utf8.count
    guard size <= ConfigMapWriting.sizeLimit else {
      throw DeliveryError(
        description: DeliveryWording.tooLarge(map: place, size: size, limit: ConfigMapWriting.sizeLimit))
    }
    let ending: ClusterAnswer.Ending
    do {
      let settings = Network.Settings(
        vantage: vantage, trust: try TrustStore(file: caFile), stepTimeout: patience, login: login)
      ending = try await ReportDelivery.leave(report, as: key, in: map, settings)
    } catch {
      throw DeliveryError(description: "Cannot leave the report in the ConfigMap \(place): \(error)")
    }
    if let trouble = DeliveryWording.trouble(ending, map: place, size: size) {
      throw DeliveryError(description: trouble)
    }
  }
}

/// A report that could not be left in the cluster, in words.
struct DeliveryError: UserFacingError {
  let description: String

  var status: ExitStatus { .internal }
}
