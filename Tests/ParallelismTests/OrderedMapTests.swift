import Parallelism
import Testing

@Suite("Ordered maps")
struct OrderedMapTests {
  @Test(
    "results stand in the order of the indices, whatever the chunk", arguments: [1, 2, 7, 100, 101])
  func order(chunk: Int) async {
    let squares = await Parallel.map(count: 100, chunk: chunk) { $0.map { $0 * $0 } }
    #expect(squares == (0..<100).map { $0 * $0 })
  }

  @Test("nothing maps to nothing")
  func nothing() async {
    let none = await Parallel.map(count: 0, chunk: 5) { $0.map { $0 } }
    #expect(none.isEmpty)
  }
}
