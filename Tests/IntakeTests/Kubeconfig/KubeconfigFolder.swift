import ClusterAPI
import Foundation
import TestSupport

@testable import Intake

/// Kubeconfig files of a test in a folder of their own.
struct KubeconfigFolder {
  let directory: TemporaryDirectory

  /// A certificate and a key as far as a reader looks.
  static let certificate = "-----BEGIN CERTIFICATE-----\nQ0E=\n-----END CERTIFICATE-----\n"
  static let key = "-----BEGIN RSA PRIVATE KEY-----\naHVudGVyMi1rZXk=\n-----END RSA PRIVATE KEY-----\n"
  static let certificateData = Base64.encoded(Array(certificate.utf8))
  static let keyData = Base64.encoded(Array(key.utf8))

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write(Self.certificate, to: "ca.crt")
    try directory.write(Self.certificate, to: "client.crt")
    try directory.write(Self.key, to: "client.key")
  }

  /// A kubeconfig with one context, `dev`, to one cluster as one user.
  static func text(cluster: String, user: String = "token: hunter2-token") -> String {
    """
    apiVersion: v1
    kind: Config
    current-context: dev
    contexts:
    - name: dev
      context: {cluster: c, user: u, namespace: team}
    clusters:
    - name: c
      cluster:
        \(cluster.replacing("\n", with: "\n    "))
    users:
    - name: u
      user:
        \(user.replacing("\n", with: "\n    "))
    """
  }

  func login(_ text: String, context: String? = nil) throws -> Kubeconfigs.Login {
    let path = try directory.write(text, to: "config")
    return try Kubeconfigs(.file(path)).login(context: context)
  }

  func login(cluster: String = "server: https://a.test:6443", user: String) throws -> Kubeconfigs.Login {
    try login(Self.text(cluster: cluster, user: user))
  }

  /// What is said against it: the place without the folder, the message, what was expected.
  func refusal(of text: String, context: String? = nil) -> String? {
    do {
      _ = try login(text, context: context)
      return nil
    } catch let error as IntakeError {
      return error.description.replacing(directory.url.path + "/", with: "")
    } catch {
      return "\(error)"
    }
  }
}
