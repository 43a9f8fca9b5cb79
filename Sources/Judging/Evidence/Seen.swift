import Model

/// One kind of evidence with the observation that holds it.
struct Seen<Value> {
  var id: Observation.ID
  /// Whether its step was cut off by the end of the run: then silence says nothing, for nobody knows how long it would
  /// have lasted.
  var isCutOff: Bool
  /// How long it took, by our own clock.
  var duration: Milliseconds = .zero
  var value: Value
}
