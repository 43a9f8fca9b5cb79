internal import Model

// Codes that stand as a reason in symptoms, in words. Programs match the codes; people read these.
extension Wording {
  /// A symptom's reason in words: of a code its clause, of anything else itself.
  static func words(_ reason: String, of code: Symptom.Code) -> String {
    switch code {
    case .notFinished: Recording.Interruption(rawValue: reason).map(clause) ?? reason
    case .noEvidence: Exchange.Withholding(rawValue: reason).map(clause) ?? reason
    case .chainInvalid: ChainError.Reason(rawValue: reason).map(clause) ?? reason
    default: reason
    }
  }

  static func clause(_ interruption: Recording.Interruption) -> String {
    switch interruption {
    case .interrupted: "the run was interrupted"
    case .terminated: "the run was ended from outside"
    case .outOfTime: "its time was over"
    }
  }

  static func clause(_ withholding: Exchange.Withholding) -> String {
    switch withholding {
    case .unverified: "the request was not sent, because the certificate does not verify"
    case .foreignHost: "the request was not sent, because a secret would have gone to another host"
    case .unencrypted: "the request was not sent, because a secret would have gone without TLS"
    case .variableNotSet: "the request was not sent, because the variable with the credential is not set"
    }
  }

  static func clause(_ reason: ChainError.Reason) -> String {
    switch reason {
    case .expired: "it expired"
    case .notYetValid: "it is not valid yet"
    case .selfSigned: "it is signed by itself"
    case .selfSignedInChain: "an authority in the chain is not trusted"
    case .issuerNotFound: "its issuer is not known"
    case .invalidSignature: "its signature is wrong"
    case .invalidAuthority: "it is signed by what may not issue certificates"
    case .invalidPurpose: "it is not meant for servers"
    case .revoked: "it is revoked"
    case .weakKey: "its key is too weak"
    case .other: "it cannot be verified"
    }
  }
}
