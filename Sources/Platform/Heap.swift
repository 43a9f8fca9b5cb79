import CLinux

/// The memory that `malloc` hands out.
public enum Heap {
  /// Gives all threads one heap. To be called before the second thread starts.
  ///
  /// glibc gives each thread a heap of its own, and lets all but the first grow page by page, each with a system call
  /// (mallopt(3), `M_ARENA_MAX`). Here two threads work by turns: they have nothing to gain from it.
  public static func share() {
    lx_share_heap()
  }
}
