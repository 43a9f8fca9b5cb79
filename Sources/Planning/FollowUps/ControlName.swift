import Model

/// A nameserver that gave no usable answer, and was asked for one name only: was it the name, or the server? A name that
/// every nameserver should know tells.
struct ControlName: FollowUpRule {
  var followUp: FollowUp { .controlName }

  func proposals(for shape: RunShape) -> [Proposal] {
    shape.nameservers.flatMap { server, lookups -> [Proposal] in
      guard let first = lookups.first, !lookups.contains(where: \.value.isAnswered),
        Set(lookups.map(\.value.name)).count == 1
      else { return [] }
      return shape.controlNames.filter { $0 != first.value.name }.prefix(1).map { name in
        Proposal(
          probe: .ask(name: name, type: .a, nameserver: server, transport: .udp), source: first.step,
          observation: first.id)
      }
    }
  }

  func contacts(in outlook: Outlook) -> [String]? {
    outlook.asksNames ? outlook.controlNames.prefix(2).map(\.text) : nil
  }
}
