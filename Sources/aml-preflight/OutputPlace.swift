import Foundation

/// What stands where a report is to be written.
enum OutputPlace {
  case nothing, file, folder, device

  init(_ url: URL) {
    guard let type = (try? FileManager.default.attributesOfItem(atPath: url.path))?[.type] as? FileAttributeType
    else {
      self = .nothing  // what cannot be looked at is found out when it is written
      return
    }
    switch type {
    case .typeRegular: self = .file
    case .typeDirectory: self = .folder
    default: self = .device
    }
  }
}
