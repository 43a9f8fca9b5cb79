public import Model

/// Writes down whom a deployment must be let out to: for people, for scripts, and as rules for what stands in the way.
public struct AllowListRenderer: Sendable {
  /// The formats of an allow-list.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    case table, json, csv, markdown
    /// A template of Azure Resource Manager: rule collections of an Azure Firewall policy.
    case azureFirewall = "azure-firewall"
    /// A template of Azure Resource Manager: a network security group.
    case nsg
    /// Access rules of squid.
    case squid
    /// Names and addresses as in hosts(5).
    case hosts
  }

  private let options: TextOptions

  /// `options` are those of the table.
  public init(_ options: TextOptions = TextOptions()) {
    self.options = options
  }

  /// The list with a line feed at the end. Same list, same bytes; an entry more changes its own lines.
  /// - Parameter tags: all that the catalog knows, in its order.
  public func render(_ list: AllowList, tags: [ServiceTag], as format: Format) -> String {
    switch format {
    case .table: AllowListTable(options).render(list)
    case .json: JSONText.encoded(AllowListDocument(list))
    case .csv: AllowListCSV.render(list)
    case .markdown: AllowListMarkdown.render(list)
    case .azureFirewall: JSONText.encoded(AzureFirewallTemplate.template(for: list))
    case .nsg: JSONText.encoded(SecurityGroupTemplate(list: list, tags: tags).template)
    case .squid: SquidRules.render(list)
    case .hosts: AllowListHosts.render(list)
    }
  }
}
