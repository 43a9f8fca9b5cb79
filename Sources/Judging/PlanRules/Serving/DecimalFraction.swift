/// A number as a deployment file writes it (`0.1`), kept exact: a count divided by a power of ten. Arithmetic on `Double`
/// would find 3 × 0.1 larger than 0.3, and a plan wrong that is right.
struct DecimalFraction {
  /// Decimal places that are kept; what is finer is left off, so that a third of something times three is not more than it.
  private static let places = 12
  private static let scale: Int128 = 1_000_000_000_000

  /// In units of 10⁻¹².
  private let units: Int128

  private init(units: Int128) {
    self.units = units
  }

  init(_ whole: Int) {
    units = Int128(whole) * Self.scale
  }

  /// The shortest decimal number that reads as this value; `nil` for negative numbers, for those above 10⁹ and for what
  /// is no number.
  init?(_ value: Double) {
    guard value >= 0, value <= 1_000_000_000 else { return nil }
    let parts = "\(value)".lowercased().split(separator: "e", maxSplits: 1)
    guard let mantissa = parts.first, let exponent = parts.count == 2 ? Int(parts[1]) : 0 else { return nil }
    let digits = mantissa.split(separator: ".", maxSplits: 1)
    let fraction = digits.count == 2 ? digits[1] : ""
    guard let whole = digits.first, let number = Int128("\(whole)\(fraction)") else { return nil }
    var units = number
    // At most 17 digits and a value of at most 10⁹: neither direction leaves 128 bits.
    let shift = exponent - fraction.utf8.count + Self.places
    for _ in 0..<max(0, shift) { units *= 10 }
    for _ in 0..<min(40, max(0, -shift)) { units /= 10 }
    self.units = units
  }

  var isZero: Bool { units == 0 }

  /// `20`, `0.7`.
  var text: String {
    let (whole, rest) = units.quotientAndRemainder(dividingBy: Self.scale)
    guard rest > 0 else { return "\(whole)" }
    var digits = String("\(rest + Self.scale)".dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return "\(whole).\(digits)"
  }

  /// The product with a count; `nil` beyond 10²⁵.
  func times(_ count: Int) -> DecimalFraction? {
    let (product, overflow) = units.multipliedReportingOverflow(by: Int128(count))
    return overflow ? nil : DecimalFraction(units: product)
  }

  static func + (left: DecimalFraction, right: DecimalFraction) -> DecimalFraction {
    DecimalFraction(units: left.units + right.units)
  }

  static func <= (left: DecimalFraction, right: DecimalFraction) -> Bool { left.units <= right.units }

  /// How many whole units of `divisor` it takes to reach this number; `nil` for a divisor of zero.
  func dividedRoundingUp(by divisor: DecimalFraction) -> Int? {
    guard divisor.units > 0 else { return nil }
    let (quotient, rest) = units.quotientAndRemainder(dividingBy: divisor.units)
    return Int(exactly: quotient + (rest > 0 ? 1 : 0))
  }

  /// `first × second ÷ (percent / 100) ÷ count`, rounded up; `nil` where a divisor is not positive, or beyond all bounds.
  static func product(
    _ first: DecimalFraction, _ second: DecimalFraction, percent: Int, count: Int
  ) -> Int? {
    guard percent > 0, count > 0 else { return nil }
    let (product, overflow) = first.units.multipliedReportingOverflow(by: second.units)
    let (numerator, overflow2) = product.multipliedReportingOverflow(by: 100)
    let (divisor, overflow3) = Int128(percent).multipliedReportingOverflow(by: Int128(count))
    let (denominator, overflow4) = divisor.multipliedReportingOverflow(by: scale * scale)
    guard !overflow, !overflow2, !overflow3, !overflow4 else { return nil }
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return Int(exactly: quotient + (rest > 0 ? 1 : 0))
  }
}
