#pragma once
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>

/* The thread sanitizer cannot see that a Swift Mutex orders accesses: its futex is in a library that is not
   instrumented. These two say so; in normal builds the symbols are absent and nothing happens. */
extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));
static inline void lx_tsan_acquire(void *address) {
  if (__tsan_acquire) __tsan_acquire(address);
}
static inline void lx_tsan_release(void *address) {
  if (__tsan_release) __tsan_release(address);
}

/* SIG_IGN is a cast, which Swift does not import. */
static inline void lx_ignore_sigpipe(void) { signal(SIGPIPE, SIG_IGN); }

#include <linux/errqueue.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>

/* Nanoseconds since 1970 by the clock that the kernel stamps packets with. */
static inline int64_t lx_wall_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* recvfrom(2) that also gives the kernel's arrival time in nanoseconds since 1970 (SO_TIMESTAMPNS), or 0. */
static inline ssize_t lx_receive_stamped(
    int descriptor, void *buffer, size_t length, int flags, struct sockaddr *from, socklen_t *from_length,
    int64_t *arrival) {
  struct iovec vector = {buffer, length};
  char control[CMSG_SPACE(sizeof(struct timespec)) + 64] __attribute__((aligned(8)));
  struct msghdr message = {0};
  message.msg_name = from;
  message.msg_namelen = from_length ? *from_length : 0;
  message.msg_iov = &vector;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  *arrival = 0;
  ssize_t count = recvmsg(descriptor, &message, flags);
  if (count < 0) return count;
  if (from_length) *from_length = message.msg_namelen;
  for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_TIMESTAMPNS) {
      struct timespec stamp;
      memcpy(&stamp, CMSG_DATA(header), sizeof stamp);
      *arrival = (int64_t)stamp.tv_sec * 1000000000 + stamp.tv_nsec;
    }
  }
  return count;
}

/* writev(2) without SIGPIPE. */
static inline ssize_t lx_send_vector(int descriptor, const struct iovec *vector, int count) {
  struct msghdr message = {0};
  message.msg_iov = (struct iovec *)vector;
  message.msg_iovlen = (size_t)count;
  return sendmsg(descriptor, &message, MSG_NOSIGNAL);
}

static inline int lx_set_option(int descriptor, int level, int name, int value) {
  return setsockopt(descriptor, level, name, &value, sizeof value);
}

/* The pending error of a socket (SO_ERROR), which this clears; an error of the call itself likewise. */
static inline int lx_socket_error(int descriptor) {
  int error = 0;
  socklen_t length = sizeof error;
  return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : errno;
}

/* The kernel's smoothed round trip of a TCP connection in microseconds; 0 if it has none. */
static inline uint32_t lx_round_trip(int descriptor) {
  struct tcp_info information;
  memset(&information, 0, sizeof information);
  socklen_t length = sizeof information;
  return getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &information, &length) == 0 ? information.tcpi_rtt : 0;
}

/* The last ICMP message in a socket's error queue (IP_RECVERR) as origin << 16 | type << 8 | code; 0 if there is none. */
static inline uint32_t lx_pending_icmp(int descriptor) {
  uint32_t found = 0;
  for (int turn = 0; turn < 8; turn++) {
    char data[64];
    struct iovec vector = {data, sizeof data};
    char control[512] __attribute__((aligned(8)));
    struct msghdr message = {0};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    if (recvmsg(descriptor, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0) break;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(&message); header; header = CMSG_NXTHDR(&message, header)) {
      int is_error = (header->cmsg_level == SOL_IP && header->cmsg_type == IP_RECVERR) ||
                     (header->cmsg_level == SOL_IPV6 && header->cmsg_type == IPV6_RECVERR);
      if (!is_error) continue;
      struct sock_extended_err error;
      memcpy(&error, CMSG_DATA(header), sizeof error);
      if (error.ee_origin == SO_EE_ORIGIN_ICMP || error.ee_origin == SO_EE_ORIGIN_ICMP6)
        found = (uint32_t)error.ee_origin << 16 | (uint32_t)error.ee_type << 8 | error.ee_code;
    }
  }
  return found;
}

/* Constants of anonymous or shared enumerations (SOCK_STREAM, IPPROTO_TCP) belong to whichever C module of a build is read
   first, so that Swift finds them in one kind of build and not in another. The next two keep them here. */

/* Opens a TCP socket that does not block and is closed on exec; -1 and errno otherwise. */
static inline int lx_open_tcp_socket(int family) {
  return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
}

/* What the kernel knows of the other side of a TCP connection. */
enum lx_peer { LX_PEER_UNKNOWN, LX_PEER_OPEN, LX_PEER_FINISHED, LX_PEER_GONE };
static inline enum lx_peer lx_peer_state(int descriptor) {
  struct tcp_info information;
  socklen_t length = sizeof information;
  if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &information, &length) != 0) return LX_PEER_UNKNOWN;
  switch (information.tcpi_state) {
    case TCP_CLOSE: return LX_PEER_GONE;
    case TCP_CLOSE_WAIT: case TCP_LAST_ACK: case TCP_CLOSING: return LX_PEER_FINISHED;
    default: return LX_PEER_OPEN;
  }
}
