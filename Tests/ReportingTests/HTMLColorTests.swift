import Foundation
import Testing

@testable import Reporting

/// The colors of one color scheme of the style sheet.
private struct Palette: CustomTestStringConvertible {
  let name: String
  let colors: [String: UInt32]

  var testDescription: String { name }

  static let all: [Palette] = {
    // The blocks of `:root`, in their order: light, dark, more contrast, print.
    let blocks = HTMLTemplate.file(named: "report.css").split(
      separator: ":root {", omittingEmptySubsequences: false
    ).dropFirst().map { block in
      colors(in: block.prefix { $0 != "}" })
    }
    return [
      Palette(name: "light", colors: blocks[0]), Palette(name: "dark", colors: blocks[0].merging(blocks[1]) { $1 }),
      Palette(name: "print", colors: blocks[0].merging(blocks[3]) { $1 }),
    ]
  }()

  private static func colors(in block: Substring) -> [String: UInt32] {
    var colors: [String: UInt32] = [:]
    for declaration in block.split(separator: ";") {
      let parts = declaration.split(separator: ":")
      guard parts.count == 2 else { continue }
      let value = parts[1].trimmingCharacters(in: .whitespaces)
      guard value.hasPrefix("#"), value.count == 7, let color = UInt32(value.dropFirst(), radix: 16) else { continue }
      colors[parts[0].trimmingCharacters(in: .whitespacesAndNewlines)] = color
    }
    return colors
  }

  /// The contrast of two colors, from 1 to 21 (WCAG 2.2, contrast ratio).
  func contrast(_ first: String, _ second: String) throws -> Double {
    let values = try [first, second].map { Self.luminance(try #require(colors["--" + $0], "\($0)")) }.sorted()
    return (values[1] + 0.05) / (values[0] + 0.05)
  }

  /// WCAG 2.2, relative luminance.
  private static func luminance(_ color: UInt32) -> Double {
    let channels = [16, 8, 0].map { shift -> Double in
      let value = Double(color >> UInt32(shift) & 0xFF) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }
}

@Suite struct `The colors of a page` {
  private static let palettes = Palette.all

  @Test(arguments: palettes) fileprivate func `can be read as text, by WCAG AA`(palette: Palette) throws {
    for ground in ["page", "card", "sunken"] {
      for text in ["ink", "quiet", "link", "pass", "fail", "warn", "blocked", "inconclusive", "skipped"] {
        #expect(try palette.contrast(text, ground) >= 4.5, "\(text) on \(ground)")
      }
    }
    #expect(try palette.contrast("card", "fail") >= 4.5)  // the sign in a filled mark
  }

  @Test(arguments: palettes) fileprivate func `tell signs, focus and bars from the ground, by WCAG AA`(palette: Palette)
    throws
  {
    for ground in ["page", "card"] {
      for sign in ["focus", "edge"] { #expect(try palette.contrast(sign, ground) >= 3, "\(sign) on \(ground)") }
    }
    for bar in ["lookup", "connection", "tunnel", "handshake", "first-byte"] {
      #expect(try palette.contrast(bar, "page") >= 2, "\(bar)")  // their lengths are said in numbers beside them
    }
  }

  @Test func `are all declared`() {
    let style = HTMLTemplate.file(named: "report.css")
    let used = style.split(separator: "var(").dropFirst().map { String($0.prefix { $0 != ")" }) }
    for name in Set(used) { #expect(style.contains("\(name): "), "\(name)") }
  }
}
