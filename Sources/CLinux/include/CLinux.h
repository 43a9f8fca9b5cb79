#pragma once
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>

/* What Swift cannot call of Linux, and what it cannot name reliably: constants of anonymous enumerations (IPPROTO_TCP)
   belong to whichever C module of a build is read first, so that Swift finds them in one kind of build and not in another.
   Hence this includes only headers that Glibc's own module leaves out, and such constants stay in the C file. */

/* The thread sanitizer cannot see that a Swift Mutex orders accesses: its futex is in a library that is not
   instrumented. These two say so; in normal builds nothing happens. */
void lx_tsan_acquire(void *address);
void lx_tsan_release(void *address);

/* The arguments of main, with the program's name as the first. Swift's own need /proc. */
int lx_argument_count(void);
/* Null beyond the last. */
const char *lx_argument(int index);

/* The variables of the environment, `NAME=VALUE`; null beyond the last. */
const char *lx_variable(int index);

/* How many processors this process may use; 0 if that is not known. */
int lx_processor_count(void);

/* SIG_IGN is a cast, which Swift does not import. */
void lx_ignore_sigpipe(void);

/* One heap for all threads: mallopt(3), M_ARENA_MAX. */
void lx_share_heap(void);

/* Nanoseconds since 1970 by the clock that the kernel stamps packets with. */
int64_t lx_wall_clock(void);

/* recvfrom(2) that also gives the kernel's arrival time in nanoseconds since 1970 (SO_TIMESTAMPNS), or 0. `from` is a
   struct sockaddr, or null. */
long lx_receive_stamped(
    int descriptor, void *buffer, unsigned long length, int flags, void *from, uint32_t *from_length,
    int64_t *arrival);

/* writev(2) without SIGPIPE; `vector` is an array of struct iovec. */
long lx_send_vector(int descriptor, const void *vector, int count);

/* Opens a TCP socket that does not block and is closed on exec, and asks the kernel to keep the ICMP messages that it
   gets (IP_RECVERR); -1 and errno otherwise. */
int lx_open_tcp_socket(int family);

/* Opens a UDP socket that does not block, is closed on exec, keeps the ICMP messages that it gets (IP_RECVERR) and stamps
   what arrives (SO_TIMESTAMPNS); -1 and errno otherwise. */
int lx_open_udp_socket(int family);

/* Limits what either side sends at once to so many bytes, before connecting (TCP_MAXSEG); whether it could. */
int lx_limit_segments(int descriptor, int bytes);

/* The most that a connected socket sends at once, in bytes; 0 if it has no connection. */
int lx_segment_size(int descriptor);

/* Sends what is written at once (TCP_NODELAY). */
void lx_send_at_once(int descriptor);

/* Makes room for so many received bytes, or for as many as the system allows (SO_RCVBUF). */
void lx_widen_buffer(int descriptor, int bytes);

/* Gives what is received the kernel's arrival time (SO_TIMESTAMPNS). */
void lx_stamp_arrivals(int descriptor);

/* The pending error of a socket (SO_ERROR), which this clears; an error of the call itself likewise. */
int lx_socket_error(int descriptor);

/* The kernel's smoothed round trip of a TCP connection in microseconds; 0 if it has none. */
uint32_t lx_round_trip(int descriptor);

/* How many segments of a TCP connection the kernel sent more than once, the first one included. */
uint32_t lx_retransmissions(int descriptor);

/* The last ICMP message in a socket's error queue (IP_RECVERR) as origin << 16 | type << 8 | code; 0 if there is none. */
uint32_t lx_pending_icmp(int descriptor);

/* What the kernel knows of the other side of a TCP connection. */
enum lx_peer { LX_PEER_UNKNOWN, LX_PEER_OPEN, LX_PEER_FINISHED, LX_PEER_GONE };
enum lx_peer lx_peer_state(int descriptor);

/* The width of the descriptor's terminal; zero where it is none. ioctl is variadic, which Swift does not import. */
int lx_terminal_columns(int descriptor);
