/// A value of a JSON document whose keys are data, such as a template of Azure Resource Manager.
indirect enum TemplateValue: Encodable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  case text(String)
  case number(Int)
  case list([TemplateValue])
  case object([String: TemplateValue])

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int) { self = .number(value) }
  init(arrayLiteral elements: TemplateValue...) { self = .list(elements) }
  init(dictionaryLiteral elements: (String, TemplateValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }

  /// Texts as they are: one that begins with a bracket would be an expression of a template, and gets a second one
  /// (Azure Resource Manager, "Template syntax").
  static func literal(_ text: String) -> TemplateValue { .text(text.hasPrefix("[") ? "[" + text : text) }

  static func texts(_ texts: [String]) -> TemplateValue { .list(texts.map { literal($0) }) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .list(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}

extension TemplateValue {
  /// A template with one resource (Azure Resource Manager, "Template syntax").
  static func template(
    _ description: String, remarks: [String], parameters: TemplateValue, resource: TemplateValue
  ) -> TemplateValue {
    [
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "metadata": ["description": .literal(description), "remarks": .texts(remarks)],
      "parameters": parameters,
      "resources": [resource],
    ]
  }

  /// The parameter with the ranges that packets come from; without a default where none is declared.
  static func ranges(_ ranges: [String]) -> TemplateValue {
    var parameter: [String: TemplateValue] = [
      "type": "array", "metadata": ["description": "Subnets of the cluster's nodes and pods."],
    ]
    if !ranges.isEmpty { parameter["defaultValue"] = .texts(ranges) }
    return .object(parameter)
  }

  /// The same number for the same text, always (Bernstein's hash).
  static func hash(_ text: String) -> UInt32 { text.utf8.reduce(5381) { $0 &* 33 ^ UInt32($1) } }

  /// Lower-case letters, digits and hyphens, at most 70.
  static func slug(_ text: String) -> String {
    var slug = ""
    for character in text.lowercased().replacing("*.", with: "any-") {
      let isPlain = character.isASCII && (character.isLetter || character.isNumber)
      if isPlain { slug.append(character) } else if slug.last != "-" { slug.append("-") }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    guard slug.utf8.count > 70 else { return slug.isEmpty ? "unnamed" : slug }
    // What is cut off makes the difference, so that two long names stay two.
    return slug.prefix(60) + "-" + String(hash(slug), radix: 36)
  }
}
