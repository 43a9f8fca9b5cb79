import Model

extension CatalogDraft {
  /// The table of VM sizes: a header, then a line a size. Only its form is checked here; lines are read when asked for.
  mutating func readVMSizes(_ text: String, file: String) {
    let header = "name,vcpus,memoryMiB,gpus"
    guard text.utf8.count <= CatalogFile.sizeLimit else {
      log.add(
        "the file has \(text.utf8.count) bytes", at: SourcePlace(file: file, line: 1, column: 1),
        expected: "at most \(CatalogFile.sizeLimit)")
      return
    }
    guard text.hasPrefix(header + "\n") else {
      log.add("the table has no header", at: SourcePlace(file: file, line: 1, column: 1), expected: header)
      return
    }
    vmSizes = VMSizeTable(csv: text)
    if let line = vmSizes.firstMalformedLine {
      log.add(
        "a line of the table cannot be read", at: SourcePlace(file: file, line: line, column: 1), expected: header)
    }
  }
}
