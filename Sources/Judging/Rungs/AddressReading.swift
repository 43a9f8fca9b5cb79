import Model

/// What happened at one address on one rung.
struct AddressReading {
  enum Outcome {
    /// The rung was completed; what is wrong with what was found there.
    case completed([Sign])
    /// It was not, for this reason (in words).
    case failed(Symptom, reason: String)
    /// We could not try.
    case notTried(Symptom)
    /// Silent until the run was over.
    case cutOff
  }

  var address: IPAddress
  var observation: Observation.ID
  var outcome: Outcome
}

/// What one rung came to over all addresses.
struct RungOutcome {
  enum State {
    /// Completed at an address at least.
    case completed
    case failed
    /// Not seen, or not tried.
    case unknown
  }

  var state: State
  var signs: [Sign]
  var observations: [Observation.ID]

  /// Puts the addresses together. What was found there counts wherever it was found: clients take any address. That one
  /// fails while another works is a warning if clients then try the next (`isRetried`), as they do when they cannot
  /// connect; what fails on an open connection they do not try elsewhere. If one could not be tried, we do not know.
  init(_ readings: [AddressReading], endpoint: Endpoint, isRetried: Bool, missing: Assessment) {
    observations = readings.map(\.observation)
    var found: [Sign] = []
    var failures: [(reading: AddressReading, symptom: Symptom, reason: String)] = []
    var open: [Sign] = []
    var completed = 0
    for reading in readings {
      switch reading.outcome {
      case .completed(let signs):
        completed += 1
        found += signs
      case .failed(let symptom, let reason): failures.append((reading, symptom, reason))
      case .notTried(let symptom): open.append(Sign(symptom.code, symptom.facts, seenIn: [reading.observation]))
      case .cutOff: open += missing.signs
      }
    }
    if completed > 0 {
      state = .completed
      signs =
        found.merged()
        + failures.map { failure in
          Sign(
            .addressDead,
            [
              .endpoint: endpoint.hostAndPort, .address: failure.reading.address.description, .reason: failure.reason,
              .count: String(failures.count), .total: String(readings.count),
            ].with(.after, failure.symptom.facts[.after]), seenIn: [failure.reading.observation], isWarning: isRetried)
        }.merged()
    } else if !failures.isEmpty, open.isEmpty {
      state = .failed
      signs = failures.map { Sign($0.symptom.code, $0.symptom.facts, seenIn: [$0.reading.observation]) }.merged()
    } else {
      state = .unknown
      let failed = failures.map { Sign($0.symptom.code, $0.symptom.facts, seenIn: [$0.reading.observation]) }
      signs = open.isEmpty ? missing.signs : (failed + open).merged()
    }
  }
}
