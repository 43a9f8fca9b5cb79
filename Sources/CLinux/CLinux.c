#define _GNU_SOURCE
#include "CLinux.h"

#include <errno.h>
#include <linux/errqueue.h>
#include <malloc.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>

extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));
void lx_tsan_acquire(void *address) {
  if (__tsan_acquire) __tsan_acquire(address);
}
void lx_tsan_release(void *address) {
  if (__tsan_release) __tsan_release(address);
}

static int argument_count;
static char **arguments;

/* The C library calls constructors with the arguments of main (glibc, csu/libc-start.c and elf/dl-init.c). */
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
  argument_count = count;
  arguments = values;
}

int lx_argument_count(void) { return argument_count; }
const char *lx_argument(int index) { return index >= 0 && index < argument_count ? arguments[index] : 0; }

const char *lx_variable(int index) {
  extern char **environ;
  return environ ? environ[index] : 0;
}

int lx_processor_count(void) {
  cpu_set_t processors;
  return sched_getaffinity(0, sizeof processors, &processors) == 0 ? CPU_COUNT(&processors) : 0;
}

void lx_ignore_sigpipe(void) { signal(SIGPIPE, SIG_IGN); }

void lx_share_heap(void) { mallopt(M_ARENA_MAX, 1); }

int64_t lx_wall_clock(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

long lx_receive_stamped(
    int descriptor, void *buffer, unsigned long length, int flags, void *from, uint32_t *from_length,
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

long lx_send_vector(int descriptor, const void *vector, int count) {
  struct msghdr message = {0};
  message.msg_iov = (struct iovec *)vector;
  message.msg_iovlen = (size_t)count;
  return sendmsg(descriptor, &message, MSG_NOSIGNAL);
}

static int set_option(int descriptor, int level, int name) {
  int one = 1;
  return setsockopt(descriptor, level, name, &one, sizeof one);
}

/* Without the message the error number alone tells, so that failing here is no failure. */
static void keep_icmp(int descriptor, int family) {
  if (family == AF_INET6)
    set_option(descriptor, IPPROTO_IPV6, IPV6_RECVERR);
  else
    set_option(descriptor, IPPROTO_IP, IP_RECVERR);
}

int lx_open_tcp_socket(int family) {
  int descriptor = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);
  if (descriptor < 0) return descriptor;
  keep_icmp(descriptor, family);
  return descriptor;
}

int lx_open_udp_socket(int family) {
  int descriptor = socket(family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_UDP);
  if (descriptor < 0) return descriptor;
  keep_icmp(descriptor, family);
  set_option(descriptor, SOL_SOCKET, SO_TIMESTAMPNS);
  return descriptor;
}

int lx_limit_segments(int descriptor, int bytes) {
  return setsockopt(descriptor, IPPROTO_TCP, TCP_MAXSEG, &bytes, sizeof bytes) == 0;
}

int lx_segment_size(int descriptor) {
  int bytes = 0;
  socklen_t length = sizeof bytes;
  return getsockopt(descriptor, IPPROTO_TCP, TCP_MAXSEG, &bytes, &length) == 0 ? bytes : 0;
}

void lx_send_at_once(int descriptor) { set_option(descriptor, IPPROTO_TCP, TCP_NODELAY); }

void lx_widen_buffer(int descriptor, int bytes) {
  setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

void lx_stamp_arrivals(int descriptor) { set_option(descriptor, SOL_SOCKET, SO_TIMESTAMPNS); }

int lx_socket_error(int descriptor) {
  int error = 0;
  socklen_t length = sizeof error;
  return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : errno;
}

uint32_t lx_round_trip(int descriptor) {
  struct tcp_info information;
  memset(&information, 0, sizeof information);
  socklen_t length = sizeof information;
  return getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &information, &length) == 0 ? information.tcpi_rtt : 0;
}

uint32_t lx_retransmissions(int descriptor) {
  struct tcp_info information;
  memset(&information, 0, sizeof information);
  socklen_t length = sizeof information;
  return getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &information, &length) == 0 ? information.tcpi_total_retrans : 0;
}

uint32_t lx_pending_icmp(int descriptor) {
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

enum lx_peer lx_peer_state(int descriptor) {
  struct tcp_info information;
  socklen_t length = sizeof information;
  memset(&information, 0, sizeof information);
  if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &information, &length) != 0) return LX_PEER_UNKNOWN;
  switch (information.tcpi_state) {
    case TCP_CLOSE: return LX_PEER_GONE;
    case TCP_CLOSE_WAIT: case TCP_LAST_ACK: case TCP_CLOSING: return LX_PEER_FINISHED;
    default: return LX_PEER_OPEN;
  }
}

int lx_terminal_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
