import ClusterAPI
import Intake
import Model
import Platform

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
  ///   - models: Where models are looked for; whoever names a namespace means the cluster that kubectl would ask.
  ///   - readsContents: Whether something will be asked: then certificates and keys must be readable.
  /// - Returns: `nil` where none is given, and this is no pod with a service account.
  init?(
    _ options: KubeconfigOptions, models: ModelNamespaceOptions? = nil, vantage: Vantage.Kind,
    environment: [String: String], readsContents: Bool
  ) throws {
    let namespace = models?.namespace?.text
    // A pod on its node's network is a pod all the same.
    let isInPod = vantage == .pod || (vantage == .node && environment["KUBERNETES_SERVICE_HOST"] != nil)
    var place: KubeconfigPlace?
    if let path = options.kubeconfig {
      place = .file(path)
    } else if options.context != nil || (namespace != nil && !isInPod) {
      place = .usual(variable: environment["KUBECONFIG"], home: environment["HOME"])
    }
    if let place {
      let found = try Kubeconfigs(place).login(context: options.context, readsContents: readsContents)
      self.found = found
      login = found.login
      access = ClusterAccess(found.login, from: .kubeconfig(file: found.file, context: found.context))
      access.namespace = namespace
      return
    }
    guard isInPod, let login = try ServiceAccount.login(environment: environment) else { return nil }
    self.login = login
    access = ClusterAccess(login, from: .serviceAccount)
    access.namespace = namespace
    // A pod on its node's network sees what the node sees: no policy is about it, and its host name is the node's.
    guard vantage == .pod else { return }
    access.ownNamespace = login.namespace
    access.ownPod = environment["AML_PREFLIGHT_POD_NAME"] ?? environment["POD_NAME"] ?? environment["HOSTNAME"]
  }

  /// The way that `--from-cluster` means: what options name, else what kubectl would take, else the pod's own service
  /// account.
  init(asking options: KubeconfigOptions, environment: [String: String]) throws {
    if let entrance = try Self(options, vantage: .workstation, environment: environment, readsContents: true) {
      self = entrance
      return
    }
    let usual =
      (environment["KUBECONFIG"] ?? "").isEmpty ? environment["HOME"].map { "\($0)/.kube/config" } : "KUBECONFIG"
    let hasKubeconfig = usual.map { $0 == "KUBECONFIG" || File.kind(of: $0) != nil } ?? false
    if !hasKubeconfig, let entrance = try Self(options, vantage: .pod, environment: environment, readsContents: true) {
      self = entrance
      return
    }
    let place = KubeconfigPlace.usual(variable: environment["KUBECONFIG"], home: environment["HOME"])
    let found = try Kubeconfigs(place).login()
    self.found = found
    login = found.login
    access = ClusterAccess(found.login, from: .kubeconfig(file: found.file, context: found.context))
  }

  /// The deployment with the API server that a kubeconfig names.
  func applied(to deployment: Deployment) -> Deployment { found.map(deployment.withAPIServer) ?? deployment }

  /// Says on standard error what should be known about it.
  func complain() {
    let text = (found?.notices ?? []).map { "warning: \($0)\n" }.joined()
    if !text.isEmpty { AMLPreflight.complain(text) }
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
