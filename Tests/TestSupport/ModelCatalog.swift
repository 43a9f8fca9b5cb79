public import Model

extension Catalog {
  /// A catalog with templates for the usual roles and three services, and no requirements.
  public static func with(
    services: [Service] = [.containerRegistry, .kubernetesAPI, .anyMicrosoft],
    endpoints: [EndpointTemplate] = EndpointTemplate.usual, requirements: [Requirement] = [],
    causes: [CauseDescription] = []
  ) -> Catalog {
    Catalog(
      digest: "0123456789abcdef", sources: [:],
      services: Dictionary(services.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
      endpoints: endpoints, requirements: requirements,
      explanations: Deferred(
        known: Explanations(
          causes: Dictionary(causes.map { ($0.cause, $0) }, uniquingKeysWith: { first, _ in first }))),
      regions: [])
  }
}

extension EndpointTemplate {
  public static let usual: [EndpointTemplate] = [
    .with(.apiServer, "Kubernetes API server", trust: .cluster),
    .with(.mcr, "Microsoft Container Registry", serviceTag: "MicrosoftContainerRegistry"),
    .with(.entraLogin, "Microsoft Entra ID", serviceTag: "AzureActiveDirectory"),
    .with(.acr, "Azure Container Registry", serviceTag: "AzureContainerRegistry.{region}"),
    .with(.acrData, "data host of the registry", serviceTag: "AzureContainerRegistry.{region}"),
    .with(.blobStorage, "Azure Blob Storage", serviceTag: "Storage.{region}"),
    .with(.scoring, "scoring endpoint", isMicrosoft: false),
    .with(.dependency, "dependency", isMicrosoft: false),
  ]

  public static func with(
    _ role: EndpointRole, _ title: String, trust: Endpoint.Trust = .public, isMicrosoft: Bool = true,
    serviceTag: String? = nil
  ) -> EndpointTemplate {
    EndpointTemplate(
      role: role, title: title, transport: .https, port: 443, trust: trust, isMicrosoft: isMicrosoft,
      serviceTag: serviceTag)
  }
}

extension Service {
  public static let containerRegistry = Service(
    id: .containerRegistry, title: "a container registry", path: "/v2/",
    answers: [
      Answer(
        meaning: .denies, statuses: [403...403],
        marks: [.headerPresent(name: "docker-distribution-api-version"), .bodyContains("DENIED")]),
      Answer(
        meaning: .throttles, statuses: [429...429], marks: [.headerPresent(name: "docker-distribution-api-version")]),
      Answer(
        meaning: .fails, statuses: [500...599], marks: [.headerPresent(name: "docker-distribution-api-version")]),
      Answer(
        meaning: .works, statuses: [200...499],
        marks: [.headerContains(name: "docker-distribution-api-version", text: "registry/2")]),
    ])
  public static let kubernetesAPI = Service(
    id: .kubernetesAPI, title: "a Kubernetes API server", path: "/version",
    answers: [
      Answer(meaning: .works, statuses: [200...499], marks: [.jsonKeys(["kind", "apiVersion", "code"])])
    ])
  public static let anyMicrosoft = Service(
    id: .anyMicrosoft, title: "a service of Microsoft", path: "/",
    answers: [
      Answer(meaning: .denies, statuses: [403...403], marks: [.headerContains(name: "x-ms-error-code", text: "Auth")]),
      Answer(meaning: .works, statuses: [], marks: [.headerPresent(name: "x-ms-request-id")]),
    ])
}
