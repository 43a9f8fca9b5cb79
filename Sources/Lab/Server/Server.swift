import CLinux
import Glibc
import Synchronization

/// Accepts connections and answers datagrams at all sockets of a lab, on one thread; a thread more for each
/// connection, at most 64 at a time.
final class Server: Sendable {
  /// A socket and what is done with what arrives there.
  struct Post: Sendable {
    enum Duty: Sendable {
      /// UDP: DNS messages.
      case datagrams(Nameserver)
      /// TCP: DNS messages with their lengths.
      case messages(Nameserver)
      /// TCP: TLS and HTTP.
      case requests(HTTPSService)
      /// TCP: accepted and held open.
      case silence
      /// Kept open, never served.
      case none
    }
    var descriptor: Descriptor
    var duty: Duty
  }

  private struct State {
    var isStopping = false
    /// Connections whose threads are about to end.
    var ended: [Int] = []
    var posts: [Post]
    /// The thread that accepts.
    var thread: WorkerThread?
  }

  private let state: Mutex<State>
  private let name: String
  /// An eventfd: readable when the state has changed.
  private let wakeUp: Descriptor

  /// Starts serving; nothing is served any more after ``stop()``. All threads get the name.
  init(_ posts: [Post], name: String) throws(LabError) {
    self.name = name
    let number = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    guard number >= 0 else { throw LabError(attempt: "open an event descriptor", code: errno) }
    wakeUp = Descriptor(number)
    state = Mutex(State(posts: posts))
    let thread = try WorkerThread(name: name) { self.serve(posts) }
    withState { $0.thread = thread }
  }

  /// Ends all connections, joins all threads and closes all sockets. Safe to call again.
  func stop() {
    let thread = withState { state in
      state.isStopping = true
      return state.thread.take()
    }
    guard let thread else { return }
    wake()
    thread.join()
    withState { $0.posts = [] }
  }

  /// The state, locked. The thread sanitizer cannot see that a Mutex orders accesses, and is told: at no cost without it.
  private func withState<Result: Sendable>(_ body: (inout State) -> sending Result) -> Result {
    state.withLock { state in
      let address = unsafe Unmanaged.passUnretained(self).toOpaque()
      unsafe lx_tsan_acquire(address)
      defer { unsafe lx_tsan_release(address) }
      return body(&state)
    }
  }

  private func wake() {
    // It fails only if the counter is at its end, and then the reader is awake: eventfd(2).
    _ = eventfd_write(wakeUp.number, 1)
  }
}

extension Server {
  private struct Worker {
    var thread: WorkerThread
    var descriptor: Descriptor
  }

  private static let maximumConnections = 64

  /// The loop of the accepting thread.
  private func serve(_ posts: [Post]) {
    var workers: [Int: Worker] = [:]
    var nextID = 0
    let served = posts.filter { if case .none = $0.duty { false } else { true } }
    while true {
      let (isStopping, ended) = withState { state in
        defer { state.ended = [] }
        return (state.isStopping, state.ended)
      }
      for id in ended { workers.removeValue(forKey: id)?.thread.join() }
      if isStopping { break }

      for post in awaited(served, isFull: workers.count >= Self.maximumConnections) {
        if case .datagrams(let nameserver) = post.duty {
          answerDatagrams(at: post.descriptor, by: nameserver)
        } else if workers.count < Self.maximumConnections, let accepted = accept(at: post.descriptor) {
          let id = nextID
          nextID += 1
          // Without a thread for it the connection is closed: the lab has no other use for the error.
          let thread = try? WorkerThread(name: name) {
            Self.serve(Connection(accepted), by: post.duty)
            self.withState { $0.ended.append(id) }
            self.wake()
          }
          if let thread { workers[id] = Worker(thread: thread, descriptor: accepted) }
        }
      }
    }
    for worker in workers.values { shutdown(worker.descriptor.number, Int32(SHUT_RDWR)) }
    for worker in workers.values { worker.thread.join() }
  }

  /// Waits until something arrives or the state changes; the posts where something arrived. When all threads are
  /// taken, connections wait in the kernel's queues.
  private func awaited(_ posts: [Post], isFull: Bool) -> [Post] {
    let watched = posts.filter { post in
      if case .datagrams = post.duty { true } else { !isFull }
    }
    var events = ([wakeUp] + watched.map(\.descriptor)).map {
      pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0)
    }
    _ = unsafe poll(&events, nfds_t(events.count), -1)
    if events[0].revents != 0 {
      var count: eventfd_t = 0
      _ = unsafe eventfd_read(wakeUp.number, &count)
    }
    return zip(watched, events.dropFirst()).filter { $0.1.revents != 0 }.map(\.0)
  }

  private func accept(at listener: Descriptor) -> Descriptor? {
    let number = Glibc.accept(listener.number, nil, nil)
    guard number >= 0 else {
      // No descriptor left: do not spin until one is.
      if errno == EMFILE || errno == ENFILE { usleep(10_000) }
      return nil
    }
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    return Descriptor(number)
  }

  private func answerDatagrams(at descriptor: Descriptor, by nameserver: Nameserver) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var sender = sockaddr_in()
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let count = unsafe withUnsafeMutablePointer(to: &sender) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          unsafe recvfrom(descriptor.number, &buffer, buffer.count, 0, address, &length)
        }
      }
      guard count >= 0 else { return }
      guard let response = nameserver.response(to: Array(buffer.prefix(count)), over: .datagram) else { continue }
      unsafe withUnsafePointer(to: &sender) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          _ = unsafe sendto(descriptor.number, response, response.count, 0, address, length)
        }
      }
    }
  }

  /// Serves one connection to its end, on a thread of its own.
  private static func serve(_ connection: Connection, by duty: Post.Duty) {
    switch duty {
    case .requests(let service): service.serve(connection)
    case .messages(let nameserver): nameserver.serve(connection)
    case .silence: _ = connection.lasts(milliseconds: -1)
    case .datagrams, .none: break
    }
  }
}

extension Nameserver {
  /// Answers the messages of one TCP connection, each with its length before it (RFC 1035 section 4.2.2).
  func serve(_ connection: Connection) {
    while let prefix = connection.read(2), let message = connection.read(Int(prefix[0]) << 8 | Int(prefix[1])) {
      guard let response = response(to: message, over: .stream) else {
        if fault == .silent { _ = connection.lasts(milliseconds: -1) }
        return
      }
      let length = [UInt8(response.count >> 8), UInt8(truncatingIfNeeded: response.count)]
      guard connection.write(length + response) else { return }
    }
  }
}
