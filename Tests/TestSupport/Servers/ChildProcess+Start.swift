import Foundation
import Glibc

extension ChildProcess.Start {
  /// Starts the child with posix_spawn(3) and returns its identifier.
  func spawn() throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let write = O_WRONLY | O_CREAT | O_APPEND
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, output, write, 0o644)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, errors, write, 0o644)
    // A socket of another test, inherited, would stay open. What is closed meanwhile does no harm (glibc).
    for descriptor in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap({ Int32($0) })
    where descriptor > 2 {
      unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
    }

    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    // env(1) and setpriv(1) change one thing each and become the program: the identifier stays.
    let command = ["/usr/bin/env", "-C", directory, "setpriv", "--pdeathsig", "KILL", executable]
    let variables = self.environment.map { "\($0)=\($1)" }.sorted()
    var arguments = unsafe (command + self.arguments).map { unsafe strdup($0) } + [nil]
    var environment = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer { unsafe _ = (arguments + environment).map { unsafe free($0) } }
    var identifier: pid_t = 0
    let code = unsafe posix_spawn(
      &identifier, command[0], &actions, &attributes, &arguments, &environment)
    guard code == 0 else { throw ServerError.system(call: "posix_spawn of \(executable)", code: code) }
    return identifier
  }
}
