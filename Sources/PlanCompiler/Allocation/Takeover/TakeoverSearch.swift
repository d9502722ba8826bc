import Optimization

/// The state of a search for the cheapest chain; its room is used again.
struct TakeoverSearch: Sendable {
  /// How the search came to a place.
  struct Step: Sendable {
    /// The place before; -1 at the start.
    var from: Int
    /// Who leaves the line of this place for that of `from`; -1 where flexible work moves.
    var giver: Int
    /// What an hour that this place loses has given back to its budget by then.
    var refund: Double
  }

  /// How a chain ends.
  enum End: Sendable {
    case undone(place: Int)
    case idle(giver: Int, place: Int)
  }

  /// By place; infinite where the search has not been.
  private(set) var distance: [Double]
  private(set) var steps: [Step]
  /// Where the search has been.
  private(set) var touched: [Int] = []
  var queue = DistanceHeap()
  /// The length of the cheapest chain so far, and its end.
  var best = Double.infinity
  var end: End?

  init(places: Int) {
    distance = [Double](repeating: .infinity, count: places)
    steps = [Step](repeating: Step(from: -1, giver: -1, refund: 0), count: places)
  }

  /// Forgets the last search. What the first hours have spent is back in the budget already.
  mutating func start(at place: Int) {
    for place in touched { distance[place] = .infinity }
    touched.removeAll(keepingCapacity: true)
    queue.removeAll()
    (best, end) = (.infinity, nil)
    reach(place, Step(from: -1, giver: -1, refund: 0), at: 0)
  }

  mutating func reach(_ place: Int, _ step: Step, at length: Double) {
    if distance[place] == .infinity { touched.append(place) }
    distance[place] = length
    steps[place] = step
    queue.insert(Int32(place), at: length)
  }
}
