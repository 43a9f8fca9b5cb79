import Model

extension PlannedEndpoint {
  /// What it means that a pull ended with this answer. `example` is the image that the catalog takes as one: that a
  /// registry does not have it says nothing about those that are needed.
  func pullEnding(
    of exchanges: [Seen<Exchange>], _ last: Seen<Exchange>, _ answer: Response.Answer, example: ImageReference?
  ) -> Assessment {
    guard case .stopped(let stop) = last.value.conclusion, let address = last.value.address else { return undecided }
    let exchange = last.value
    let place = place(address.address).with(.status, String(answer.status)).with(.name, image)
    func fail(_ code: Symptom.Code, _ facts: [Symptom.Fact: String] = [:]) -> Assessment {
      Assessment(outcome: .fail, signs: [Sign(code, place.merging(facts) { $1 }, seenIn: [last.id])])
    }
    func foreign() -> Assessment {
      fail(.foreignAnswer, [.seen: answer.telltale, .expected: expected(of: exchange.purpose)])
    }
    switch stop {
    case .noCredential:
      if let example, exchange.purpose != .challenge || answer.isOfRegistry {
        return fail(.registryCredentialsRefused, [.name: example.description])
      }
      // Nodes may have a credential for an image of Microsoft's; a deployment file names none.
      if endpoint.role == .mcr, answer.isOfRegistry { return .noEvidence("\(image ?? "the image") wants a credential") }
      return answer.isOfRegistry
        ? Assessment(outcome: .skipped(reason: .credentialNotDeclared(path: "credentials.registry"))) : foreign()
    case .variableNotSet:
      return Assessment(outcome: .skipped(reason: .variableNotSet(name: variables.joined(separator: ", "))))
    case .refused: return refusal(of: exchange, answer, exchanges, fail: fail)
    case .status: return status(of: exchange, answer, example: example, fail: fail, foreign: foreign)
    case .challengeUnreadable, .noToken, .redirectUnreadable: return foreign()
    case .contentUnreadable: return answer.isPageByType ? foreign() : fail(.contentUnreadable)
    case .redirectToPlain: return fail(.redirectToPlain, [.seen: answer.header("location") ?? "a URL of http"])
    case .redirectLoop: return fail(.redirectLoop, [.seen: answer.header("location") ?? exchange.url])
    case .noPlatform: return fail(.registryPlatformMissing, [.expected: "linux/amd64"])
    case .contentDiffers:
      let content = exchange.content
      return fail(
        .registryContentDiffers,
        [:].with(.seen, content?.digest ?? "another length").with(.expected, content?.expectedDigest))
    case .contentTooLong: return fail(.contentEndless, [:].with(.count, exchange.content.map { String($0.bytes) }))
    case .contentIncomplete: return incomplete(last, exchange.content, fail: fail)
    case .outOfTime: return .notFinished(evidence.interruption)
    case .noAnswer: return undecided
    }
  }

  private var image: String? {
    for step in planned.steps {
      if case .converse(.pull(let image, _, _), _) = evidence.probes[step] { return image.description }
    }
    return nil
  }

  private var variables: [String] {
    for step in planned.steps {
      if case .converse(let conversation, _) = evidence.probes[step] { return conversation.credential?.variables ?? [] }
    }
    return []
  }

  private func expected(of purpose: Exchange.Purpose) -> String {
    switch purpose {
    case .challenge: "a container registry"
    case .token, .tokenExchange: "a registry's token service"
    case .manifest, .platformManifest: "an image's manifest"
    default: "a part of an image"
    }
  }

  // MARK: - Refusals

  private typealias Fail = (Symptom.Code, [Symptom.Fact: String]) -> Assessment

  /// A password or a token that is refused: by whom, and why, as far as it is said.
  private func refusal(
    of exchange: Exchange, _ answer: Response.Answer, _ exchanges: [Seen<Exchange>], fail: Fail
  ) -> Assessment {
    if let denial = networkDenial(of: answer, fail: fail) { return denial }
    guard case .issued(let number) = exchange.authorization, exchange.purpose != .token else {
      return fail(.registryCredentialsRefused, [:])
    }
    let challenge = answer.header("www-authenticate") ?? ""
    if challenge.contains("insufficient_scope") || answer.registryCode == "DENIED" {
      return fail(.registryPullDenied, [:])
    }
    // By the clock of who refuses it the token may hold not yet, or no more.
    let validity = exchanges.first { $0.value.number == number }?.value.content?.validity
    if let now = answer.serverTime, let validity {
      if let from = validity.from, now < from {
        let early = Milliseconds(microseconds: (from.secondsSince1970 - now.secondsSince1970) * 1_000_000)
        return fail(.registryTokenRejected, [.reason: "by the registry's clock it holds only in \(early)"])
      }
      if let until = validity.until, now >= until {
        let late = Milliseconds(microseconds: (now.secondsSince1970 - until.secondsSince1970) * 1_000_000)
        return fail(.registryTokenRejected, [.reason: "by the registry's clock it ran out \(late) ago"])
      }
    }
    return fail(.registryTokenRejected, [:])
  }

  /// The registry's firewall: `client with IP '203.0.113.7' is not allowed access` (Azure Container Registry, "Configure
  /// rules to access an Azure container registry behind a firewall").
  private func networkDenial(of answer: Response.Answer, fail: Fail) -> Assessment? {
    let isFirewall = answer.body.contains("aka.ms/acr/firewall") || answer.body.contains("is not allowed access")
    guard answer.status == 403 || answer.status == 401, isFirewall else { return nil }
    var facts: [Symptom.Fact: String] = [:]
    if let start = answer.body.firstRange(of: "client with IP ") {
      let address = answer.body[start.upperBound...].drop { $0 == "'" }.prefix { $0 != "'" && $0 != " " }
      if let address = IPAddress(String(address)) { facts[.seen] = address.description }
    }
    return fail(.registryNetworkDenied, facts)
  }

  private func status(
    of exchange: Exchange, _ answer: Response.Answer, example: ImageReference?, fail: Fail, foreign: () -> Assessment
  ) -> Assessment {
    if let denial = networkDenial(of: answer, fail: fail) { return denial }
    let isElsewhere = exchange.origin != nil
    switch answer.status {
    case 429: return fail(.serviceThrottles, [:])
    case 503 where answer.header("x-ms-error-code") == "ServerBusy": return fail(.serviceThrottles, [:])
    case _ where answer.isPageByType: return foreign()
    case 403 where exchange.purpose == .challenge && answer.isOfRegistry: return fail(.registryNetworkDenied, [:])
    case 403 where isElsewhere: return fail(.serviceDenies, [:])
    case 403 where answer.isOfRegistry:
      return fail(exchange.purpose == .token ? .registryCredentialsRefused : .registryPullDenied, [:])
    case 404:
      let isDocument = exchange.purpose == .manifest
      if isDocument, let example, answer.isOfRegistry || answer.registryCode != nil {
        return Assessment(outcome: .skipped(reason: .notOffered(name: example.description)))
      }
      if isDocument, answer.isOfRegistry {
        return fail(.registryImageMissing, [:].with(.code, answer.registryCode))
      }
      let isContent: Bool =
        switch exchange.purpose {
        case .platformManifest, .configuration, .layer, .layerBeginning: true
        default: false
        }
      return isContent ? fail(.registryContentMissing, [:]) : foreign()
    case 500...599: return fail(.serviceFails, [:])
    default: return foreign()
    }
  }

  // MARK: - Content

  private func incomplete(_ seen: Seen<Exchange>, _ content: Exchange.Content?, fail: Fail) -> Assessment {
    guard let content else { return undecided }
    let facts = [Symptom.Fact.count: String(content.bytes)].with(.total, content.total.map(String.init))
    switch content.end {
    case .silent:
      // What was still coming is a slow way; what had stopped is somebody who fell silent.
      if seen.isCutOff { return undecided }
      return fail(.contentCut, facts.with(.reason, "nothing more in \(content.longestStall)"))
    case .cut: return fail(.contentCut, facts.with(.reason, "the connection was closed"))
    case .malformed: return fail(.contentCut, facts.with(.reason, "its length is not what HTTP says a length is"))
    case .whole, .stopped: return fail(.contentCut, facts)
    }
  }
}

extension Response.Answer {
  /// Whether it has the marks of a registry: its header, or a list of errors.
  var isOfRegistry: Bool {
    header("docker-distribution-api-version") != nil || JSONKeys(atTopLevelOf: body).keys.contains("errors")
      || header("www-authenticate")?.contains("service=") == true
  }

  /// The first code among a registry's errors (`{"errors":[{"code":"MANIFEST_UNKNOWN"`).
  var registryCode: String? {
    guard isOfRegistry, let key = body.firstRange(of: "\"code\"") else { return nil }
    let rest = body[key.upperBound...].drop { $0 != "\"" }.dropFirst()
    let code = rest.prefix { $0 != "\"" }
    return code.isEmpty || !code.utf8.allSatisfy({ (0x41...0x5A).contains($0) || $0 == 0x5F }) ? nil : String(code)
  }

  /// Whether it is a page for people.
  var isPageByType: Bool { isPage || header("content-type")?.lowercased().contains("html") == true }
}
