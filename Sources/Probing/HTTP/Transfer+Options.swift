import CCurl
import Model

extension Transfer {
  /// Sets every option: nothing that could change what is measured is left to the environment or to libcurl's defaults.
  /// `wishes` must outlive the connection.
  func configure(timeout: Duration, wishes: CurlWishes) {
    // Ours is the only deadline, and libcurl keeps it to a millisecond.
    let milliseconds = max(
      1, Int(timeout.components.seconds) * 1_000 + Int(timeout.components.attoseconds / 1_000_000_000_000_000))
    easy.set(CURLOPT_TIMEOUT_MS, milliseconds)
    easy.set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
    easy.set(CURLOPT_NOSIGNAL, 1)

    easy.set(CURLOPT_URL, request.orderedURL)
    easy.set(CURLOPT_PATH_AS_IS, 1)
    easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
    easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    easy.set(CURLOPT_HTTPGET, 1)
    if let order = request.order { configure(order) }
    easy.set(CURLOPT_USERAGENT, "aml-preflight")
    easy.set(CURLOPT_FOLLOWLOCATION, 0)
    easy.set(CURLOPT_NETRC, 0)

    // An empty text, unlike none, keeps libcurl from reading http_proxy, no_proxy and the like.
    easy.set(CURLOPT_PROXY, request.proxy == nil ? "" : "http://\(request.address)")
    easy.set(CURLOPT_NOPROXY, "")
    easy.set(CURLOPT_HTTPPROXYTUNNEL, request.opensTunnel ? 1 : 0)

    // Each transfer has a connection and a handshake of its own; nothing is looked up.
    easy.set(CURLOPT_FRESH_CONNECT, 1)
    easy.set(CURLOPT_FORBID_REUSE, 1)
    easy.set(CURLOPT_SSL_SESSIONID_CACHE, 0)
    easy.set(CURLOPT_DNS_CACHE_TIMEOUT, -1)

    // The chain is verified by the watch, against our own store: libcurl shall load none.
    easy.set(CURLOPT_CAINFO, nil)
    easy.set(CURLOPT_CAPATH, nil)
    easy.set(CURLOPT_SSL_VERIFYPEER, 1)
    easy.set(CURLOPT_SSL_VERIFYHOST, 0)
    easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    // Who speaks something else than HTTP on TLS may refuse a client that offers only HTTP.
    easy.set(CURLOPT_SSL_ENABLE_ALPN, request.endpoint.transport == .https ? 1 : 0)

    setCallbacks(wishes: wishes)
  }

  /// What an order asks for besides. No encoding of the body is offered, so that none has to be undone.
  private func configure(_ order: TransferOrder) {
    switch order.method {
    case .get: break
    case .head: easy.set(CURLOPT_NOBODY, 1)
    case .post:
      easy.set(CURLOPT_POST, 1)
      easy.set(body: order.body)
    }
    if let range = order.range { easy.set(CURLOPT_RANGE, "0-\(max(1, range) - 1)") }
    easy.set(CURLOPT_ACCEPT_ENCODING, nil)
    // The lines of the request's head are for the service and not for a proxy on the way (CURLHEADER_SEPARATE).
    easy.set(CURLOPT_HEADEROPT, 1)
    // Slower than a byte a second for so long is silence.
    easy.set(CURLOPT_LOW_SPEED_LIMIT, 1)
    easy.set(CURLOPT_LOW_SPEED_TIME, max(1, Int(order.patience.components.seconds)))
  }

  /// Every pointer is unretained: `Transfers` keeps this object until the easy handle is removed, and with it the
  /// connection closed (CURLOPT_FORBID_REUSE).
  private func setCallbacks(wishes: CurlWishes) {
    let pointer = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe cx_on_open_socket(
      easy.handle, { pointer, _, _ in unsafe Transfer.at(pointer)?.openSocket() ?? CURL_SOCKET_BAD }, pointer)
    // Where libcurl 7.88 forgets this answer and calls connect(2) all the same, Linux answers 0: the first call on a
    // socket whose connect was begun without blocking reports how that ended. So nobody may call it twice before.
    unsafe cx_on_socket_options(easy.handle, { _, _, _ in CURL_SOCKOPT_ALREADY_CONNECTED }, pointer)
    unsafe cx_on_close_socket(
      easy.handle,
      { pointer, descriptor in
        guard let pointer = unsafe pointer else { return 1 }
        unsafe Unmanaged<CurlWishes>.fromOpaque(pointer).takeUnretainedValue().close(descriptor)
        return 0
      }, Unmanaged.passUnretained(wishes).toOpaque())
    unsafe cx_on_tls_context(
      easy.handle,
      { _, context, pointer in
        guard let context = unsafe context, let transfer = unsafe Transfer.at(pointer) else { return CURLE_FAILED_INIT }
        unsafe transfer.beginHandshake(in: OpaquePointer(context))
        return CURLE_OK
      }, pointer)
    unsafe cx_on_request(
      easy.handle,
      { pointer, _, _, _, _ in
        unsafe Transfer.at(pointer)?.beginRequest() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
      }, pointer)
    // Anything but the number of bytes given ends the transfer (CURLOPT_HEADERFUNCTION, CURLOPT_WRITEFUNCTION).
    unsafe cx_on_header(
      easy.handle,
      { start, size, count, pointer in
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: size * count)
        return unsafe Transfer.at(pointer)?.received(line: bytes) == true ? bytes.count : bytes.count &+ 1
      }, pointer)
    unsafe cx_on_body(
      easy.handle,
      { start, size, count, pointer in
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: size * count)
        return unsafe Transfer.at(pointer)?.received(body: bytes) == true ? bytes.count : bytes.count &+ 1
      }, pointer)
  }

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> Transfer? {
    unsafe pointer.map { unsafe Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }
}
