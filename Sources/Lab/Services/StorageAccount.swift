/// The workspace's storage account: one container with a model, one table, and nothing without a shared access signature
/// or a token of Microsoft Entra ID.
struct StorageAccount {
  private static let container = "azureml"
  private static let blobs: [String: [UInt8]] = [
    "models/iris/3/model.pkl": Archive.filling(count: 1_300_000, seed: 31),
    "models/iris/3/conda.yaml": Array("dependencies: [python=3.8, scikit-learn]\n".utf8),
  ]
  private static let table = "azuremlfe"

  private enum Proof {
    case none
    case wrong(isToken: Bool)
    case good
  }

  private static func proof(of request: HTTPRequest) -> Proof {
    if let token = request.authorization("Bearer") {
      return token == LabCredential.entraToken ? .good : .wrong(isToken: true)
    }
    if request.headers["authorization"] != nil { return .wrong(isToken: false) }
    guard let signature = request.query["sig"] else { return .none }
    return signature == LabCredential.signature ? .good : .wrong(isToken: false)
  }

  static func blobAnswer(to request: HTTPRequest) -> HTTPAnswer {
    switch proof(of: request) {
    case .none: return request.path == "/" ? .blobStorage : .publicAccessNotPermitted
    case .wrong(let isToken): return .notAuthenticated(by: .blob, isToken: isToken)
    case .good: break
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      return .storageError(
        405, "The resource doesn't support specified Http Verb.", server: .blob, code: "UnsupportedHttpVerb")
    }
    let words = request.path.split(separator: "/", maxSplits: 1)
    guard let first = words.first else {
      return request.query["comp"] == "list"
        ? .storageList("<Containers><Container><Name>\(container)</Name></Container></Containers>") : .blobStorage
    }
    guard first == container else {
      return .storageError(404, "The specified container does not exist.", server: .blob, code: "ContainerNotFound")
    }
    guard words.count == 2 else {
      guard request.query["comp"] == "list" else { return .blobStorage }
      let entries = blobs.keys.sorted().map { "<Blob><Name>\($0)</Name></Blob>" }.joined()
      return .storageList("<Blobs>\(entries)</Blobs>")
    }
    guard let bytes = blobs[String(words[1])] else {
      return .storageError(404, "The specified blob does not exist.", server: .blob, code: "BlobNotFound")
    }
    return .storedBlob(bytes, to: request)
  }

  static func tableAnswer(to request: HTTPRequest) -> HTTPAnswer {
    switch proof(of: request) {
    case .none: return .tableStorage
    case .wrong(let isToken): return .notAuthenticated(by: .table, isToken: isToken)
    case .good: break
    }
    let resource = request.path.dropFirst().prefix { $0 != "(" }
    let base = "https://\(LabHost.tableStorage.rawValue)/$metadata"
    switch resource {
    case "Tables":
      return .tableDocument(#"{"odata.metadata":"\#(base)#Tables","value":[{"TableName":"\#(table)"}]}"#)
    case table:
      return .tableDocument(
        #"{"odata.metadata":"\#(base)#\#(table)","value":[{"PartitionKey":"routes","RowKey":"iris","Weight":100}]}"#)
    default:
      return .storageError(
        404, "The table specified does not exist.", server: .table, code: "TableNotFound")
    }
  }
}
