internal import Model

// What storage and deployed services make of a credential.
extension SymptomNote {
  private static let blob = [
    "curl --include --range 0-1023 --output /dev/null \"https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH?$STORAGE_SAS\""
  ]
  private static let service = ["curl --include --header \"Authorization: Bearer $SCORING_KEY\" https://HOST:PORT/PATH"]

  /// The note on a symptom of a request that carries a credential; `nil` for any other.
  static func ofCall(_ code: Symptom.Code) -> SymptomNote? {
    switch code {
    case .storageNetworkDenied:
      SymptomNote(
        """
        The account refuses where the request comes from (AuthorizationFailure), or the signature allows other addresses \
        only. Who asks does not matter to it.
        """, blob, [.storageNetworkRules])
    case .storageCredentialRefused:
      SymptomNote(
        """
        The signature or the token does not hold: it ran out, is not valid yet, or was not made with a key of this account. \
        The service's clock counts.
        """, blob, [.storageCredentialRejected])
    case .storageNotPermitted:
      SymptomNote(
        """
        The credential holds, and what it allows is something else: another service, no reading, a role that is missing. \
        A disabled account says so as well.
        """, blob, [.storageNotAuthorized])
    case .storageDataMissing:
      SymptomNote(
        "The account answers and has no such container, blob or table. It may also be the wrong account.", blob,
        [.storageDataMissing])
    case .scoringKeyRefused:
      SymptomNote(
        "The router refuses the key: it belongs to another service, was changed, or the service wants tokens.", service,
        [.scoringKeyRejected])
    case .scoringTokenRefused:
      SymptomNote(
        "The router refuses the token: it ran out, belongs to another service, or the service wants keys.", service,
        [.scoringTokenRejected])
    case .scoringServiceMissing:
      SymptomNote(
        "The router answers and knows no service at the declared path.", ["kubectl get services --all-namespaces"],
        [.scoringServiceMissing])
    case .scoringBusy:
      SymptomNote(
        """
        The router has the service and no replica that would take the request in time: all are busy, or none is up. What \
        waits longer than the queue allows (500 ms unless configured) ends so.
        """, ["kubectl get pods --all-namespaces"], [.scoringReplicasBusy])
    case .scoringNoReplicas:
      SymptomNote(
        """
        The router knows the service and says that none of its replicas is ready: the model's pods do not run, do not start, \
        or the router does not reach them.
        """, ["kubectl get pods --all-namespaces"], [.scoringNoReplicas])
    case .scoringModelFails:
      SymptomNote(
        "The request reached the model, and the model did not take it or failed on it.",
        ["kubectl get pods --all-namespaces"], [.scoringModelFailing])
    case .scoringTimedOut:
      SymptomNote(
        "The request reached the model, and no answer came within the service's own limit.", service, [.scoringTimedOut]
      )
    default: nil
    }
  }
}
