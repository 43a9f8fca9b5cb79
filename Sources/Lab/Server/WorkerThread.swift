import COpenSSL  // the module that sees the definition of sigset_t first
import Glibc

/// A thread of the lab: small stack, all signals blocked, to be joined exactly once.
struct WorkerThread: Sendable {
  private let id: pthread_t

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// - Parameter name: what debuggers and `ps -L` show; Linux keeps 15 characters.
  init(name: String, _ run: @escaping @Sendable () -> Void) throws(LabError) {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, 512 * 1024)

    // A thread starts with its maker's mask. Signals are for the program that runs the lab; and a write to a closed
    // connection is an error here, not SIGPIPE.
    var all = sigset_t()
    var before = sigset_t()
    unsafe sigfillset(&all)
    unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }

    // Retained here, released by the thread: pthread_create runs its function exactly once if it returns 0.
    let body = unsafe Unmanaged.passRetained(
      Body {
        Self.nameThisThread(name)
        run()
      })
    var id = pthread_t()
    let error = unsafe pthread_create(
      &id, &attributes,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
        }
        return nil
      }, body.toOpaque())
    guard error == 0 else {
      unsafe body.release()
      throw LabError(attempt: "start a thread", code: error)
    }
    self.id = id
  }

  /// By proc(5), because Swift does not see pthread_setname_np; a thread without a name works as well.
  private static func nameThisThread(_ name: String) {
    let number = unsafe open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
    guard number >= 0 else { return }
    _ = unsafe write(number, name, name.utf8.count)
    close(number)
  }

  /// Waits for the thread's end.
  func join() {
    pthread_join(id, nil)
  }
}
