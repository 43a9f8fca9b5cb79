/// An amount as Kubernetes writes it: `4`, `3860m`, `12883328Ki`, `1.5G`, `1e3`
/// (apimachinery `resource.Quantity`).
struct Quantity: Sendable, Hashable {
  private let value: Double

  /// `nil` for what is no quantity, or negative.
  init?(_ json: JSONValue) {
    switch json {
    case .text(let text): self.init(text)
    case .number(let spelling): self.init(spelling)
    case .null, .boolean, .list, .object: return nil
    }
  }

  init?(_ text: String) {
    let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
    let suffix = text.dropFirst(digits.count)
    guard !digits.isEmpty, let number = Double(digits) else { return nil }
    let factor: Double
    switch suffix {
    case "": factor = 1
    case "n": factor = 1e-9
    case "u": factor = 1e-6
    case "m": factor = 1e-3
    case "k": factor = 1e3
    case "M": factor = 1e6
    case "G": factor = 1e9
    case "T": factor = 1e12
    case "P": factor = 1e15
    case "E": factor = 1e18
    case "Ki": factor = 1_024
    case "Mi": factor = 1_048_576
    case "Gi": factor = 1_073_741_824
    case "Ti": factor = 1_099_511_627_776
    case "Pi": factor = 1_125_899_906_842_624
    case "Ei": factor = 1_152_921_504_606_846_976
    default:
      guard suffix.first == "e" || suffix.first == "E", let whole = Double(text) else { return nil }
      value = whole
      return
    }
    value = number * factor
  }

  /// Rounded up, as Kubernetes does; `nil` if it is too large to be meant.
  var whole: Int? { Self.rounded(value) }

  /// In thousandths, rounded up.
  var thousandths: Int? { Self.rounded(value * 1_000) }

  private static func rounded(_ value: Double) -> Int? {
    // What the factors above lose in binary must not become one more.
    Int(exactly: (value - value.ulp).rounded(.up))
  }
}
