import CCurl

/// The owner of one libcurl easy handle and of the texts that it points to.
@safe struct CurlEasy: ~Copyable {
  let handle: UnsafeMutableRawPointer
  private let list: UnsafeMutablePointer<curl_slist>?
  private let headers: UnsafeMutablePointer<curl_slist>?
  private let message: UnsafeMutablePointer<CChar>

  /// A handle that connects as `target` says, in the form of CURLOPT_CONNECT_TO, and sends these lines in the head of its
  /// request; `nil` without memory.
  init?(connectingTo target: String?, headers lines: [String] = []) {
    guard let handle = unsafe curl_easy_init() else { return nil }
    unsafe self.handle = handle
    unsafe list = target.flatMap { unsafe curl_slist_append(nil, $0) }
    if let list = unsafe list { unsafe cx_set_list(handle, CURLOPT_CONNECT_TO, list) }
    var headers: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      // Leaves the list as it is if there is no memory for one more.
      if let longer = unsafe curl_slist_append(headers, line) { unsafe headers = longer }
    }
    unsafe self.headers = headers
    if let headers = unsafe headers { unsafe cx_set_list(handle, CURLOPT_HTTPHEADER, headers) }
    unsafe message = .allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    unsafe cx_set_pointer(handle, CURLOPT_ERRORBUFFER, message)
  }

  deinit {
    // In this order: the handle refers to the others until it is gone.
    unsafe curl_easy_cleanup(handle)
    unsafe curl_slist_free_all(headers)
    unsafe curl_slist_free_all(list)
    unsafe message.deallocate()
  }

  /// What tells the handle from others while it lives.
  var address: UInt { unsafe UInt(bitPattern: handle) }

  /// libcurl's words for what went wrong; empty if nothing did.
  var errorMessage: String { unsafe String(cString: message) }

  func set(_ option: CURLoption, _ value: Int) { unsafe cx_set_long(handle, option, value) }

  /// The body of a request; libcurl copies it.
  func set(body: [UInt8]) {
    // Of nothing there is no address, and a body that is empty is to be sent all the same.
    let bytes = body + [0]
    unsafe bytes.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { _ = unsafe cx_set_body(handle, start, body.count) }
    }
  }

  /// libcurl copies the text; `nil` resets the option to none.
  func set(_ option: CURLoption, _ value: String?) { unsafe cx_set_string(handle, option, value) }
}
