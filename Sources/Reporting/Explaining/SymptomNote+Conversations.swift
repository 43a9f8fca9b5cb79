internal import Model

// What conversations show.
extension SymptomNote {
  /// The note on a symptom of a conversation; `nil` for any other.
  static func ofConversation(_ code: Symptom.Code) -> SymptomNote? {
    let pull = ["skopeo inspect --debug docker://REGISTRY/IMAGE"]
    switch code {
    case .redirectToPlain:
      return SymptomNote(
        """
        The answer leads from an encrypted connection to one that anybody on the way can read and change. Clients that \
        care do not follow; a device that ends TLS on the way, or a proxy before the service, usually made the address.
        """, ["curl --include --max-time 10 https://HOST:PORT/PATH"], [.serviceRedirectsWrong])
    case .redirectLoop:
      return SymptomNote(
        "The answers lead in a circle, or on and on. Clients give up after ten of them.",
        ["curl --include --location --max-redirs 10 --max-time 30 https://HOST:PORT/PATH"], [.serviceRedirectsWrong])
    case .rangeIgnored:
      return SymptomNote(
        """
        A part was asked for, and all of it comes (status 200 instead of 206). Downloads that were interrupted begin \
        anew instead of going on; a proxy that rewrites requests is the usual reason.
        """, ["curl --include --range 0-1023 --max-time 10 --output /dev/null https://HOST:PORT/PATH"],
        [.serviceRangeIgnored])
    case .contentCut:
      return SymptomNote(
        """
        The answer began and ended before its end, stopped on the way, or has lengths that are none. What small answers \
        show is true of the way as well: a device that inspects or limits downloads breaks off like this.
        """, ["curl --fail --max-time 60 --output /dev/null https://HOST:PORT/PATH"], [.serviceContentCut, .pathMTU])
    case .transferSlow:
      return SymptomNote(
        """
        What a layer's first bytes took is held against the size that the manifest gives for the whole image. It is told \
        only where the sample is large enough and took much longer than the round trips with which TCP begins, and only \
        from nodes and pods: what another machine gets through says nothing of theirs.
        """,
        [
          "curl --verbose --range 0-1048575 --max-time 60 --output /dev/null https://HOST:PORT/PATH"
        ],
        [.pathSlow])
    case .contentEndless:
      return SymptomNote(
        "More came than any document of this kind has. Reading ended there; somebody else may answer.",
        ["curl --max-time 10 https://HOST:PORT/PATH | head -c 100000 | wc -c"], [.serviceContentCut])
    case .contentUnreadable:
      return SymptomNote(
        "The answer has the right status and is not what was asked for: no manifest, or one of a form long out of use.",
        pull, [.registryContentCorrupt])
    case .registryNetworkDenied:
      return SymptomNote(
        "The registry names the address by which it knows this client, and that is not among those it lets in.",
        ["curl --include --max-time 10 https://REGISTRY/v2/"], [.registryNetworkRules])
    case .registryCredentialsRefused:
      return SymptomNote(
        "User name and password, or the token in their place, are not accepted by the registry's token service.",
        ["az acr login --name REGISTRY --expose-token"], [.registryCredentials])
    case .registryPullDenied:
      return SymptomNote(
        "The token service knows who asks, and the token that it gives does not allow this image to be pulled.",
        ["az role assignment list --scope REGISTRY_ID --output table"], [.registryNotAuthorized])
    case .registryTokenRejected:
      return SymptomNote(
        """
        The token service issued a token and the registry does not accept it. Compare the times: a token that is not \
        valid yet, or no more, by the registry's clock is rejected whatever it allows.
        """, pull, [.registryTokenRejected])
    case .registryImageMissing:
      return SymptomNote(
        "The registry answers, and has no such repository, tag or digest.",
        ["az acr repository show-tags --name REGISTRY --repository REPOSITORY"], [.registryImageMissing])
    case .registryPlatformMissing:
      return SymptomNote(
        "The list of platforms has no entry for linux/amd64, which the nodes are.",
        ["docker manifest inspect REGISTRY/IMAGE"], [.registryImageMissing])
    case .registryContentDiffers:
      return SymptomNote(
        "The bytes that came have another digest than the one by which they were asked for: somebody changed them.",
        pull, [.registryContentCorrupt])
    case .registryContentMissing:
      return SymptomNote(
        "The manifest names a part that the registry or its layer host does not have.", pull, [.registryContentCorrupt])
    default: return ofCall(code)
    }
  }
}
