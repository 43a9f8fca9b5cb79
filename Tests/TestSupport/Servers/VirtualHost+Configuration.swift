import Model

extension VirtualHost {
  /// The host's block of nginx's configuration.
  ///
  /// - Parameter silence: where connections come up and nothing is ever said.
  func block(port: UInt16, silence: SocketAddress) -> String {
    var lines = ["listen \(address):\(port)\(identity == nil ? "" : " ssl");"]
    lines.append("server_name \(names.joined(separator: " "));")
    if let identity {
      lines += ["ssl_certificate \(identity.chain);", "ssl_certificate_key \(identity.key);"]
      if let protocols {
        // OpenSSL signs for TLS 1.1 at this level only.
        lines += ["ssl_protocols \(protocols);", "ssl_ciphers DEFAULT@SECLEVEL=0;"]
      } else {
        lines.append("ssl_protocols \(onlyTLS12 ? "TLSv1.2" : "TLSv1.2 TLSv1.3");")
      }
    }
    if let files {
      if let filesRate { lines.append("limit_rate \(filesRate);") }
      lines.append("location / { root \(files); if ($http_authorization) { return 418; } }")
      return "  server {\n" + lines.map { "    \($0)\n" }.joined() + "  }"
    }
    for (index, entry) in answers.sorted(by: { $0.key < $1.key }).enumerated() {
      lines += entry.value.locations(path: entry.key, index: index, silence: silence)
    }
    return "  server {\n" + lines.map { "    \($0)\n" }.joined() + "  }"
  }
}

extension VirtualHost.Answer {
  /// The locations that give the answer at `path` and below.
  fileprivate func locations(path: String, index: Int, silence: SocketAddress) -> [String] {
    var guards: [String] = []
    if let credential {
      guards.append("if ($http_authorization = \"\") { return 401 \"{}\"; }")
      if !credential.isEmpty {
        guards.append("if ($http_authorization != \(quoted(credential))) { return 403 \"{}\"; }")
      }
    }
    let answer =
      guards + ["default_type \(quoted(contentType));"]
      + headers.map { "add_header \($0.name) \(quoted($0.value)) always;" }
    let text = "return \(status) \(quoted(body));"
    // Waiting is the time that nginx allows an upstream server that never answers; then its error page is ours.
    let waiting = "proxy_pass http://\(silence); proxy_next_upstream off;"
    switch manner {
    case .atOnce:
      return ["location \(path) { \(answer.joined(separator: " ")) \(text) }"]
    case .after(let milliseconds):
      return [
        "location \(path) { \(waiting) proxy_read_timeout \(milliseconds)ms; error_page 504 = @late\(index); }",
        "location @late\(index) { \(answer.joined(separator: " ")) \(text) }",
      ]
    case .trickling(let bytesPerSecond):
      // What nginx itself puts before the body is about 150 bytes; they count as well.
      let before = headers.reduce(200) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
      let rate = "limit_rate \(bytesPerSecond); limit_rate_after \(before);"
      return ["location \(path) { \(rate) \(answer.joined(separator: " ")) \(text) }"]
    case .never:
      return ["location \(path) { \(waiting) proxy_read_timeout 1h; }"]
    case .reset:
      return ["location \(path) { return 444; }"]
    case .closed:
      return ["location \(path) { reset_timedout_connection off; return 444; }"]
    }
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("$", with: "${dollar}")
    return "\"\(escaped)\""
  }
}
