import Glibc
import Model
import TestSupport
import Testing

/// A deployment in which nothing is wrong, however it is made.
struct HealthyRun: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var circumstances: Circumstances
  var change: Change

  private static let variants: [(name: String, change: @Sendable (inout Change, Bool) -> Void)] = [
    ("as it is", { _, _ in }),
    ("behind unbound", { $0.resolvers = [.unbound([], upstream: .base($1))] }),
    ("behind dnsmasq", { $0.resolvers = [.dnsmasq([], upstream: .base($1))] }),
    ("two nameservers", { $0.resolvers = [.view(.base($1)), .unbound([], upstream: .base($1))] }),
    (
      "three nameservers",
      { $0.resolvers = [.dnsmasq([], upstream: .base($1)), .view(.base($1)), .unbound([], upstream: .base($1))] }
    ),
    ("long answers over TCP", { change, isPrivate in if isPrivate { change.resolvers = [.view(.large)] } }),
    (
      "a wildcard elsewhere",
      { $0.resolvers = [.dnsmasq(["address=/wild.corp.example/\(World.blockPage)"], upstream: .base($1))] }
    ),
    (
      "a search domain that has nothing",
      { change, _ in change.search = "search svc.cluster.local cluster.local\noptions ndots:5" }
    ),
    (
      "slow but usable",
      { change, isPrivate in
        change.resolvers = [.relay(#""delay": 0.15"#, upstream: .base(isPrivate))]
        change.stands = [slow]
      }
    ),
    ("through squid", { change, _ in change.proxy = .forAll }),
    ("through tinyproxy", { change, _ in change.proxy = .tinyproxy }),
    ("IPv4 only", { change, _ in change.options = ["-4"] }),
    (
      "a hosts file that agrees with DNS",
      { change, isPrivate in
        let acr = isPrivate ? Part.acr.privateAddress ?? Part.acr.publicAddresses[0] : Part.acr.publicAddresses[0]
        change.hosts =
          [
            "127.0.0.1 localhost", "\(acr) \(Cast.first.registry).azurecr.io", "\(View.nowhere) www.corp.example",
          ] + (isPrivate ? ["\(acr) \(Cast.second.registry).azurecr.io"] : [])
      }
    ),
    (
      "the company's own authority for what is its own",
      {
        $0.trustsCompany = true
        _ = $1
        $0.stands = [own]
      }
    ),
    ("nine aliases", { change, isPrivate in if isPrivate { change.resolvers = [.view(.nineAliases)] } }),
    ("old and long certificates", { change, _ in change.stands = [old, long, rsa] }),
  ]

  private static let slow = Stand("slow but usable", .scoring) { $0.answer.manner = .after(milliseconds: 900) }
  private static let old = Stand("TLS 1.2 at most", .apiServer) { $0.protocols = "TLSv1.2" }
  private static let long = Stand("a chain of 25 KB", .packagesMicrosoft) { $0.chain = .repeated(50) }
  private static let rsa = Stand("RSA", .resourceManager) { $0.key = .rsa }
  private static let own = Stand("the company's own scoring certificate", .scoring) { $0.issuer = .corporate }
  static let stands = [slow, old, long, rsa, own]

  private static let models = ["azureCNI", "kubenet", "azureCNIOverlay", "azureCNIPodSubnet", "none"]
  private static let vantages = ["workstation", "node", "pod"]

  /// Every variant with several others' choices.
  static let all: [HealthyRun] = (0..<64).map { number in
    let variant = variants[number % variants.count]
    let round = number / variants.count
    var circumstances = Circumstances()
    circumstances.isPrivate = round % 2 == 0
    circumstances.cast = round < 2 ? .first : .second
    circumstances.edition = number % 3 == 2 ? "extension" : "v1"
    circumstances.networkModel = models[number % models.count]
    if number % 2 == 1 {
      circumstances.network = [
        "vnet: {addressSpace: [10.60.0.0/16]}", "subnet: {prefix: 10.60.0.0/20}", "serviceCIDR: 10.100.0.0/16",
        "dnsServiceIP: 10.100.0.10",
      ]
    }
    var change = Change()
    variant.change(&change, circumstances.isPrivate)
    let vantage = vantages[number % vantages.count]
    change.options += ["--vantage", vantage]
    let words = [
      variant.name, circumstances.isPrivate ? "private link" : "public", circumstances.networkModel,
      circumstances.edition, vantage,
    ]
    return HealthyRun(
      testDescription: words.joined(separator: ", "), circumstances: circumstances, change: change)
  }
}

extension Change.ProxyKind {
  /// One that lets everybody through everywhere.
  fileprivate static var forAll: Change.ProxyKind { getuid() == 0 ? .squid : .tinyproxy }
}

extension View {
  /// What the nameservers of such a deployment show.
  fileprivate static func base(_ isPrivate: Bool) -> View { isPrivate ? .linked : .open }
}
