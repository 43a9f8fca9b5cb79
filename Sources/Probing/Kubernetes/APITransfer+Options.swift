import CCurl
import ClusterAPI
import Model

extension APITransfer {
  /// Sets every option: nothing is left to the environment. Unlike a probe's, the connection is kept for the next request.
  func configure(wishes: CurlWishes) {
    let left = max(1, (call.deadline - ContinuousClock.now) / .milliseconds(1))
    easy.set(CURLOPT_TIMEOUT_MS, Int(left))
    easy.set(CURLOPT_CONNECTTIMEOUT_MS, Int(max(1, min(left, call.patience / .milliseconds(1)))))
    easy.set(CURLOPT_NOSIGNAL, 1)

    easy.set(CURLOPT_URL, call.url)
    easy.set(CURLOPT_PATH_AS_IS, 1)
    easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
    easy.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    switch call.request.method {
    case .get: easy.set(CURLOPT_HTTPGET, 1)
    case .post, .patch:
      easy.set(CURLOPT_POST, 1)
      easy.set(body: call.request.body)
      if call.request.method == .patch { easy.set(CURLOPT_CUSTOMREQUEST, "PATCH") }
    }
    easy.set(CURLOPT_USERAGENT, "aml-preflight")
    easy.set(CURLOPT_FOLLOWLOCATION, 0)
    easy.set(CURLOPT_NETRC, 0)
    // The headers hold credentials, which are the server's and not the proxy's (CURLHEADER_SEPARATE).
    easy.set(CURLOPT_HEADEROPT, 1)
    // API servers compress what is long, to a tenth.
    easy.set(CURLOPT_ACCEPT_ENCODING, "gzip")

    easy.set(CURLOPT_PROXY, call.proxy)
    easy.set(CURLOPT_NOPROXY, "")
    easy.set(CURLOPT_HTTPPROXYTUNNEL, call.login.proxy == nil ? 0 : 1)
    if let user = call.login.proxy?.userInformation { easy.set(CURLOPT_PROXYUSERPWD, user.revealed) }
    easy.set(CURLOPT_DNS_CACHE_TIMEOUT, -1)

    // The chain is verified by our own callback: libcurl shall load no authorities.
    easy.set(CURLOPT_CAINFO, nil)
    easy.set(CURLOPT_CAPATH, nil)
    easy.set(CURLOPT_SSL_VERIFYPEER, 1)
    easy.set(CURLOPT_SSL_VERIFYHOST, 0)
    easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    easy.set(CURLOPT_SSL_SESSIONID_CACHE, 0)
    if let certificate = call.identity.certificate {
      easy.set(CURLOPT_SSLCERT_BLOB, blob: certificate.chain)
      easy.set(CURLOPT_SSLKEY_BLOB, blob: certificate.key.revealedBytes)
    }
    setCallbacks(wishes: wishes)
  }

  /// Every pointer is unretained: `APITransfers` keeps this object until the easy handle is removed. The connection stays
  /// behind, with a pointer to `wishes`, which goes with the multi handle.
  private func setCallbacks(wishes: CurlWishes) {
    let pointer = unsafe Unmanaged.passUnretained(self).toOpaque()
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
        guard let context = unsafe context, let transfer = unsafe APITransfer.at(pointer) else {
          return CURLE_FAILED_INIT
        }
        unsafe transfer.beginHandshake(in: OpaquePointer(context))
        return CURLE_OK
      }, pointer)
    unsafe cx_on_request(
      easy.handle,
      { pointer, _, _, _, _ in
        unsafe APITransfer.at(pointer)?.beginRequest()
        return CURL_PREREQFUNC_OK
      }, pointer)
    unsafe cx_on_header(
      easy.handle,
      { start, size, count, pointer in
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: size * count)
        return unsafe APITransfer.at(pointer)?.received(line: bytes) == true ? bytes.count : bytes.count &+ 1
      }, pointer)
    unsafe cx_on_body(
      easy.handle,
      { start, size, count, pointer in
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: size * count)
        return unsafe APITransfer.at(pointer)?.received(body: bytes) == true ? bytes.count : bytes.count &+ 1
      }, pointer)
  }

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> APITransfer? {
    unsafe pointer.map { unsafe Unmanaged<APITransfer>.fromOpaque($0).takeUnretainedValue() }
  }
}

extension CurlEasy {
  /// Bytes that libcurl copies.
  fileprivate func set(_ option: CURLoption, blob bytes: [UInt8]) {
    unsafe bytes.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { _ = unsafe cx_set_blob(handle, option, start, bytes.count) }
    }
  }
}
