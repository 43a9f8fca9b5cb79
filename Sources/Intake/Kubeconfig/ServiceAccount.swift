public import ClusterAPI
import Model
import Platform

/// The service account of the pod that the program runs in.
public enum ServiceAccount {
  /// Where the kubelet puts its files.
  public static let folder = "/var/run/secrets/kubernetes.io/serviceaccount"

  /// How the pod's cluster is reached; `nil` outside of a pod, and in one that has no token.
  ///
  /// - Parameters:
  ///   - environment: Has `KUBERNETES_SERVICE_HOST` and `KUBERNETES_SERVICE_PORT` in a pod.
  ///   - folder: Where `token`, `ca.crt` and `namespace` are.
  public static func login(
    environment: [String: String], folder: String = ServiceAccount.folder
  ) throws(IntakeError) -> ClusterLogin? {
    guard let name = environment["KUBERNETES_SERVICE_HOST"], let host = Host(name),
      let port = UInt16(environment["KUBERNETES_SERVICE_PORT"] ?? "443"),
      File.kind(of: "\(folder)/token") != nil
    else { return nil }
    let authorities = try InputFile.bytes(
      atPath: "\(folder)/ca.crt", limit: LoginReading.fileLimit, expected: "the cluster's certificate authority")
    guard !PEM.blocks(of: "CERTIFICATE", in: authorities, limit: 1).isEmpty else {
      throw IntakeError(problems: [
        Problem(place: nil, message: "\(folder)/ca.crt holds no certificate", expected: "a certificate in PEM")
      ])
    }
    // A pod may be without this file, and then it is only not known where it is.
    let namespace = (try? File.contents(of: "\(folder)/namespace", limit: LoginReading.fileLimit))
      .flatMap { String(validating: $0, as: UTF8.self) }
    return ClusterLogin(
      server: ClusterLogin.Server(host: host, port: port), trust: .authorities(pem: authorities),
      credentials: ClusterCredentials(authorization: .tokenFile(path: "\(folder)/token")),
      namespace: namespace?.split(whereSeparator: \.isWhitespace).first.map(String.init),
      origin: "the pod's service account")
  }
}
