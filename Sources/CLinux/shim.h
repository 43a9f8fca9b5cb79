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
