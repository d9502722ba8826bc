import Parallelism
import Testing

@Suite("Disjoint elements")
struct DisjointElementsTests {
  @Test("every element is changed once, on any number of threads", arguments: [1, 2, 3, 200])
  func update(threads: Int) async {
    let elements = DisjointElements((0..<100).map { [$0] })
    await elements.update(threads: threads) { index, element in element.append(index * index) }
    for index in 0..<100 { #expect(elements.with(index) { $0 } == [index, index * index]) }
  }

  @Test("no elements are fine")
  func nothing() async {
    let elements = DisjointElements<Int>([])
    await elements.update(threads: 4) { _, element in element += 1 }
    #expect(elements.count == 0)
  }
}
