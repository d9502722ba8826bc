import Optimization
import PlanCompiler
import PlanModel
import WorkCalendar

/// What remedies bring to which work, in numbers that any choice of them adds up.
///
/// All candidates are compiled at once, in a plan of their own: hires, contracts, and for each training
/// a double of the person who learns. What a training changes is the double's hours in place of the
/// person's.
///
/// Everything is bought for some need: ``RemedyNeed``.
struct RemedySupply {
  private let need: RemedyNeed
  /// The candidates that bring anything where it is short.
  private(set) var choices: [RemedyChoice] = []
  /// Who was not looked at because there were too many.
  var limits: [Staff.Limit] { possible.limits() }
  private let possible: RemedyCandidates
  private var model: ReliefModel
  /// For each candidate and thing what one of it changes.
  private var changes: [[ReliefModel.Change]] = []
  /// For each candidate and option.
  private var options: [[(thing: Int, times: Int)?]] = []
  /// For each span whether too much is short in it as it is.
  private let isShort: [Bool]
  private var costs: [[Double]] = []
  /// A choice that leaves as little as any, and what remains of each span then: that may remain.
  private var everything: [Int] = []
  private var allowed: [Double] = []
  /// What no choice undercuts, all spans together.
  private(set) var leastRemaining = 0.0

  /// Of equal cost the choice with fewer things comes first: each costs this share of the dearest.
  private static let costOfThing = 1e-6
  /// What that adds at most to the cost of any choice.
  private var mostSurcharge = 0.0

  /// - Parameters:
  ///   - base: the plan, compiled.
  ///   - model: what is short in it.
  init(
    _ plan: Plan, today: Day, _ base: CompiledPlan, _ model: ReliefModel, _ need: RemedyNeed
  ) async {
    (self.model, self.need) = (model, need)
    let asItIs = model.spans.indices.map { model.short(in: $0, with: []) }
    let isShort = asItIs.map { $0.hours > need.leastHours }
    self.isShort = isShort
    let lines = need.spans.map { span in
      let parts = model.spans.indices.filter {
        isShort[$0] && span.cells.overlaps(model.spans[$0].cells)
      }
      return Set(parts.flatMap { model.lines(of: asItIs[$0], in: $0) }).sorted()
    }
    possible = RemedyCandidates(plan, today: today, base, need, shortLines: lines)
    let candidates = possible.all()
    var universe = RemedyUniverse(plan, today: today)
    let ids = candidates.map { $0.things.map { universe.add($0.one) } }
    let compiled = await CompiledPlan(universe.plan, horizon: base.grid.horizon)
    for (choice, ids) in zip(candidates, ids) {
      take(choice, ids, compiled)
    }
    self.model.close()
    keepUseful(model.spans.indices.map { self.model.short(in: $0, with: []) })
    weigh(MeanPay(base).ofEverybody ?? 1)
    setTargets()
  }

  /// Reads what a candidate's things change; a thing that is not possible has no id.
  private mutating func take(
    _ choice: RemedyChoice, _ ids: [String?], _ compiled: CompiledPlan
  ) {
    var things: [(one: Remedy, most: Int)] = []
    var read: [ReliefModel.Change] = []
    for (thing, id) in zip(choice.things, ids) {
      guard let id else { continue }
      let person = thing.one.kind == .train ? thing.one.person : nil
      var change = model.hours(of: id, in: compiled, as: person)
      if let person { change = model.difference(change, model.hours(ofPerson: person)) }
      guard !change.isEmpty else { continue }
      things.append(thing)
      read.append(change)
    }
    guard !things.isEmpty else { return }
    choices.append(RemedyChoice(things: things))
    changes.append(read)
  }

  /// Drops what brings nothing to any span that is short.
  private mutating func keepUseful(_ asItIs: [ReliefModel.Short]) {
    func isUseful(_ change: ReliefModel.Change) -> Bool {
      asItIs.indices.contains {
        isShort[$0] && model.hours(of: change, on: asItIs[$0], in: $0) > 0
      }
    }
    for index in choices.indices {
      let kept = changes[index].indices.filter { isUseful(changes[index][$0]) }
      // No more of a thing than closes the most of any span.
      choices[index].things = kept.map { thing in
        var (one, most) = choices[index].things[thing]
        let needed =
          asItIs.indices.map { span -> Double in
            let hours = model.hours(of: changes[index][thing], on: asItIs[span], in: span)
            return hours > 0 ? (asItIs[span].hours / hours).rounded(.up) : 0
          }.max() ?? 0
        most = max(1, min(most, Int(min(needed, 1_000))))
        return (one, most)
      }
      changes[index] = kept.map { changes[index][$0] }
    }
    let kept = choices.indices.filter { !choices[$0].things.isEmpty }
    changes = kept.map { changes[$0] }
    choices = kept.map { choices[$0] }
    options = choices.map(\.options)
  }

  /// - Parameter rate: what an hour costs where it is not known.
  private mutating func weigh(_ rate: Double) {
    costs = choices.enumerated().map { number, choice in
      options[number].map { option in
        guard let option else { return 0 }
        let remedy = choice.remedy(option)
        return remedy.cost ?? rate * remedy.paidHours * remedy.count
      }
    }
    let thing = Self.costOfThing * (costs.joined().max() ?? 0)
    mostSurcharge = options.reduce(0) { sum, options in
      sum + 1.01 * thing * Double(options.compactMap { $0?.times }.max() ?? 0)
    }
    for (number, options) in options.enumerated() {
      for (index, option) in options.enumerated() {
        // A member of a team is asked for where one is needed.
        let isOfTeam = option.map { choices[number].things[$0.thing].one.team != nil } ?? false
        costs[number][index] += thing * Double(option?.times ?? 0) * (isOfTeam ? 1.01 : 1)
      }
    }
  }

  /// What may remain is what remains when the most is bought, with the trainings or without; nothing where
  /// the need says so.
  private mutating func setTargets() {
    let most = choices.indices.map { index in
      options[index].indices.max {
        (hours(index, $0), $1) < (hours(index, $1), $0)
      } ?? 0
    }
    let untrained = most.indices.map { choices[$0].things[0].one.kind == .train ? 0 : most[$0] }
    let (all, some) = (shortHours(with: most), shortHours(with: untrained))
    let trains = all.reduce(0, +) < some.reduce(0, +) - need.leastHours
    (everything, allowed) = trains ? (most, all) : (untrained, some)
    if need.mustClose { allowed = allowed.map { _ in 0 } }
    let unions = options.enumerated().map { index, options in
      (
        model.union(options.compactMap { $0.map { (changes[index][$0.thing], Double($0.times)) } }),
        1.0
      )
    }
    leastRemaining = model.spans.indices.reduce(0) { $0 + model.short(in: $1, with: unions).hours }
  }

  /// All hours that an option brings.
  private func hours(_ candidate: Int, _ option: Int) -> Double {
    options[candidate][option].map {
      changes[candidate][$0.thing].allHours * Double($0.times)
    } ?? 0
  }

  /// What each span lacks with a choice of options.
  func shortHours(with chosen: [Int]) -> [Double] {
    model.spans.indices.map { model.short(in: $0, with: taken(chosen)).hours }
  }

  private func taken(_ chosen: [Int]) -> [(ReliefModel.Change, Double)] {
    chosen.indices.compactMap { index in
      options[index][chosen[index]].map { (changes[index][$0.thing], Double($0.times)) }
    }
  }

  func remedy(of candidate: Int, option: Int) -> Remedy {
    choices[candidate].remedy(options[candidate][option] ?? (0, 0))
  }

  /// The cheapest choice that leaves no more than it must.
  func cheapest() -> CoverAnswer {
    CoverSearch(costs: costs).solve { broken($0) }
      ?? CoverAnswer(
        chosen: everything, cost: zip(costs, everything).reduce(0) { $0 + $1.0[$1.1] }, bound: 0,
        isProven: false)
  }

  /// The cheapest things of some kinds that leave no more than they may; nil where none were found.
  func cheapest(of kinds: Set<Staff.PackageKind>) -> RemedyPurchase? {
    guard leastRemaining <= need.leastHours * Double(model.spans.count) else { return nil }
    let isOpen = choices.map { kinds.contains($0.things[0].one.kind) }
    var search = CoverSearch(costs: zip(costs, isOpen).map { $1 ? $0 : [0] })
    search.work = Self.mostWork
    return search.solve { broken($0, isOpen) }.map {
      RemedyPurchase(
        remedies: remedies($0.chosen),
        leastCost: $0.isProven ? nil : max(0, $0.bound - mostSurcharge))
    }
  }

  /// The work of the search for a purchase that must come at once: about a tenth of a second. Where it is
  /// used up, the purchase is the best that was found till then.
  private static let mostWork = 5e6

  private func remedies(_ chosen: [Int]) -> [Remedy] {
    chosen.indices.filter { chosen[$0] > 0 }.map { remedy(of: $0, option: chosen[$0]) }
      .sorted { $0.order < $1.order }
  }

  /// The sets of demand that lack too much.
  private func broken(_ chosen: [Int], _ isOpen: [Bool]? = nil) -> [CoverRow] {
    let taken = taken(chosen)
    return model.spans.indices.compactMap { span in
      guard isShort[span] || taken.contains(where: { $0.0.takes(in: span) }) else { return nil }
      let short = model.short(in: span, with: taken)
      let most = allowed[span] + need.leastHours
      guard short.hours > most + 2 * CoverSearch.tolerance else { return nil }
      let parts = choices.indices.compactMap { index -> CoverRow.Part? in
        guard isOpen?[index] ?? true else { return nil }
        let hours = changes[index].map { model.hours(of: $0, on: short, in: span) }
        guard hours.contains(where: { $0 != 0 }) else { return nil }
        return CoverRow.Part(
          candidate: index,
          amounts: options[index].map { option in
            option.map { hours[$0.thing] * Double($0.times) } ?? 0
          })
      }
      return CoverRow(parts: parts, least: model.missing(on: short, in: span) - most)
    }
  }
}

/// Things that are bought together.
struct RemedyPurchase {
  var remedies: [Remedy]
  /// What such a purchase costs at least; nil where none is cheaper than this one.
  var leastCost: Double?
}
