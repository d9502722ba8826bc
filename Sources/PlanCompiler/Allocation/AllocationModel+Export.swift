public import Optimization
import PlanModel
import WorkCalendar

extension AllocationModel {
  /// The linear program of the problem as free MPS, for any other solver.
  ///
  /// Names tell kind and first member of a supply (`free:ann+3`), skill and level of a hub
  /// (`backend>=3`), project, skill and number of a demand, and the first day of a cell.
  ///
  /// - Parameter form: nil: the smaller one.
  /// - Throws: `InteriorPointError/invalidInput(_:)`.
  public func exportedMPS(form: TransportForm? = nil) throws(InteriorPointError) -> [UInt8] {
    let program = try problem.program(form: form ?? TransportForm.smaller(of: problem))
    let names = TransportNames(
      supply: { name(ofSupply: $0) }, pool: { name(ofHub: $0) }, demand: { name(ofDemand: $0) },
      cell: { plan.grid.cells[$0].first.description }, group: { initiatives[$0] },
      period: { moneyPeriods[$0].period.description })
    return MPSWriter(program.program, names: program.names(names)).bytes(name: "allocation")
  }

  private func name(ofSupply index: Int) -> String {
    let source = sources[index]
    guard let first = source.members.first else { return "s\(index)" }
    let id =
      source.kind == .contract
      ? plan.plan.pools[first.source].id : plan.supply.units[first.source].id
    let others = source.members.count > 1 ? "+\(source.members.count - 1)" : ""
    return "\(source.kind):\(id)\(others)#\(index)"
  }

  private func name(ofHub index: Int) -> String {
    let hub = eligibility.hubs[index]
    let level = hub.level > 0 ? ">=\(hub.level)" : ""
    return hub.skill + level + (hub.team.map { "/" + $0 } ?? "")
  }

  private func name(ofDemand index: Int) -> String {
    let line = plan.demand.lines[asked[index].line]
    return "\(plan.demand.projects[line.project].id):\(line.skill)#\(index)"
  }
}
