#pragma once
#include <ares.h>
#include <string.h>

/* Opens a channel for one nameserver ("10.0.0.4:53", "[fd00::4]:53") that reads nothing of its own accord: no
   resolv.conf, no hosts file, no name service switch. */
static inline int lx_ares_open(
    ares_channel *channel, const char *server, int flags, int timeout, int tries, ares_sock_state_cb callback,
    void *data) {
  struct ares_options options;
  char lookups[] = "b";
  char path[] = "/dev/null";
  memset(&options, 0, sizeof options);
  options.flags = flags;
  options.timeout = timeout;
  options.tries = tries;
  options.ednspsz = 1232;
  options.lookups = lookups;
  options.resolvconf_path = path;
  options.sock_state_cb = callback;
  options.sock_state_cb_data = data;
  int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_EDNSPSZ | ARES_OPT_LOOKUPS |
             ARES_OPT_RESOLVCONF | ARES_OPT_NOROTATE | ARES_OPT_SOCK_STATE_CB;
  /* It copies the strings. */
  int status = ares_init_options(channel, &options, mask);
  if (status != ARES_SUCCESS) return status;
  status = ares_set_servers_ports_csv(*channel, server);
  if (status != ARES_SUCCESS) ares_destroy(*channel);
  return status;
}

/* Milliseconds until the channel wants to be called, rounded up; -1 if it waits for nothing. */
static inline long lx_ares_wait(ares_channel channel) {
  struct timeval storage;
  struct timeval *wait = ares_timeout(channel, NULL, &storage);
  return wait ? wait->tv_sec * 1000 + wait->tv_usec / 1000 + 1 : -1;
}
