extension ReportDocument.Configuration {
  /// At most forty lines of it.
  var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).prefix(40).map(String.init)
  }

  /// What the file is usually called (named.conf(5), unbound.conf(5), dnsmasq(8)); `nil` for other servers.
  var file: String? {
    switch software {
    case "BIND": "named.conf"
    case "Unbound": "unbound.conf"
    case "dnsmasq": "dnsmasq.conf"
    default: nil
    }
  }
}
