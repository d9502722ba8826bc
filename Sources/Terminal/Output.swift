#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Standard output or standard error, written without a buffer that could fail later.
public enum Output: Sendable {
  /// Where the answer goes.
  case standardOutput
  /// Where errors and progress go.
  case standardError

  /// Why nothing more can be written.
  public enum Failure: Error, Hashable, Sendable {
    /// Nobody reads any more, as after `| head`: no mistake of ours or theirs.
    case readerGone
    /// The system's reason: the disk is full.
    case failed(reason: String)
  }

  var descriptor: Int32 {
    switch self {
    case .standardOutput: STDOUT_FILENO
    case .standardError: STDERR_FILENO
    }
  }

  /// Whether somebody sits before it.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Makes a reader that goes away an error of `write` rather than the end of the program.
  public static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Writes the whole text.
  public func write(_ text: String) throws(Failure) {
    var text = text
    let failure: Failure? = text.withUTF8 { bytes in
      var written = 0
      while written < bytes.count {
        guard let base = bytes.baseAddress else { return nil }
        let count = systemWrite(descriptor, base + written, bytes.count - written)
        if count > 0 {
          written += count
        } else if count < 0, errno == EPIPE {
          return .readerGone
        } else if count < 0, errno != EINTR, errno != EAGAIN {
          return .failed(reason: String(cString: strerror(errno)))
        }
      }
      return nil
    }
    if let failure { throw failure }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
