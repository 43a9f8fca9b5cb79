import Model
import Testing

@testable import Reporting

@Suite struct `What a step of a plan does by hand` {
  private static let registry = Endpoint(role: .acr, host: Host("myacr.azurecr.io")!, port: 443, transport: .https)
  private static let storage = Endpoint(
    role: .blobStorage, host: Host("mystore.blob.core.windows.net")!, port: 443, transport: .https)
  private static let scoring = Endpoint(
    role: .scoring, host: Host("iris.corp")!, port: 8_443, transport: .https, path: "/api/v1/service/iris/score")
  private static let proxy = Proxy(host: Host("proxy.corp")!, port: 3128)

  private static func endpoint(_ host: String, _ port: UInt16, _ transport: Endpoint.Transport, _ path: String = "/")
    -> Endpoint
  {
    Endpoint(role: .dependency, host: Host(host)!, port: port, transport: transport, path: path)
  }

  @Test(arguments: [
    (Probe.lookUp(name: DomainName("mcr.microsoft.com")!), ["dig @10.0.0.4 mcr.microsoft.com A"]),
    (
      .reach(endpoint: endpoint("a.b", 443, .https, "/v2/"), upTo: .response, route: .direct),
      ["dig @10.0.0.4 a.b A", "curl --verbose --max-time 10 --noproxy '*' https://a.b/v2/"]
    ),
    (
      .reach(endpoint: endpoint("a.b", 8_080, .http, "/x"), upTo: .response, route: .proxy(proxy)),
      ["dig @10.0.0.4 proxy.corp A", "curl --verbose --max-time 10 --proxy http://proxy.corp:3128 http://a.b:8080/x"]
    ),
    (.reach(endpoint: endpoint("a.b", 443, .https), upTo: .lookup, route: .direct), ["dig @10.0.0.4 a.b A"]),
    (
      .reach(endpoint: endpoint("10.9.8.7", 5432, .tcp), upTo: .connection, route: .direct),
      ["nc -z -v -w 10 10.9.8.7 5432"]
    ),
    (
      .reach(endpoint: endpoint("a.b", 636, .tls), upTo: .handshake, route: .direct),
      ["dig @10.0.0.4 a.b A", "openssl s_client -brief -connect a.b:636"]
    ),
    (
      .reach(endpoint: endpoint("ntp.a.b", 123, .ntp), upTo: .response, route: .direct),
      ["dig @10.0.0.4 ntp.a.b A", "chronyd -Q -U -t 5 'server ntp.a.b port 123 iburst maxsamples 1'"]
    ),
    (
      .converse(
        with: .pull(
          image: ImageReference("models/iris:3")!, registry: registry,
          credential: .basic(usernameFrom: "ACR_USER", passwordFrom: "ACR_PASSWORD")), route: .direct),
      [
        "dig @10.0.0.4 myacr.azurecr.io A", "curl --verbose --max-time 10 --noproxy '*' https://myacr.azurecr.io/v2/",
        "skopeo --override-os linux --override-arch amd64 inspect --creds \"$ACR_USER:$ACR_PASSWORD\" "
          + "docker://myacr.azurecr.io/models/iris:3",
      ]
    ),
    (
      .converse(
        with: .readBlob(path: "azureml/iris.pkl", storage: storage, credential: .signature(from: "STORAGE_SAS")),
        route: .direct),
      [
        "dig @10.0.0.4 mystore.blob.core.windows.net A",
        "curl --verbose --max-time 10 --noproxy '*' --header 'x-ms-version: 2020-12-06' --range 0-1048575 --output "
          + "/dev/null https://mystore.blob.core.windows.net/azureml/iris.pkl\"?$STORAGE_SAS\"",
      ]
    ),
    (
      .converse(
        with: .score(
          scoring: scoring, credential: .key(from: "SCORING_KEY"),
          sample: SampleRequest(bytes: 20, contentType: "application/json")), route: .direct),
      [
        "dig @10.0.0.4 iris.corp A", "curl --verbose --max-time 10 --noproxy '*' https://iris.corp:8443/",
        "curl --verbose --max-time 10 --noproxy '*' --header \"Authorization: Bearer $SCORING_KEY\" "
          + "https://iris.corp:8443/api/v1/service/iris/score",
        "curl --verbose --max-time 10 --noproxy '*' --header \"Authorization: Bearer $SCORING_KEY\" --header "
          + "'Content-Type: application/json' --data-binary @SAMPLE https://iris.corp:8443/api/v1/service/iris/score",
      ]
    ),
  ])
  func `is a line for a shell`(probe: Probe, lines: [String]) {
    #expect(PlanCommands(probe, nameservers: ["10.0.0.4"]).lines == lines)
  }

  @Test func `asks a table with a token or with a signature`() {
    func line(_ credential: Credential) -> String? {
      let conversation = Conversation.queryTable(name: "routing", storage: Self.storage, credential: credential)
      return PlanCommands(.converse(with: conversation, route: .direct), nameservers: []).lines.last
    }
    #expect(line(.signature(from: "SAS"))?.hasSuffix(#"/routing()?$top=1'"&$SAS""#) == true)
    #expect(line(.bearer(tokenFrom: "TOKEN"))?.contains(#"--header "Authorization: Bearer $TOKEN""#) == true)
  }

  @Test(arguments: [
    (
      Conversation.readBlob(path: "a/b", storage: storage, credential: .signature(from: "SAS")),
      Exchange.Purpose.blobBeginning, ["x-ms-version: 2020-12-06"]
    ),
    (
      .queryTable(name: "routing", storage: storage, credential: .signature(from: "SAS")), .tableEntity,
      ["x-ms-version: 2020-12-06", "Accept: application/json;odata=nometadata"]
    ),
    (.readMetadata(metadata: storage), .metadata, ["Metadata: true"]),
  ])
  func `sends the headers that the tool sends, as a report's lines and explanations do`(
    conversation: Conversation, purpose: Exchange.Purpose, headers: [String]
  ) {
    #expect(purpose.headers == headers)
    let kind: ConversationKind =
      switch purpose {
      case .blobBeginning: .readBlob
      case .tableEntity: .queryTable
      default: .readMetadata
      }
    let exchange = Exchange(
      number: 1, purpose: purpose, endpoint: Self.storage, url: "https://a.b/", ending: .unreached(rung: .lookup))
    let lines: [String?] = [
      PlanCommands(.converse(with: conversation, route: .direct), nameservers: []).lines.last,
      ExchangeCommand(exchange, among: [exchange]).line, Wording.command(kind, host: "a.b"),
    ]
    for line in lines {
      for header in headers { #expect(line?.contains("--header '\(header)'") == true, "\(line ?? "")") }
    }
  }

  @Test func `names a nameserver's port where it is another than 53`() {
    let probe = Probe.lookUp(name: DomainName("a.b")!)
    #expect(
      PlanCommands(probe, nameservers: ["10.0.0.4:5353", "fd00::4"]).lines == [
        "dig -p 5353 @10.0.0.4 a.b A", "dig @fd00::4 a.b A",
      ])
  }
}
