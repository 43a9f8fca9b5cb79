/// What Kubernetes takes as names, so that a mistake is found before anything is applied.
public enum KubernetesName {
  /// A label of RFC 1123: what namespaces and the objects that pods are made from are called. Lower-case letters, digits
  /// and hyphens, 63 at most, with a letter or digit at either end.
  public static func isLabel(_ text: String) -> Bool {
    (1...63).contains(text.utf8.count) && text.utf8.allSatisfy { isLowerOrDigit($0) || $0 == hyphen }
      && text.utf8.first != hyphen && text.utf8.last != hyphen
  }

  /// A subdomain of RFC 1123: what most other objects are called. Labels with dots between them, 253 characters at most.
  public static func isSubdomain(_ text: String) -> Bool {
    text.utf8.count <= 253
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isLabel(String($0)) }
  }

  /// The key of a ConfigMap or Secret: letters, digits, `-`, `_` and `.`, 253 at most, and neither `.` nor begun with `..`.
  public static func isDataKey(_ text: String) -> Bool {
    (1...253).contains(text.utf8.count) && text != "." && !text.hasPrefix("..") && text.utf8.allSatisfy(isNameCharacter)
  }

  /// The key of a label or taint: `sku`, `kubernetes.azure.com/agentpool`.
  public static func isQualified(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.last, !name.isEmpty, isLabelValue(name) else { return false }
    return parts.count == 1 || parts.count == 2 && isSubdomain(parts[0])
  }

  /// The value of a label: letters, digits, `-`, `_` and `.`, 63 at most, with a letter or digit at either end; or nothing.
  public static func isLabelValue(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return true }
    return text.utf8.count <= 63 && text.utf8.allSatisfy(isNameCharacter) && isAlphanumeric(first)
      && isAlphanumeric(last)
  }

  /// An image's reference, as far as no registry could serve another: `myacr.azurecr.io/aml-preflight:1@sha256:…`.
  public static func isImage(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, text.utf8.count <= 512 else { return false }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && text.utf8.allSatisfy { isNameCharacter($0) || "/:@".utf8.contains($0) }
      && !["//", "::", "@@", "/:", ":/@"].contains { text.contains($0) }
  }

  private static let hyphen = UInt8(ascii: "-")

  private static func isLowerOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLowerOrDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isNameCharacter(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || "-_.".utf8.contains(byte) }
}
