#pragma once
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/* Only what Swift cannot call: macros, typed stacks and unions. */

static inline int ox_certificate_count(const STACK_OF(X509) *chain) { return chain ? sk_X509_num(chain) : 0; }
static inline X509 *ox_certificate(const STACK_OF(X509) *chain, int index) { return sk_X509_value(chain, index); }

static inline void ox_on_message(
    SSL_CTX *context, void (*callback)(int, int, int, const void *, size_t, SSL *, void *), void *data) {
  SSL_CTX_set_msg_callback(context, callback);
  SSL_CTX_set_msg_callback_arg(context, data);
}

static inline void ox_set_chain_limit(SSL_CTX *context, long bytes) { SSL_CTX_set_max_cert_list(context, bytes); }

/* The bytes that a memory BIO holds; they belong to it. */
static inline long ox_memory(BIO *bio, const char **start) { return BIO_get_mem_data(bio, (char **)start); }

/* A name as in RFC 2253, with letters beyond ASCII as they are. */
static inline int ox_print_name(BIO *bio, const X509_NAME *name) {
  return X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
}

/* Subject alternative names and access descriptions. */

static inline GENERAL_NAMES *ox_alternative_names(const X509 *certificate) {
  return (GENERAL_NAMES *)X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
}
static inline int ox_name_count(const GENERAL_NAMES *names) { return names ? sk_GENERAL_NAME_num(names) : 0; }
static inline const GENERAL_NAME *ox_name(const GENERAL_NAMES *names, int index) {
  return sk_GENERAL_NAME_value(names, index);
}
static inline AUTHORITY_INFO_ACCESS *ox_information_access(const X509 *certificate) {
  return (AUTHORITY_INFO_ACCESS *)X509_get_ext_d2i(certificate, NID_info_access, NULL, NULL);
}
static inline int ox_access_count(const AUTHORITY_INFO_ACCESS *access) {
  return access ? sk_ACCESS_DESCRIPTION_num(access) : 0;
}
/* The location of an access description if it says where the issuer's certificate is; otherwise NULL. */
static inline const GENERAL_NAME *ox_issuer_location(const AUTHORITY_INFO_ACCESS *access, int index) {
  const ACCESS_DESCRIPTION *description = sk_ACCESS_DESCRIPTION_value(access, index);
  return OBJ_obj2nid(description->method) == NID_ad_ca_issuers ? description->location : NULL;
}
/* The text of a dNSName, a URI or the bytes of an iPAddress; NULL for any other kind of name. */
static inline const ASN1_STRING *ox_name_value(const GENERAL_NAME *name, int kind) {
  int found = 0;
  const ASN1_STRING *value = (const ASN1_STRING *)GENERAL_NAME_get0_value(name, &found);
  return found == kind ? value : NULL;
}

/* The reason inside a packed error code. */
static inline int ox_reason(unsigned long code) { return ERR_GET_REASON(code); }
