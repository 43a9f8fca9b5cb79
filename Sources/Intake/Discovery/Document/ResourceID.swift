/// The identifier of an Azure resource: `/subscriptions/…/resourceGroups/…/providers/TYPE/NAME/SUBTYPE/NAME`.
///
/// Azure compares identifiers without regard to case, and spells them differently in different documents.
struct ResourceID: Sendable {
  let text: String
  /// In lower case, with its subtypes: `microsoft.network/virtualnetworks/subnets`.
  let type: String
  /// One for each part of the type after the provider.
  let names: [String]
  let resourceGroup: String?

  /// `nil` if the text is no identifier.
  init?(_ text: String) {
    guard text.hasPrefix("/"), text.utf8.count <= 2_048 else { return nil }
    let parts = text.split(separator: "/").map(String.init)
    let lower = parts.map { $0.lowercased() }
    guard let providers = lower.lastIndex(of: "providers"), providers + 3 < parts.count else { return nil }
    let rest = parts[(providers + 2)...]
    self.text = text
    type = ([lower[providers + 1]] + rest.indices.filter { ($0 - providers).isMultiple(of: 2) }.map { lower[$0] })
      .joined(separator: "/")
    names = rest.indices.filter { !($0 - providers).isMultiple(of: 2) }.map { parts[$0] }
    resourceGroup = lower.firstIndex(of: "resourcegroups").flatMap { $0 + 1 < parts.count ? parts[$0 + 1] : nil }
  }

  var name: String { names.last ?? "" }

  /// The resource that this one is a part of; itself if it is none.
  var parent: String {
    let parts = text.split(separator: "/")
    return names.count > 1 ? "/" + parts.dropLast(2).joined(separator: "/") : text
  }
}

extension ResourceID: Hashable {
  static func == (left: Self, right: Self) -> Bool { left.text.lowercased() == right.text.lowercased() }
  func hash(into hasher: inout Hasher) { hasher.combine(text.lowercased()) }
}
