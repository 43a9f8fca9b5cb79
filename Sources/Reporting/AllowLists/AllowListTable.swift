internal import Model

/// An allow-list for a terminal.
struct AllowListTable {
  private let options: TextOptions

  init(_ options: TextOptions) {
    self.options = options
  }

  func render(_ list: AllowList) -> String {
    var page = Page(options)
    page.paragraph(
      "\(list.deployment): \(Wording.count(list.entries.count, "target")) to allow; nothing has been sent",
      style: .strong)
    page.paragraph(
      "\(list.cloud.rawValue) · "
        + (list.ranges.isEmpty
          ? "the cluster's subnets are not declared"
          : "from \(list.ranges.map(\.description).joined(separator: ", "))"),
      style: .faint)
    let groups: [(String, (AllowList.Entry) -> Bool)] = [
      ("Required", { !$0.isInbound && $0.isRequired }), ("Advisory", { !$0.isInbound && !$0.isRequired }),
      ("Inbound", { $0.isInbound }),
    ]
    for (title, belongs) in groups {
      let entries = list.entries.filter(belongs)
      guard !entries.isEmpty else { continue }
      page.blank()
      page.paragraph(title, style: .strong)
      for entry in entries { self.entry(entry, on: &page) }
    }
    if !list.gaps.isEmpty {
      page.blank()
      page.paragraph("Not in the list", style: .strong)
      for gap in list.gaps { page.paragraph(gap.text, after: [("  ", .plain)]) }
    }
    return page.text
  }

  private func entry(_ entry: AllowList.Entry, on page: inout Page) {
    let transport = page.safe(entry.transport.rawValue)
    let target = page.safe(entry.targetAndPort)
    let room = page.width - 4 - TextWidth.of(transport)
    page.line([("  ", .plain), (page.shortened(target, to: room), .plain), ("  " + transport, .faint)])
    let notes = [
      entry.title, entry.consumers.map { Wording.consumer($0) }.joined(separator: ", "),
      entry.phases.map { Wording.title($0).lowercased() }.joined(separator: ", "),
      entry.isPrivate == true ? "private endpoint" : nil, entry.proxy.map { "through \($0)" },
      entry.serviceTag.map { "service tag \($0)" },
      entry.addresses.isEmpty ? nil : entry.addresses.map(\.description).joined(separator: ", "), entry.remark,
    ].compactMap(\.self).filter { !$0.isEmpty }
    page.paragraph(notes.joined(separator: " · "), after: [("      ", .plain)], style: .faint)
  }
}
