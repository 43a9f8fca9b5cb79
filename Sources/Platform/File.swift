import Glibc

/// Files and folders by their paths, through links to what they point at.
public enum File {
  public enum Kind: Sendable, Hashable {
    case regular, folder
    /// A pipe, a terminal, a socket: what cannot be replaced by another file.
    case device
  }

  /// What stands at a path; `nil` if nothing does, or it cannot be looked at.
  public static func kind(of path: String) -> Kind? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .regular
    case S_IFDIR: return .folder
    default: return .device
    }
  }

  /// The bytes of a file, but at most `limit` of them.
  public static func contents(of path: String, limit: Int = .max) throws(SystemCallError) -> [UInt8] {
    try Descriptor(opening: path, O_RDONLY).contents(limit: limit)
  }

  /// The names in a folder, sorted.
  public static func names(in folder: String) throws(SystemCallError) -> [String] {
    try entries(of: folder).map(\.name)
  }

  /// The paths of all that is below a folder but no folder itself, from that folder on, sorted within each. Links are
  /// among them, and are not followed; folders that cannot be read are as if empty.
  public static func names(below folder: String) -> [String] {
    var names: [String] = []
    var folders = [""]
    while let prefix = folders.popLast() {
      // Who reads a folder of somebody's documents wants what can be read of them.
      for entry in (try? entries(of: "\(folder)/\(prefix)")) ?? [] {
        if entry.isFolder { folders.append("\(prefix)\(entry.name)/") } else { names.append(prefix + entry.name) }
      }
    }
    return names
  }

  private struct Entry {
    var name: String
    /// Itself, and not by a link.
    var isFolder: Bool
  }

  /// What a folder holds besides itself and its parent, sorted by name.
  private static func entries(of folder: String) throws(SystemCallError) -> [Entry] {
    guard let stream = unsafe opendir(folder) else { throw .last }
    defer { unsafe closedir(stream) }
    var entries: [Entry] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      guard name != ".", name != ".." else { continue }
      entries.append(Entry(name: name, isFolder: unsafe isFolder(entry.pointee.d_type, "\(folder)/\(name)")))
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// Not every file system says in the folder what an entry is.
  private static func isFolder(_ type: UInt8, _ path: String) -> Bool {
    if Int(type) != DT_UNKNOWN { return Int(type) == DT_DIR }
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
