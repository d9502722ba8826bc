internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The first Ctrl-C asks work to end with what it has; the second ends the program.
///
///     Interruption.watch()
///     while !Interruption.hasHappened { … }
public enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed since ``watch()``.
  public static var hasHappened: Bool { flag.load(ordering: .relaxed) }

  /// From here on the first Ctrl-C sets ``hasHappened``.
  public static func watch() {
    // Made before the handler can run, which may not make anything.
    flag.store(false, ordering: .relaxed)
    signal(SIGINT) { _ in
      Interruption.flag.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }
}
