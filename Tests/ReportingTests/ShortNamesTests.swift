import FoundationEssentials
import Model
import TestSupport
import Testing

@testable import Reporting

@Suite struct `Names cut to one width` {
  static let groups: [[String]] = [
    ["contosomlprodstorage01.blob.core.windows.net", "contosomlprodstorage01.table.core.windows.net"],
    ["contosomlprodstorage01.blob.core.windows.net:52521", "contosomlprodstorage01.table.core.windows.net:52521"],
    ["contosomlprodstorage01.blob.core.windows.net", "contosomlprodstorage02.blob.core.windows.net"],
    [
      "contosomlprodregistry01.westeurope.data.azurecr.io", "contosomlprodregistry01.eastus2.data.azurecr.io",
      "contosomlprodregistry01.northeurope.data.azurecr.io",
    ],
    ["a-very-long-label-without-any-dot-in-it-number-1", "a-very-long-label-without-any-dot-in-it-number-2"],
    ["a-very-long-label-1-without-any-dot-in-it-number", "a-very-long-label-2-without-any-dot-in-it-number"],
    [
      "a-label-of-sixty-characters-that-differs-only-in-its-end-00001.example.internal.corp.contoso.com",
      "a-label-of-sixty-characters-that-differs-only-in-its-end-00002.example.internal.corp.contoso.com",
    ],
  ]

  @Test(arguments: groups, [24, 33, 40]) func `stay different`(names: [String], room: Int) {
    let short = ShortNames(names, room: room, ellipsis: "…")
    #expect(Set(names.map { short[$0] }).count == names.count, "\(names.map { short[$0] })")
    #expect(names.allSatisfy { TextWidth.of(short[$0]) <= room })
  }

  @Test func `keep what was cut in the middle where that tells them apart`() {
    let names = ["myaks-d1a2b3c4.hcp.westeurope.azmk8s.io", "mcr.microsoft.com"]
    let short = ShortNames(names, room: 33, ellipsis: "…")
    #expect(short[names[0]] == TextWrapping.shortened(names[0], to: 33, ellipsis: "…"))
    #expect(short[names[1]] == names[1])
  }

  @Test func `show the service of one storage account`() {
    let names = Self.groups[1]
    let short = ShortNames(names, room: 33, ellipsis: "…")
    #expect(short[names[0]].contains(".blob.") && short[names[1]].contains(".table."), "\(names.map { short[$0] })")
  }

  @Test(arguments: SampleRun.all, [60, 80]) func `keep the lines of each phase apart`(run: SampleRun, width: Int) throws
  {
    let path = Repository.path("reports/samples/\(run.id)/report.json")
    let text = try String(decoding: Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      .replacing("demostore", with: "contosomlprodstorage01").replacing("demoacr", with: "contosomlprodregistry01")
    let document = try ReportDocument(json: Array(text.utf8))
    let lines = TextRenderer(TextOptions(width: width)).render(document).split(
      separator: "\n", omittingEmptySubsequences: false)
    for section in lines.split(separator: "") {
      let rows = section.filter { line in ["✓ ", "✗ ", "! ", "? "].contains { line.hasPrefix($0) } }
      let twice = Dictionary(grouping: rows) { $0 }.filter { $0.value.count > 1 }.keys
      #expect(twice.isEmpty, "\(twice)")
      #expect(!section.dropLast().contains { $0.hasSuffix(" ·") })
    }
  }
}
