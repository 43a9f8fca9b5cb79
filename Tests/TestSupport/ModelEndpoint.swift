public import Model

extension Endpoint {
  /// An endpoint over HTTPS on port 443.
  public static func with(
    role: EndpointRole = .mcr, host: String, port: UInt16 = 443, transport: Transport = .https, trust: Trust = .public,
    service: Service.ID? = .containerRegistry, family: IPAddress.Family? = nil, privateZone: String? = nil
  ) -> Endpoint {
    Endpoint(
      role: role, host: Host(host)!, port: port, transport: transport, trust: trust, service: service, path: "/v2/",
      family: family, privateZone: privateZone.flatMap(DomainName.init))
  }

  public static let apiServer = Endpoint.with(
    role: .apiServer, host: "myaks-d1.hcp.westeurope.azmk8s.io", trust: .cluster, service: .kubernetesAPI)
  public static let mcr = Endpoint.with(role: .mcr, host: "mcr.microsoft.com")
  public static let entraLogin = Endpoint.with(
    role: .entraLogin, host: "login.microsoftonline.com", service: .anyMicrosoft)
  public static let acr = Endpoint.with(role: .acr, host: "myacr.azurecr.io", privateZone: "privatelink.azurecr.io")
  public static let acrData = Endpoint.with(
    role: .acrData, host: "myacr.westeurope.data.azurecr.io", service: .anyMicrosoft,
    privateZone: "privatelink.azurecr.io")
  public static let blobStorage = Endpoint.with(
    role: .blobStorage, host: "mystore.blob.core.windows.net", service: .anyMicrosoft,
    privateZone: "privatelink.blob.core.windows.net")
}

extension Service.ID {
  public static let containerRegistry = Service.ID(rawValue: "container-registry")
  public static let kubernetesAPI = Service.ID(rawValue: "kubernetes-api")
  /// Recognized by `x-ms-request-id`.
  public static let anyMicrosoft = Service.ID(rawValue: "any-microsoft")
}
