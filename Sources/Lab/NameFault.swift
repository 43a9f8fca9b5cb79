/// What is wrong with a nameserver's answers, to every question or to those about one name.
public enum NameFault: Sendable, Hashable {
  /// Questions arrive and are never answered; connections are accepted and never answered.
  case silent
  /// Response code 2 (RFC 1035 section 4.1.1).
  case servfail
  /// Response code 5 (RFC 1035 section 4.1.1).
  case refused
  /// Response code 3 with an SOA record (RFC 2308 section 2.1).
  case nxdomain
  /// No records of the type that was asked for, with an SOA record (RFC 2308 section 2.2).
  case noAddress
  /// Every answer over UDP is truncated and empty; TCP gives it in full (RFC 7766 section 5).
  case truncated
  /// Every answer over UDP is truncated and empty, and the port is closed for TCP.
  case truncatedWithoutTCP
  /// The owner name of the answer is a compression pointer to itself.
  case compressionLoop
  /// The unspecified address, as filters answer.
  case sinkhole
  /// The right answer, with letters of either case in every name (RFC 4343 section 3).
  case mixedCase
  /// The right answer for IPv4; response code 2 for IPv6.
  case servfailForIPv6
  /// The right answer for IPv4; for IPv6 that there is no such name at all, which RFC 4074 section 4.2 complains about.
  case nxdomainForIPv6
  /// The name's aliases go through its private zone and end at a public address.
  case zoneNotLinked
  /// The name's alias leads into its private zone, where the record does not exist.
  case recordMissing
}
