extension Symptom {
  /// Names of facts, of symptoms and findings alike: the placeholders of the catalog's texts.
  public enum Fact: String, Sendable, Hashable, Codable, CodingKeyRepresentable, CaseIterable {
    /// The endpoint: host, port, `host:port`, role, and the role's title.
    case host, port, endpoint, role, title
    /// One address, or several with commas.
    case address, addresses
    /// One nameserver (`10.0.0.4:53`, port 53 left out), or several with commas.
    case nameserver, nameservers
    /// The zone concerned, and what an alias points to.
    case zone, alias
    /// The zone that a server of one's own must forward so that private names of the endpoint's kind are found.
    case publicZone
    /// A response code (`NXDOMAIN`), HTTP status, TLS alert, error text.
    case code, status, alert, reason
    /// How long it took or how long was waited, as text (`5.0 s`).
    case after
    /// Certificate: issuer, subject, names, dates, days left.
    case issuer, subject, names, notBefore, notAfter, days
    /// The proxy, `host:port`.
    case proxy
    /// What was seen instead: a status line, a title, a `Server` header.
    case seen
    /// What should have been seen.
    case expected
    /// The service tag and region for a rule.
    case serviceTag, region
    /// The name of the deployment.
    case deployment
    /// The members that one cause covers, with commas.
    case members
    /// How many of how many.
    case count, total
    /// TLS protocol version.
    case version
    /// A value of the deployment file, by its path, as declared, and what it must be or how much is needed.
    case path, value, needed
    /// What it is compared with, by its path and as declared.
    case other, otherValue
    /// What has the value: a pool, a service.
    case name
    /// The rule's bound, and its working.
    case limit, arithmetic
    /// A day of the calendar.
    case date
    /// A place in a file of the machine (`/etc/hosts:7`).
    case place
    /// Of an object of the cluster; an image; a right that is lacking.
    case namespace, image, right
  }
}
