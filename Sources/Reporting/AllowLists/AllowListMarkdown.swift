internal import Model

/// An allow-list for tickets and change requests.
enum AllowListMarkdown {
  static func render(_ list: AllowList) -> String {
    var lines = [
      "# Allow-list for \(MarkdownText.plain(list.deployment))", "",
      "\(list.cloud.rawValue). "
        + (list.ranges.isEmpty
          ? "The cluster's subnets are not declared."
          : "From \(list.ranges.map { MarkdownText.code($0.description) }.joined(separator: ", "))."),
    ]
    let groups: [(String, (AllowList.Entry) -> Bool)] = [
      ("Required", { !$0.isInbound && $0.isRequired }), ("Advisory", { !$0.isInbound && !$0.isRequired }),
      ("Inbound", { $0.isInbound }),
    ]
    for (title, belongs) in groups {
      let entries = list.entries.filter(belongs)
      guard !entries.isEmpty else { continue }
      lines += [
        "", "## \(title)", "", "| Target | Protocol | Part | For | Phases | Without it | Known |",
        "|---|---|---|---|---|---|---|",
      ]
      lines += entries.map { entry in
        let notes = [
          entry.isPrivate == true ? "private endpoint" : nil, entry.proxy.map { "through \($0)" },
          entry.serviceTag.map { "service tag \($0)" }, entry.remark,
        ].compactMap(\.self)
        return "| "
          + [
            MarkdownText.code(entry.targetAndPort), entry.transport.rawValue, MarkdownText.plain(entry.title),
            entry.consumers.map { Wording.consumer($0) }.joined(separator: ", "),
            entry.phases.map { Wording.title($0).lowercased() }.joined(separator: ", "),
            MarkdownText.plain(entry.reasons.joined(separator: " "), limit: 2_000),
            MarkdownText.plain(notes.joined(separator: "; "), limit: 2_000),
          ].joined(separator: " | ") + " |"
      }
    }
    if !list.gaps.isEmpty {
      lines += ["", "## Not in the list", ""] + list.gaps.map { "- \(MarkdownText.plain($0.text))" }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
