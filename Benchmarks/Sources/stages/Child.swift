import Foundation

/// A finished process: what it printed, how long it took, and the most memory it held.
///
/// `cpuSeconds` sums over the threads, and other processes change it less than the time on the wall.
struct Child {
  let output: String
  let seconds: Double
  let cpuSeconds: Double
  let peakMegabytes: Double

  struct Failure: Error {
    let command: String
    let status: Int32
  }

  /// Runs a program to its end. Its output goes to a file, so that nobody has to read meanwhile.
  static func run(_ program: String, _ arguments: [String]) throws -> Child {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "headroom-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, file.path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let words = [program] + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    argv.append(nil)
    defer { for word in argv { free(word) } }
    var process: pid_t = 0
    var usage = rusage()
    var status: Int32 = 0
    let start = ContinuousClock.now
    let spawned = posix_spawn(&process, program, &actions, nil, argv, environ)
    guard spawned == 0, wait4(process, &status, 0, &usage) == process else {
      throw Failure(command: words.joined(separator: " "), status: spawned)
    }
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    guard status == 0 else { throw Failure(command: words.joined(separator: " "), status: status) }
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return Child(
      output: String(decoding: try Data(contentsOf: file), as: UTF8.self), seconds: elapsed,
      cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakMegabytes: Double(usage.ru_maxrss) / 1024)
  }
}
