import Glibc

/// Paths of files, as texts.
public enum Path {
  /// From the root on, without `.`, `..` and doubled slashes; links are not looked at.
  public static func absolute(_ path: String) -> String {
    var parts: [Substring] = []
    for part in (path.hasPrefix("/") ? path : "\(current)/\(path)").split(separator: "/") {
      switch part {
      case ".": break
      case "..": _ = parts.popLast()
      default: parts.append(part)
      }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// What a path is an other name for: from the root on, through all links, also those that point at what is not there.
  public static func resolved(_ path: String) -> String { resolved(path, links: 40) }

  private static func resolved(_ path: String, links: Int) -> String {
    if let real = unsafe realpath(path, nil) {
      defer { unsafe free(real) }
      return unsafe String(cString: real)
    }
    let whole = path.hasPrefix("/") ? path : "\(current)/\(path)"
    guard links > 0, let name = whole.split(separator: "/").last, name != ".", name != ".." else {
      return absolute(path)
    }
    let folder = resolved(folder(of: whole), links: links - 1)
    let own = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
    guard let target = link(at: own) else { return own }
    return resolved(target.hasPrefix("/") ? target : "\(folder)/\(target)", links: links - 1)
  }

  /// The folder that a file is in: `a` of `a/b`, `.` of `b`, `/` of `/b`.
  public static func folder(of path: String) -> String {
    var rest = path[...]
    while rest.count > 1, rest.hasSuffix("/") { rest.removeLast() }
    guard let slash = rest.lastIndex(of: "/") else { return "." }
    rest = rest[..<slash]
    while rest.hasSuffix("/") { rest.removeLast() }
    return rest.isEmpty ? "/" : String(rest)
  }

  /// Where a relative path begins.
  private static var current: String {
    guard let folder = unsafe getcwd(nil, 0) else { return "/" }
    defer { unsafe free(folder) }
    return unsafe String(cString: folder)
  }

  /// What a link points at, as it is written; `nil` if there is none.
  private static func link(at path: String) -> String? {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      count = unsafe buffer.withMemoryRebound(to: CChar.self) {
        guard let start = $0.baseAddress else { return 0 }
        return max(0, unsafe readlink(path, start, $0.count))
      }
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}
