internal import Synchronization

/// Elements that several threads change at once, each element by one thread at a time.
///
///     let cells = DisjointElements(states)
///     await cells.update(threads: 4) { index, state in state.advance() }
///
/// Which thread changes an element never matters as long as the change depends on the element and its
/// index alone; sums over elements are the caller's, in order.
/// Edge cases: no elements are fine. While an update runs nothing else may touch the elements.
public final class DisjointElements<Element>: @unchecked Sendable {
  /// The number of elements.
  public let count: Int
  private let elements: UnsafeMutablePointer<Element>

  /// Takes the elements in order.
  public init(_ elements: [Element]) {
    count = elements.count
    self.elements = .allocate(capacity: max(1, count))
    self.elements.initialize(from: elements, count: count)
  }

  deinit {
    elements.deinitialize(count: count)
    elements.deallocate()
  }

  /// Reads or changes one element where it stands.
  public func with<Result, Failure: Error>(
    _ index: Int, _ body: (inout Element) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(index >= 0 && index < count, "an element's index is below the count")
    return try body(&elements[index])
  }

  /// Changes every element once, on at most `threads` threads; one thread runs on the caller's own.
  ///
  /// - Complexity: some µs besides the work.
  public func update(
    threads: Int, _ body: @Sendable @escaping (Int, inout Element) -> Void
  ) async {
    let workers = min(threads, count)
    guard workers > 1 else {
      for index in 0..<count { body(index, &elements[index]) }
      return
    }
    let next = Ticket()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<workers {
        group.addTask { [self] in
          while true {
            let index = next.draw()
            guard index < count else { return }
            // Each ticket is drawn once, hence each element has one thread.
            body(index, &elements[index])
          }
        }
      }
    }
  }
}

/// Numbers from 0, each given once.
private final class Ticket: Sendable {
  private let value = Atomic<Int>(0)

  /// The next number.
  func draw() -> Int { value.add(1, ordering: .relaxed).oldValue }
}
