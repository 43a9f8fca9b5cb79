import Model
import TestSupport

/// In what the servers differ from a healthy deployment.
struct Differences {
  var certificates: [Part: ServerCertificate] = [:]
  /// Played by nginx, registries too.
  var answers: [Part: VirtualHost.Answer] = [:]
  var onlyTLS12: Set<Part> = []
  /// Hosts at whose address no server is, but a port held in this manner.
  var held: [Part: HeldPort.Manner] = [:]
  /// Hosts with one more address, where a port is held in this manner.
  var secondAddresses: [Part: HeldPort.Manner] = [:]
  /// Hosts that nginx plays at a public address as well.
  var alsoPublic: Set<Part> = []
  /// Zones that are served otherwise than by their records.
  var zones: [String: Zone.Content] = [:]
  /// Hosts whose name in the private zone is not there.
  var withoutPrivateRecord: Set<Part> = []
  /// Hosts whose own name is not there at all.
  var withoutRecord: Set<Part> = []
  /// Hosts whose aliases are too long for one datagram.
  var longChains: Set<Part> = []
  var tcp = NamedServer.TCP.served
  var refusesAllQuestions = false
}
