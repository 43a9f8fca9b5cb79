internal import Model

extension Wording {
  /// The sentence about a symptom of a conversation; `nil` for any other.
  static func conversationTemplate(_ code: Symptom.Code) -> String? {
    switch code {
    case .redirectToPlain: "{endpoint} leads from HTTPS to plain HTTP (to {seen})"
    case .redirectLoop: "{endpoint} leads in a circle (to {seen})"
    case .rangeIgnored: "{endpoint} sends all where a part was asked for (status {status})"
    case .contentCut: "What {endpoint} sends ends before its end ({reason}) ({count} of {total} bytes)"
    case .transferSlow:
      "{endpoint} sends {seen}, measured on {count} bytes in {after}: the {total} of {name} take {needed} or more, and "
        + "there are {limit} ({place}, {date})"
    case .contentEndless: "What {endpoint} sends is longer than anything of its kind (more than {count} bytes)"
    case .contentUnreadable: "What {endpoint} sends is not what was asked for (for {name})"
    case .registryNetworkDenied:
      "The registry {endpoint} refuses this network by its own rules (status {status}) (it knows this client as {seen})"
    case .registryCredentialsRefused: "{endpoint} refuses the credential for {name} (status {status})"
    case .registryPullDenied: "{endpoint} knows who asks and does not let {name} be pulled (status {status})"
    case .registryTokenRejected:
      "{endpoint} rejects the token that its own token service issued ({reason}) (status {status})"
    case .registryImageMissing: "{endpoint} does not have the image {name} ({code})"
    case .registryPlatformMissing: "The image {name} at {endpoint} has no form for {expected}"
    case .registryContentDiffers:
      "What {endpoint} sends of {name} is not what its digest says (expected {expected}) (seen {seen})"
    case .registryContentMissing: "{endpoint} does not have a part that the manifest of {name} names (status {status})"
    case .storageNetworkDenied:
      "The storage account at {endpoint} refuses this network by its own rules (status {status}) ({code})"
    case .storageCredentialRefused:
      "{endpoint} refuses the signature or token that it was shown ({reason}) (status {status}) ({code})"
    case .storageNotPermitted: "{endpoint} knows who asks and does not allow the read (status {status}) ({code})"
    case .storageDataMissing: "{endpoint} does not have what was asked for (status {status}) ({code})"
    case .scoringKeyRefused: "{endpoint} refuses the key (status {status})"
    case .scoringTokenRefused: "{endpoint} refuses the token ({reason}) (status {status})"
    case .scoringServiceMissing: "{endpoint} knows no service at the declared path (status {status})"
    case .scoringBusy: "No replica behind {endpoint} took the request in time (status {status}) (it says {seen})"
    case .scoringNoReplicas:
      "The router behind {endpoint} has no replica of the service that is ready (status {status}) (it says {seen})"
    case .scoringModelFails: "The model behind {endpoint} failed on the request (status {status}) (it says {seen})"
    case .scoringTimedOut: "The model behind {endpoint} took longer than the router waits (status {status})"
    default: nil
    }
  }
}
