import Foundation
import Testing

@testable import Intake

/// Real documents, collected beside the project: read where they are present.
enum Samples {
  /// The folder that `AML_PREFLIGHT_SAMPLES` names, else a folder `samples` in one beside the package; `nil` if there is
  /// none.
  static let folder: URL? = {
    var candidates: [URL] = []
    if let named = ProcessInfo.processInfo.environment["AML_PREFLIGHT_SAMPLES"] {
      candidates.append(URL(fileURLWithPath: named))
    }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let beside = package.deletingLastPathComponent()
    // A folder that cannot be listed has no samples.
    for name in ((try? FileManager.default.contentsOfDirectory(atPath: beside.path)) ?? []).sorted() {
      candidates.append(beside.appendingPathComponent(name).appendingPathComponent("samples"))
    }
    return candidates.first { FileManager.default.fileExists(atPath: $0.appendingPathComponent("expected.jsonl").path) }
  }()

  static var isPresent: Bool { folder != nil }

  static func bytes(_ name: String) throws -> [UInt8] {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  /// The resources in a sample, and what was wrong with it.
  static func read(_ name: String) throws -> (resources: [Resource], problems: [Problem]) {
    try read(bytes(name), named: name)
  }

  static func read(_ bytes: [UInt8], named name: String) throws -> (resources: [Resource], problems: [Problem]) {
    var reading = ResourceReading()
    let resources = reading.resources(Cursor(try DocumentText.root(of: bytes, named: name)))
    return (resources, reading.problems)
  }

  /// What was found out about each sample by other means.
  static let expectations: [Expectation] = {
    // Without samples, there are no expectations.
    let lines = (try? String(decoding: bytes("expected.jsonl"), as: UTF8.self)) ?? ""
    // A line of another form is none that could be compared.
    return lines.split(separator: "\n").compactMap { try? JSONDecoder().decode(Expectation.self, from: Data($0.utf8)) }
  }()

  /// Every document of the folder but those of other formats.
  static let files: [String] = {
    guard let folder else { return [] }
    let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return all.filter { ($0.hasSuffix(".json") || $0.hasSuffix(".yaml")) && !$0.hasPrefix("servicetags") }.sorted()
  }()
}

struct Expectation: CustomTestStringConvertible, Decodable, Sendable {
  let file: String
  let kind: String
  let facts: [String: Fact?]

  var testDescription: String { file }
}

/// A fact in the form in which facts are compared; `null` is none.
indirect enum Fact: Equatable, Sendable, Decodable {
  case text(String)
  case number(Double)
  case truth(Bool)
  case list([Fact])
  case object([String: Fact])

  init?(_ value: Any?) {
    switch value {
    case let truth as Bool: self = .truth(truth)
    case let number as Int: self = .number(Double(number))
    case let text as String: self = .text(text)
    case let list as [Any]: self = .list(list.compactMap { Fact($0) })
    case let object as [String: Any]: self = .object(object.compactMapValues { Fact($0) })
    default: return nil
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // Each is tried in turn; JSON says nowhere which it is.
    if let truth = try? container.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([Fact?].self) {
      self = .list(list.compactMap(\.self))
    } else {
      self = .object(try container.decode([String: Fact?].self).compactMapValues(\.self))
    }
  }
}
