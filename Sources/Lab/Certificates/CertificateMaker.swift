/// Makes the certificates of one lab: root, intermediate, a leaf for each host, and the faulty ones.
struct CertificateMaker: ~Copyable {
  private let root: Authority
  private let intermediate: Authority
  /// Signs the API server's certificate: a cluster's own authority, which no trust store knows.
  private let cluster: Authority
  /// Signs what an inspecting proxy presents.
  private let inspector: Authority
  /// The root's name once more, signed by an authority of former times; expired.
  private let oldRoot: Authority

  init() throws(LabError) {
    func form(_ commonName: String, by organization: String) -> CertificateForm {
      CertificateForm(commonName: commonName, organization: organization, usage: .authority)
    }
    // All five before the first is stored: a struct that cannot be copied is made as a whole or not at all.
    let root = try Authority(form("Demo Lab Root CA", by: "aml-preflight demo"))
    let intermediate = try Authority(form("Demo Lab TLS CA 01", by: "aml-preflight demo"), issuer: root)
    let cluster = try Authority(form("ca", by: "demo cluster"))
    let inspector = try Authority(form("Example Web Inspection CA", by: "Example Web Filter"))
    var expired = form("Demo Lab Root CA", by: "aml-preflight demo")
    (expired.notBefore, expired.notAfter) = (-900 * CertificateForm.day, -400 * CertificateForm.day)
    let oldRoot = try Authority(expired, issuer: inspector)
    self.root = root
    self.intermediate = intermediate
    self.cluster = cluster
    self.inspector = inspector
    self.oldRoot = oldRoot
  }

  /// The root as PEM: what a client of the lab is to trust.
  func rootPEM() throws(LabError) -> String { try root.pem() }

  /// What a host presents, with the fault that it has.
  func identity(for host: LabHost, fault: Fault?) throws(LabError) -> ServerIdentity {
    let form = form(for: host, fault: fault)
    switch fault {
    case .selfSigned:
      return try Authority(form).identity()
    case .intercepted:
      return try identity(form, issuer: inspector, chain: [try inspector.der()])
    case .needlessCertificates:
      return try identity(
        form, issuer: intermediate, chain: [try intermediate.der(), try oldRoot.der(), try inspector.der()])
    case .missingIntermediate:
      return try identity(form, issuer: intermediate, chain: [])
    default:
      if host == .apiServer { return try identity(form, issuer: cluster, chain: []) }
      return try identity(form, issuer: intermediate, chain: [try intermediate.der()])
    }
  }

  private func identity(
    _ form: CertificateForm, issuer: borrowing Authority, chain: [[UInt8]]
  ) throws(LabError) -> ServerIdentity {
    var identity = try Authority(form, issuer: issuer).identity()
    identity.chain += chain
    return identity
  }

  private func form(for host: LabHost, fault: Fault?) -> CertificateForm {
    var names = [host.rawValue]
    if host == .apiServer { names += ["kubernetes", "kubernetes.default", "kubernetes.default.svc.cluster.local"] }
    if fault == .wrongName { names = ["parked.example.com"] }
    if fault == .wildcardName { names = ["*." + host.rawValue.drop { $0 != "." }.dropFirst()] }
    // Forty bytes each.
    if fault == .hugeChain { names += (1000..<2500).map { "filling-of-a-large-certificate-\($0).lab" } }
    // A common name has at most 64 characters (RFC 5280 appendix A.1); clients look at the alternative names.
    var form = CertificateForm(
      commonName: names[0].utf8.count <= 64 ? names[0] : "demo",
      organization: host == .apiServer ? "demo cluster" : "aml-preflight demo",
      usage: .server(names: names))
    switch fault {
    case .expired:
      form.notBefore = -90 * CertificateForm.day
      form.notAfter = -12 * CertificateForm.day
    case .expiresSoon:
      form.notAfter = 3 * CertificateForm.day
    case .notYetValid:
      form.notBefore = CertificateForm.day
    default:
      break
    }
    return form
  }
}
