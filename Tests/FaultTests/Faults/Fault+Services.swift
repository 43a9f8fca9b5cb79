import Model
import TestSupport

extension VirtualHost.Answer {
  /// Storage whose own firewall does not let this network in.
  static let storageFirewall = VirtualHost.Answer(
    403, headers: [("x-ms-request-id", "1"), ("x-ms-error-code", "AuthorizationFailure")],
    contentType: "application/xml", body: "<Error><Code>AuthorizationFailure</Code></Error>")
  /// Storage that knows the network and not the caller's right.
  static let storageWithoutRight = VirtualHost.Answer(
    403, headers: [("x-ms-request-id", "1"), ("x-ms-error-code", "AuthorizationPermissionMismatch")],
    contentType: "application/xml", body: "<Error><Code>AuthorizationPermissionMismatch</Code></Error>")
  /// A registry whose own firewall does not let this network in.
  static let registryFirewall = VirtualHost.Answer(
    403, headers: [("Docker-Distribution-Api-Version", "registry/2.0")],
    body: #"{"errors":[{"code":"DENIED","message":"client with IP '20.1.2.3' is not allowed access."}]}"#)
  static let portal = VirtualHost.Answer(
    302, headers: [("Location", "https://portal.example/login")], contentType: "text/html")
  static let anotherSite = VirtualHost.Answer(
    contentType: "text/html", body: "<html><head><title>Welcome to nginx!</title></head></html>")
}

extension Fault {
  static let answerers = [
    Fault(.answerer, "a block page in the registry's place", [finding("service.impostor", .acr)]) {
      $0.replace("block page at acr", .acr) { $0.answer = .blockPage }
    },
    Fault(.answerer, "a block page with status 200", [finding("service.impostor", .entraLogin)]) {
      $0.replace("block page 200", .entraLogin) {
        $0.answer = .blockPage
        $0.answer.status = 200
      }
    },
    Fault(.answerer, "a block page with the device's certificate", [finding("service.impostor", .azureMLAPI)]) {
      $0.replace("block page of a device", .azureMLAPIRegional) { ($0.answer, $0.issuer) = (.blockPage, .corporate) }
    },
    Fault(.answerer, "a portal in the place of all", [finding("service.impostor", .apiServer)], in: .open) { change in
      for part in Part.allCases {
        change.replace("portal for \(part)", part) {
          ($0.answer, $0.issuer, $0.host) = (.portal, .corporate, "portal.example")
        }
      }
    },
    Fault(.answerer, "another site where the scoring name leads", [finding("service.impostor", .scoring)]) {
      $0.replace("another site", .scoring) { ($0.answer, $0.host) = (.anotherSite, "www.example") }
    },
    Fault(.answerer, "plain HTTP at the port", [finding("service.impostor", .packagesMicrosoft)]) {
      $0.replace("plain HTTP", .packagesMicrosoft) { $0.issuer = .nobody }
    },
    Fault(.answerer, "a shell at the port", [finding("service.impostor", .acrData)]) {
      $0.filters = [(.acrData, .banner)]
    },
    Fault(.answerer, "storage of another kind", [finding("service.impostor", .azureMLAPI)]) {
      $0.replace("registry as API", .azureMLAPIRegional) { $0.answer = .containerRegistry }
    },
  ]

  static let services = [
    Fault(.service, "too many requests", [finding("service.throttled", .resourceManager)]) {
      $0.replace("throttled", .resourceManager) {
        $0.answer.status = 429
        $0.answer.headers.append((name: "x-ms-request-id", value: "1"))
      }
    },
    Fault(.service, "storage is busy", [finding("service.throttled", .tableStorage)]) {
      $0.replace("busy", .tableStorage) {
        $0.answer.status = 503
        $0.answer.headers = [("x-ms-request-id", "1"), ("x-ms-error-code", "ServerBusy")]
      }
    },
    Fault(.service, "503", [finding("service.failing", .resourceManager)]) {
      $0.replace("failing", .resourceManager) { $0.answer.status = 503 }
    },
    Fault(.service, "500 at the scoring endpoint", [finding("service.failing", .scoring)]) {
      $0.replace("failing scoring", .scoring) { $0.answer.status = 500 }
    },
    Fault(.service, "slow", [finding("service.slow", .azureMLAPI)]) {
      $0.replace("slow", .azureMLAPIRegional) { $0.answer.manner = .after(milliseconds: 2300) }
      $0.options = ["--step-timeout", "6s"]
    },
    Fault(.service, "never answers", [finding("service.slow", .azureMLAPI)]) {
      $0.replace("never", .azureMLAPIRegional) { $0.answer.manner = .never }
    },
    Fault(.service, "resets requests", [finding("service.failing", .azureMLAPI)]) {
      $0.replace("reset", .azureMLAPIRegional) { $0.answer.manner = .reset }
    },
    Fault(.service, "closes on requests", [finding("service.failing", .entraLogin)]) {
      $0.replace("closed", .entraLogin) { $0.answer.manner = .closed }
    },
    Fault(.denial, "the firewall of table storage", [finding("storage.network-rules", .tableStorage)]) {
      $0.replace("table firewall", .tableStorage) { $0.answer = .storageFirewall }
    },
    Fault(.denial, "the account's firewall", [finding("storage.network-rules", .tableStorage)]) {
      $0.replace("account firewall, table", .tableStorage) { $0.answer = .storageFirewall }
      $0.replace("account firewall, blob", .blobStorage) { $0.answer = .storageFirewall }
    },
    Fault(.denial, "storage lets nobody in who has no right", [finding("storage.not-authorized", .tableStorage)]) {
      $0.replace("no right", .tableStorage) { $0.answer = .storageWithoutRight }
    },
    Fault(.denial, "the registry's firewall", [finding("registry.network-rules", .acr)]) {
      $0.replace("registry firewall", .acr) { $0.answer = .registryFirewall }
    },
    Fault(.denial, "there is no such account", [Named("storage.account-missing", nil)], in: .open) {
      $0.resolvers = [.view(.withoutAccount)]
    },
  ]

  static let proxies = [
    proxy("its name does not exist", "unresolvable", .unresolvable),
    proxy("its port is closed", "unreachable", .closed),
    proxy("it is silent", "unreachable", .silent),
    proxy("it wants a password", "wants-authentication", .squidWantsPassword),
    proxy("it denies Microsoft's registry", "denies", .squidDeniesMCR),
    proxy("it denies everything", "denies", .squidDeniesAll),
    proxy("tinyproxy filters the login", "denies", .tinyproxyDeniesLogin),
    proxy("it does not lead to private endpoints", "exceptions-missing", .squidWithoutPrivateEndpoints),
    Fault(
      .proxy, "it is declared and not used, and nothing leaves without it", [Named("proxy.needed", nil)],
      in: {
        var circumstances = Circumstances.privateLink
        circumstances.network = [
          "proxy:", "  url: http://\(Change.ProxyKind.tinyproxy.place)",
          "  noProxy: [169.254.169.254, 168.63.129.16, .svc, .cluster.local, \(Cast.first.host(.apiServer))]",
        ]
        return circumstances
      }()
    ) {
      $0.proxy = .tinyproxy
      $0.options = ["--proxy", "none"]
      $0.outgoing = ["\(allPublic) drop"]
    },
  ]

  private static func proxy(_ name: String, _ cause: String, _ kind: Change.ProxyKind) -> Fault {
    Fault(.proxy, name, [Named("proxy.\(cause)", kind.place)]) { $0.proxy = kind }
  }
}
