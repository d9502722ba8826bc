import Optimization
import Testing

@Suite("Measures of a staffing")
struct StaffingMeasuresTests {
  private func giver(_ person: Int32, _ hours: [Double]) -> SparseUses.Giver {
    SparseUses.Giver(supply: 0, person: person, cells: 0..<hours.count, hours: hours)
  }

  private func slice(_ cell: Int32, _ giver: Int32, _ demand: Int32, _ hours: Double)
    -> SparseUses.Slice
  {
    SparseUses.Slice(cell: cell, giver: giver, demand: demand, directArc: -1, hours: hours)
  }

  @Test("lines, small pieces and hand-overs of three weeks, counted by hand")
  func counted() {
    // Person 0 is on leave in week 1; person 1 stands in on line 0, and goes.
    let givers = [giver(0, [40, 0, 40]), giver(1, [40, 40, 40])]
    let slices = [
      slice(0, 0, 0, 40), slice(0, 1, 1, 36), slice(0, 1, 2, 4),
      slice(1, 1, 0, 37), slice(1, 1, 1, 3),
      slice(2, 0, 0, 40), slice(2, 1, 1, 40),
    ]
    let measures = StaffingMeasures(
      of: slices, givers: givers, lines: [0, 1, 2], fullHours: [40, 40, 40])
    #expect(measures.assignments == 7)
    #expect(measures.personWeeks == 5)
    #expect(measures.linesPerPersonWeek == 7.0 / 5)
    // 3 of 40 hours is less than a tenth, 4 is not.
    #expect(measures.smallAssignments == 1)
    #expect(measures.handOvers == 1)
  }

  @Test(
    "cells of a week are one week; demands of a line are one line; supplies of a person one person")
  func merged() {
    let givers = [giver(0, [20, 20]), giver(0, [5, 5])]
    let slices = [slice(0, 0, 0, 2), slice(1, 0, 1, 1), slice(1, 1, 0, 1)]
    let measures = StaffingMeasures(
      of: slices, givers: givers, lines: [0, 0], fullHours: [24, 16], weeks: [0, 0])
    #expect(measures.assignments == 1)
    #expect(measures.personWeeks == 1)
    #expect(measures.smallAssignments == 0)
  }

  @Test("a line that begins, or rests for a week, is handed over by nobody")
  func starts() {
    let givers = [giver(0, [40, 40, 40]), giver(1, [40, 40, 40])]
    let slices = [slice(0, 0, 0, 40), slice(2, 1, 0, 40), slice(1, 1, 1, 40)]
    let measures = StaffingMeasures(
      of: slices, givers: givers, lines: [0, 1], fullHours: [40, 40, 40])
    #expect(measures.handOvers == 0)
  }

  @Test("nothing assigned has no measures")
  func nothing() {
    let measures = StaffingMeasures(of: [], givers: [], lines: [], fullHours: [])
    #expect(measures.linesPerPersonWeek == 0)
    #expect(measures.smallShare == 0)
  }
}
