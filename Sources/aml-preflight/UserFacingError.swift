import CheckCatalog
import EventLoop
import Intake
import Lab
import Probing

/// An error whose text is meant for people, with the status that it ends the process with.
protocol UserFacingError: Error, CustomStringConvertible {
  var status: ExitStatus { get }
}

extension UserFacingError {
  var status: ExitStatus { .usage }
}

extension CatalogError: UserFacingError {}
extension IntakeError: UserFacingError {}
extension ResolverConfigurationError: UserFacingError {}
extension TrustStoreError: UserFacingError {}

extension EventLoopError: UserFacingError {
  var status: ExitStatus { .internal }
}

extension LabError: UserFacingError {
  var status: ExitStatus { .internal }
}

extension OutputError: UserFacingError {
  var status: ExitStatus { .internal }
}
