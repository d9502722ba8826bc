import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The few calls of the system by which files reach the disk whole.
enum Disk {
  /// Tells this process from others that run.
  static var processNumber: Int32 { getpid() }

  /// Writes a file that is not there yet and brings it to the disk; false where that fails, and then
  /// nothing of it is left.
  ///
  /// - Parameter mode: who may do what with it; nil: as is usual for new files.
  static func writeNew(_ path: String, _ bytes: [UInt8], mode: mode_t? = nil) -> Bool {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    var isWritten = true
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty, isWritten {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let count = write(descriptor, part.baseAddress, part.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if count == 0 || errno != EINTR {
          isWritten = false
        }
      }
    }
    if let mode { isWritten = fchmod(descriptor, mode) == 0 && isWritten }
    isWritten = fsync(descriptor) == 0 && isWritten
    isWritten = close(descriptor) == 0 && isWritten
    if !isWritten { unlink(path) }
    return isWritten
  }

  /// Puts a file in the place of another in one step.
  static func move(_ path: String, to place: String) -> Bool { rename(path, place) == 0 }

  /// Puts a file in a place where there is none; false where there is one.
  static func moveNew(_ path: String, to place: String) -> Bool {
    // A rename would replace a file that has come there in the meantime.
    let isPlaced = link(path, place) == 0
    unlink(path)
    return isPlaced
  }

  /// Removes a file, or an empty folder.
  static func removeEntry(_ path: String) { if unlink(path) != 0 { rmdir(path) } }

  /// Brings the names of a folder to the disk.
  static func sync(folder: String) -> Bool {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }

  /// What the owner, the group and others may do with a file; nil where it is a link or not there.
  static func mode(of path: String) -> mode_t? {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return status.st_mode & 0o7777
  }

  /// Whether anything has that name, be it a link that leads nowhere.
  static func hasEntry(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether a file may be written.
  static func mayWrite(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// Makes a folder; false where something has its name.
  static func make(folder: String) -> Bool { mkdir(folder, 0o755) == 0 }
}

/// A lock on a folder: many may read, or one may write. It is given up by ``release()``, and when the
/// process ends, however it ends.
///
/// Where the file system knows no locks there is none.
struct FolderLock {
  private let descriptor: Int32

  /// How long others are waited for, in hundredths of a second.
  private static let patience = 1000

  /// Waits for the lock; nil where another holds it for longer than ten seconds.
  init?(_ folder: String, forWriting: Bool) {
    descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    let kind = (forWriting ? LOCK_EX : LOCK_SH) | LOCK_NB
    for _ in 0..<Self.patience {
      if flock(descriptor, kind) == 0 || (errno != EWOULDBLOCK && errno != EINTR) { return }
      usleep(10_000)
    }
    close(descriptor)
    return nil
  }

  /// Gives the lock up.
  func release() { if descriptor >= 0 { close(descriptor) } }
}
