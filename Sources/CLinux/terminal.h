#pragma once
#include <sys/ioctl.h>

/* ioctl is variadic, which Swift does not import. Zero where the descriptor is no terminal. */
static inline int lx_terminal_columns(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}
