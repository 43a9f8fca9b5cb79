import ClusterAPI
import Foundation
import Intake
import Model

/// The way to the Kubernetes API that the user gave, if any: a kubeconfig, or the pod's own service account.
struct ClusterEntrance {
  /// With secrets, for the run alone.
  var login: ClusterLogin
  /// Without, for plan and recording.
  var access: ClusterAccess
  /// The kubeconfig's own word on where the server is; `nil` of a service account.
  private var found: Kubeconfigs.Login?

  /// The way that the options give.
  ///
  /// - Parameters:
  ///   - readsContents: Whether something will be asked: then certificates and keys must be readable.
  /// - Returns: `nil` where none is given, and this is no pod with a service account.
  init?(
    _ options: KubeconfigOptions, vantage: Vantage.Kind, environment: [String: String], readsContents: Bool
  ) throws {
    var place: KubeconfigPlace?
    if let path = options.kubeconfig {
      place = .file(path)
    } else if options.context != nil {
      place = .usual(variable: environment["KUBECONFIG"], home: environment["HOME"])
    }
    if let place {
      let found = try Kubeconfigs(place).login(context: options.context, readsContents: readsContents)
      self.found = found
      login = found.login
      access = ClusterAccess(found.login, from: .kubeconfig(file: found.file, context: found.context))
      return
    }
    guard vantage != .workstation, let login = try ServiceAccount.login(environment: environment) else { return nil }
    self.login = login
    access = ClusterAccess(login, from: .serviceAccount)
    // A pod on its node's network sees what the node sees: no policy is about it, and its host name is the node's.
    guard vantage == .pod else { return }
    access.ownNamespace = login.namespace
    access.ownPod = environment["AML_PREFLIGHT_POD_NAME"] ?? environment["POD_NAME"] ?? environment["HOSTNAME"]
  }

  /// The deployment with the API server that a kubeconfig names.
  func applied(to deployment: Deployment) -> Deployment { found.map(deployment.withAPIServer) ?? deployment }

  /// Says on standard error what should be known about it.
  func complain() {
    let text = (found?.notices ?? []).map { "warning: \($0)\n" }.joined()
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))  // there is nowhere else to say so
  }
}

extension ClusterAccess {
  fileprivate init(_ login: ClusterLogin, from source: Source) {
    let credential: Credential =
      switch login.credentials.authorization {
      case .token?, .tokenFile?: .token
      case .password?: .password
      case .plugin?: .plugin
      case nil: login.credentials.certificate == nil ? .none : .clientCertificate
      }
    self.init(
      source, host: login.server.host, port: login.server.port, credential: credential,
      isVerified: login.trust != .anybody && login.server.isEncrypted)
  }
}
