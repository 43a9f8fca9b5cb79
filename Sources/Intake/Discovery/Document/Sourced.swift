import Model

/// A value with the place in the document that states it.
struct Sourced<Value> {
  var value: Value
  var place: SourcePlace

  init(_ value: Value, at place: SourcePlace) {
    self.value = value
    self.place = place
  }

  func map<Other>(_ transform: (Value) -> Other) -> Sourced<Other> {
    Sourced<Other>(transform(value), at: place)
  }

  func flatMap<Other>(_ transform: (Value) -> Other?) -> Sourced<Other>? {
    transform(value).map { Sourced<Other>($0, at: place) }
  }
}

extension Sourced: Sendable where Value: Sendable {}
extension Sourced: Equatable where Value: Equatable {}
