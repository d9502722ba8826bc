import Foundation
import PlanFiles
import PlanModel

/// What each stage of `bottlenecks` takes, in the whole process and as a user runs it.
@main
struct Stages {
  static let runs = 7

  static func main() throws {
    let root = CommandLine.arguments.dropFirst().first ?? ".."
    let headroom = root + "/.build/release/headroom"
    let folder = FileManager.default.temporaryDirectory.appending(path: "headroom-stages").path
    try? FileManager.default.removeItem(atPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let size = ["--people", "5000", "--projects", "500", "--weeks", "104", "--seed", "1"]
    _ = try Child.run(headroom, ["generate"] + size + [folder])

    print("headroom bottlenecks PLAN, median of \(runs) runs")
    print("plan           read    compile      solve      print    process   its CPU     memory")
    try stages(headroom, "generated", folder)
    try stages(headroom, "studio", root + "/Scenarios/studio")
    print("")
    try reading(folder)
  }

  /// The stages that the program measures, and the process from its start to its end.
  static func stages(_ headroom: String, _ name: String, _ plan: String) throws {
    var stages: [String: [Double]] = [:]
    var peak = 0.0
    for _ in 0..<runs {
      let child = try Child.run(headroom, ["bottlenecks", plan, "--timings"])
      stages["process", default: []].append(child.seconds)
      stages["cpu", default: []].append(child.cpuSeconds)
      peak = max(peak, child.peakMegabytes)
      // Time: read 0.033 s, compile …
      let lines = child.output.split(separator: "\n")
      let times = lines[(lines.lastIndex { $0.hasPrefix("Time: ") } ?? lines.endIndex)...]
      for part in times.joined(separator: " ").dropFirst(6).split(separator: ",") {
        let words = part.split(separator: " ")
        if words.count == 3, let seconds = Double(words[1]) {
          stages[String(words[0]), default: []].append(seconds)
        }
      }
    }
    let columns = ["read", "compile", "solve", "report", "process", "cpu"].map {
      String(format: "%9.3f s", median(stages[$0] ?? []))
    }
    let memory = String(format: "%8.0f MB", peak)
    print(
      name.padding(toLength: 9, withPad: " ", startingAt: 0) + columns.joined() + memory)
  }

  /// Reading the tables against a bare scan of the same bytes, both from memory, on one thread.
  static func reading(_ plan: String) throws {
    let files = try PlanFolder.files(of: plan)
    let tables = files.filter { $0.name.hasSuffix(".csv") }
    let bytes = tables.reduce(0) { $0 + $1.bytes.count }
    var (bare, scan, read): ([Double], [Double], [Double]) = ([], [], [])
    var (rows, cells) = (0, 0)
    var ends: [UInt32] = []
    for _ in 0..<3 * runs {
      (rows, cells) = (0, 0)
      bare.append(
        time {
          for table in tables {
            rows += BareScan.cells(of: table.bytes, into: &ends)
            cells += ends.count
          }
        })
      var scanned = 0
      scan.append(time { for table in tables { scanned += PlanReader.cellCount(of: table) } })
      var people = 0
      read.append(try time { people = try PlanReader.read(files: files).plan.people.count })
      precondition(people == 5000 && scanned == cells)
    }
    print(
      "reading \(tables.count) tables of \(bytes / 1000) kB, \(rows) rows, \(cells) cells, CPU time"
    )
    let least = median(bare)
    for (name, seconds) in [
      ("bare scan", least), ("our scan", median(scan)), ("files to plan", median(read)),
    ] {
      print(
        name.padding(toLength: 15, withPad: " ", startingAt: 0)
          + String(format: "%6.1f ms %6.1f times the bare scan", 1000 * seconds, seconds / least))
    }
  }

  /// The CPU time of this thread: other processes change it less than the time on the wall.
  static func time(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try body()
    return now() - start
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
  }
}
