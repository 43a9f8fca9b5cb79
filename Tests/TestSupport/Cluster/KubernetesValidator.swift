import Foundation

/// Validates with a stock validator: the `kubernetes-validate` package from PyPI, which has the schemas of Kubernetes'
/// API. `make validators` puts it where it is looked for.
public enum KubernetesValidator {
  /// Why tests are skipped without it.
  public static let remark: String = "kubernetes-validate is not there: make validators"

  /// What says a reader of YAML that nobody here wrote of one manifest.
  public struct Reading: Sendable, Decodable {
    /// What is wrong by the schemas, one line an object; empty: valid.
    public var complaints: [String]
    /// `kind namespace/name` of each object.
    public var objects: [String]
    /// The deployment file in it.
    public var deployment: String?
  }

  private static let python = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent(".build/kubernetes-validate/bin/python")

  public static let isAvailable: Bool = FileManager.default.isExecutableFile(atPath: python.path)

  /// The versions of Kubernetes against whose schemas is validated: the oldest that the package knows, and later ones.
  public static let versions = ["1.25", "1.29", "1.34"]

  /// What becomes of each manifest. One process for all of them.
  public static func readings(of manifests: [String]) throws -> [Reading] {
    let program = """
      import json, sys, yaml, kubernetes_validate
      readings = []
      for text in json.load(sys.stdin):
          reading = {"complaints": [], "objects": [], "deployment": None}
          readings.append(reading)
          for document in yaml.safe_load_all(text):
              metadata = document.get("metadata") or {}
              reading["objects"].append(f"{document.get('kind')} {metadata.get('namespace', '')}/{metadata.get('name')}")
              reading["deployment"] = reading["deployment"] or (document.get("data") or {}).get("deployment.yaml")
              for version in sys.argv[1:]:
                  try:
                      kubernetes_validate.validate(document, version, strict=True)
                  except Exception as error:
                      reading["complaints"].append(f"{version}: {document.get('kind')}: {type(error).__name__}: {error}"[:400])
      print(json.dumps(readings))
      """
    let process = Process()
    process.executableURL = python
    process.arguments = ["-W", "ignore", "-c", program] + versions
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: try JSONEncoder().encode(manifests))
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode([Reading].self, from: output)
  }
}
