#pragma once
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <openssl/err.h>
#include <openssl/evp.h>

/* What the loopback lab needs of OpenSSL and Swift cannot call: macros, and a callback with an out-parameter. */

/* A new P-256 key pair, or NULL. EVP_EC_gen is a macro over a variadic function. */
static inline EVP_PKEY *lab_new_p256_key(void) { return EVP_EC_gen("P-256"); }

/* Adds one extension to a certificate; `issuer` is the certificate itself where it signs itself. 1 on success. */
static inline int lab_add_extension(X509 *certificate, X509 *issuer, int nid, const char *value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, NULL, NULL, 0);
  X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
  if (extension == NULL) return 0;
  int added = X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
  return added;
}

/* Adds a certificate, given as DER, to what is sent after the leaf. 1 on success. */
static inline int lab_add_chain_certificate(SSL_CTX *context, const unsigned char *der, long length) {
  X509 *certificate = d2i_X509(NULL, &der, length);
  if (certificate == NULL) return 0;
  int added = (int)SSL_CTX_add1_chain_cert(context, certificate);
  X509_free(certificate);
  return added;
}

/* Speaks TLS 1.2 and no later version. 1 on success. */
static inline int lab_limit_to_tls12(SSL_CTX *context) {
  return (int)SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
}

static inline int lab_choose_http11(
    SSL *ssl, const unsigned char **chosen, unsigned char *chosen_length, const unsigned char *offered,
    unsigned int offered_length, void *argument) {
  static const unsigned char http11[] = "\x08http/1.1";
  (void)ssl;
  (void)argument;
  int found = SSL_select_next_proto(
      (unsigned char **)chosen, chosen_length, http11, sizeof http11 - 1, offered, offered_length);
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

/* Chooses `http/1.1` where a client offers it by ALPN (RFC 7301); goes on without ALPN where it does not. */
static inline void lab_offer_http11(SSL_CTX *context) { SSL_CTX_set_alpn_select_cb(context, lab_choose_http11, NULL); }
