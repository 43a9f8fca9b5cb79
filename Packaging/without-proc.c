// What the static executable needs so that Swift's runtime and libdispatch do not end it where there is no /proc.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>

// Swift's runtime asks at its start where it was loaded from. There is no dynamic loader that knows, and without /proc
// nobody else.
int dladdr(const void *address, Dl_info *information) {
  (void)address;
  *information = (Dl_info){.dli_fname = "/"};
  return 1;
}

// libdispatch looks once a second which of its threads run (workqueue.c opens /proc/THREAD/stat through this) and takes a
// missing file for a thread that vanished. An empty one is a thread of which nothing is known: at worst one more starts.
int open_thread_state(const char *path, int flags) {
  int descriptor = open(path, flags);
  if (descriptor >= 0 || errno != ENOENT) return descriptor;
  return memfd_create("unknown", MFD_CLOEXEC);
}
