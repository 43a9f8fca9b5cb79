import CLinux

/// The variables of the environment that the program was started with.
public enum Variables {
  /// By their names; of two with one name the first, as `getenv` takes it. Bytes that are not UTF-8 are replaced.
  public static var all: [String: String] {
    var variables: [String: String] = [:]
    var index: Int32 = 0
    while let text = unsafe lx_variable(index).map({ unsafe String(cString: $0) }) {
      index += 1
      guard let sign = text.firstIndex(of: "=") else { continue }
      let name = String(text[..<sign])
      if variables[name] == nil { variables[name] = String(text[text.index(after: sign)...]) }
    }
    return variables
  }
}
