#pragma once
#include <curl/curl.h>

/* curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift does not import: one wrapper for
   each kind of argument. */

static inline CURLcode cx_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode cx_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode cx_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode cx_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

/* A body to send, which libcurl copies. */
static inline CURLcode cx_set_body(CURL *easy, const void *bytes, size_t count) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
  return code == CURLE_OK ? curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}

/* Bytes of a certificate or key, which libcurl copies. */
static inline CURLcode cx_set_blob(CURL *easy, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
  return curl_easy_setopt(easy, option, &blob);
}

/* The error number of the last failed connection (CURLINFO_OS_ERRNO); 0 without one. */
static inline int cx_system_error(CURL *easy) {
  long number = 0;
  return curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number) == CURLE_OK ? (int)number : 0;
}

/* A callback and the pointer that it is called with. */

static inline void cx_on_header(CURL *easy, curl_write_callback callback, void *data) {
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, callback);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, data);
}
static inline void cx_on_body(CURL *easy, curl_write_callback callback, void *data) {
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, callback);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, data);
}
static inline void cx_on_open_socket(CURL *easy, curl_opensocket_callback callback, void *data) {
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, callback);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, data);
}
static inline void cx_on_socket_options(CURL *easy, curl_sockopt_callback callback, void *data) {
  curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, callback);
  curl_easy_setopt(easy, CURLOPT_SOCKOPTDATA, data);
}
static inline void cx_on_close_socket(CURL *easy, curl_closesocket_callback callback, void *data) {
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, callback);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, data);
}
static inline void cx_on_tls_context(CURL *easy, curl_ssl_ctx_callback callback, void *data) {
  curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, callback);
  curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, data);
}
static inline void cx_on_request(CURL *easy, curl_prereq_callback callback, void *data) {
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, callback);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, data);
}
static inline void cx_on_multi_socket(CURLM *multi, curl_socket_callback callback, void *data) {
  curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, callback);
  curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, data);
}
static inline void cx_on_multi_timer(CURLM *multi, curl_multi_timer_callback callback, void *data) {
  curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, callback);
  curl_multi_setopt(multi, CURLMOPT_TIMERDATA, data);
}

/* The SSL object of a transfer under way (CURLINFO_TLS_SSL_PTR); NULL without TLS. Gone after the transfer. */
static inline void *cx_tls_session(CURL *easy) {
  struct curl_tlssessioninfo *info = NULL;
  if (curl_easy_getinfo(easy, CURLINFO_TLS_SSL_PTR, &info) != CURLE_OK || !info) return NULL;
  return info->internals;
}

/* What a finished transfer came to; the fields of a CURLMsg are a union, which this reads. */
static inline CURLcode cx_result(const CURLMsg *message) { return message->data.result; }
