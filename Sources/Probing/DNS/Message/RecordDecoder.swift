import Model

/// Reads resource records (RFC 1035 section 4.1.3).
enum RecordDecoder {
  /// What an OPT record says (RFC 6891 section 6.1).
  struct Options {
    /// The upper eight bits of the response code.
    var extendedCode: UInt8
    /// RFC 8914; at most `errorLimit`.
    var errors: [DNSMessage.ExtendedError]
  }

  private static let errorLimit = 16
  /// The option code of an extended DNS error (RFC 8914 section 2).
  private static let extendedErrorOption: UInt16 = 15

  /// A record up to its data.
  private struct Head {
    let name: String
    let type: RecordType
    let dnsClass: UInt16
    let ttl: UInt32
    var data: MessageReader

    init(_ reader: inout MessageReader, in what: MessagePart) throws(MessageError) {
      name = try reader.readName(of: what)
      type = RecordType(rawValue: try reader.readUInt16(of: what))
      dnsClass = try reader.readUInt16(of: what)
      ttl = try reader.readUInt32(of: what)
      data = try reader.readField(Int(try reader.readUInt16(of: what)), of: what)
    }
  }

  static func record(_ reader: inout MessageReader, in what: MessagePart) throws(MessageError) -> ResourceRecord {
    var head = try Head(&reader, in: what)
    // One with the top bit set is to be taken as 0 (RFC 2181 section 8).
    let ttl = head.ttl >> 31 == 0 ? head.ttl : 0
    let isInternet = head.dnsClass == ReceivedMessage.internet
    let data = try contents(of: &head.data, type: isInternet ? head.type : nil, in: what)
    return ResourceRecord(name: head.name, type: head.type, ttl: ttl, data: data)
  }

  /// Reads a record of the additional section, of which only OPT matters; `nil` for any other.
  static func additional(_ reader: inout MessageReader, in what: MessagePart) throws(MessageError) -> Options? {
    let head = try Head(&reader, in: what)
    guard head.type == .opt else { return nil }
    return Options(extendedCode: UInt8(head.ttl >> 24), errors: errors(in: head.data))
  }

  private static func contents(
    of data: inout MessageReader, type: RecordType?, in what: MessagePart
  ) throws(MessageError) -> ResourceRecord.Data {
    let bytes = data.bytes[data.position..<data.end]
    do throws(MessageError) {
      switch type {
      case .a:
        guard bytes.count == 4, let address = IPAddress(bytes: bytes) else { throw wrongLength(bytes, what) }
        return .address(address)
      case .aaaa:
        guard bytes.count == 16, let address = IPAddress(bytes: bytes) else { throw wrongLength(bytes, what) }
        return .address(address)
      case .cname:
        let target = try data.readName(of: what)
        guard data.isAtEnd else { throw wrongLength(bytes, what) }
        return .alias(target: target)
      case .soa:
        let primary = try data.readName(of: what)
        _ = try data.readName(of: what)
        _ = try data.readBytes(20, of: what)
        guard data.isAtEnd else { throw wrongLength(bytes, what) }
        return .startOfAuthority(primary: primary)
      default:
        return .other(bytes: Bytes(Array(bytes)))
      }
    } catch {
      // The record itself is whole, so what is short is its data: no cut of the message explains that.
      throw error.isShortage ? wrongLength(bytes, what) : error
    }
  }

  private static func wrongLength(_ bytes: ArraySlice<UInt8>, _ what: MessagePart) -> MessageError {
    MessageError(reason: "the data of \(what) has the wrong length, \(bytes.count) bytes")
  }

  /// The extended errors among the options. Options that cannot be read end the list: they change nothing in the answer.
  private static func errors(in data: MessageReader) -> [DNSMessage.ExtendedError] {
    var data = data
    var errors: [DNSMessage.ExtendedError] = []
    do throws(MessageError) {
      while !data.isAtEnd, errors.count < errorLimit {
        let code = try data.readUInt16(of: .option)
        var option = try data.readField(Int(try data.readUInt16(of: .option)), of: .option)
        guard code == extendedErrorOption else { continue }
        let number = try option.readUInt16(of: .option)
        // Some add a final NUL, which RFC 8914 section 2 asks receivers to bear.
        let text = option.bytes[option.position..<option.end].prefix { $0 != 0 }
        errors.append(.init(code: number, text: String(decoding: text, as: UTF8.self)))
      }
    } catch {
      return errors
    }
    return errors
  }
}
