#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Work that is spread over the cores and gathered in order.
public enum Parallel {
  /// The most threads that ``map(count:chunk:_:)`` takes within a task; nil: one for each core.
  ///
  ///     await Parallel.$threadLimit.withValue(1) { await solve() }
  @TaskLocal public static var threadLimit: Int?

  /// The machine's cores.
  public static let coreCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// The threads that work may take: the limit, else one for each core.
  public static var threads: Int { threadLimit ?? coreCount }

  /// Maps the indices `0..<count`, a chunk at a time, on all cores; the results stand in the order of
  /// the indices, whatever the number of threads.
  ///
  ///     await Parallel.map(count: cells, chunk: 8) { $0.map(solve) }
  ///
  /// Shapes: `body` gets a range of at most `chunk` indices and returns one result for each.
  /// Edge cases: a count of 0 gives no results; a single chunk runs on the caller's own thread.
  ///
  /// - Complexity: about 1 µs a chunk besides the work; each chunk may allocate its own scratch space.
  public static func map<Element: Sendable>(
    count: Int, chunk: Int, _ body: @Sendable @escaping (Range<Int>) -> [Element]
  ) async -> [Element] {
    precondition(chunk > 0, "a chunk holds at least one index")
    guard count > chunk else { return count > 0 ? body(0..<count) : [] }
    let chunks = (count + chunk - 1) / chunk
    let running = min(chunks, threads)
    guard running > 1 else {
      return (0..<chunks).flatMap { body($0 * chunk..<min(count, ($0 + 1) * chunk)) }
    }
    return await withTaskGroup(of: (Int, [Element]).self) { group in
      for index in 0..<running {
        group.addTask { (index, body(index * chunk..<min(count, (index + 1) * chunk))) }
      }
      var next = running
      var parts = [[Element]](repeating: [], count: chunks)
      for await (index, part) in group {
        parts[index] = part
        guard next < chunks else { continue }
        group.addTask { [next] in (next, body(next * chunk..<min(count, (next + 1) * chunk))) }
        next += 1
      }
      return Array(parts.joined())
    }
  }

  /// Maps the indices `0..<count`, so many at once; the results stand in the order of the indices.
  ///
  /// For work that is itself spread over the cores, where all at once would take too much memory.
  ///
  /// - Parameter atOnce: at least 1.
  public static func map<Element: Sendable>(
    count: Int, atOnce: Int, _ body: @Sendable @escaping (Int) async -> Element
  ) async -> [Element] {
    precondition(atOnce > 0, "at least one index is worked on")
    return await withTaskGroup(of: (Int, Element).self) { group in
      var results = [Element?](repeating: nil, count: count)
      var next = 0
      while next < min(count, atOnce) {
        let index = next
        group.addTask { (index, await body(index)) }
        next += 1
      }
      while let (index, element) = await group.next() {
        results[index] = element
        guard next < count else { continue }
        let following = next
        group.addTask { (following, await body(following)) }
        next += 1
      }
      return results.compactMap(\.self)
    }
  }
}
