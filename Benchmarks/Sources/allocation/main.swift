import AllocationInstances
import Foundation
import Optimization

let usage = """
  allocation --people N --lines N --weeks N
    --kind weekly|windows|free-windows|weekly-budgets|windows-budgets
    [--tight] [--varied] [--seed N] [--threads N] [--form compact|direct] [--mps FILE] [--write-only]
  """

func stop(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n\(usage)\n".utf8))
  exit(64)
}

var (people, lines, weeks) = (1000, 400, 52)
var kind = AllocationKind.weekly
var (isTight, isVaried) = (false, false)
var seed: UInt64 = 1
var threads = 1
var form: TransportForm? = nil
var file: String? = nil
var writesOnly = false
var arguments = CommandLine.arguments.dropFirst().makeIterator()
while let argument = arguments.next() {
  func number() -> Int {
    guard let text = arguments.next(), let value = Int(text) else {
      stop("\(argument) needs a number")
    }
    return value
  }
  switch argument {
  case "--people": people = number()
  case "--lines": lines = number()
  case "--weeks": weeks = number()
  case "--kind":
    guard let named = arguments.next().flatMap(AllocationKind.init) else {
      stop("--kind needs one of the kinds")
    }
    kind = named
  case "--tight": isTight = true
  case "--varied": isVaried = true
  case "--seed": seed = UInt64(number())
  case "--threads": threads = number()
  case "--form": form = arguments.next().flatMap(TransportForm.init)
  case "--mps": file = arguments.next()
  case "--write-only": writesOnly = true
  default: stop("\(argument) is not known")
  }
}

let problem = allocationInstance(
  people: people, lines: lines, weeks: weeks, kind: kind, tight: isTight, varied: isVaried,
  seed: seed)
let start = processSeconds()
let chosen = form ?? TransportForm.smaller(of: problem)
let compiled = try problem.program(form: chosen)
let built = processSeconds()
if let file {
  guard FileManager.default.createFile(atPath: file, contents: nil),
    let handle = FileHandle(forWritingAtPath: file)
  else { stop("\(file) cannot be written") }
  try MPSWriter(compiled.program, names: compiled.names()).write { bytes in
    try handle.write(contentsOf: Data(bytes))
  }
  try handle.close()
}
if writesOnly { exit(0) }
let begun = processSeconds()
let point = try await compiled.program.solved(options: InteriorPointOptions(threads: threads))
let solved = processSeconds() - begun + built
let solution = problem.decoded(point, compiled)
let end = processSeconds()
let proof = point.certificate
func short(_ value: Double) -> String { String(format: "%.2e", value) }
print(
  """
  instance     \(people) x \(lines) x \(weeks) \(kind.rawValue)\
  \(isTight ? " tight" : "")\(isVaried ? " varied" : "") seed \(seed), \
  \(chosen.rawValue) form, \(threads) thread\(threads == 1 ? "" : "s")
  supplies     \(problem.supplies.count)
  variables    \(compiled.program.columnCount)
  rows         \(compiled.program.rowCount)
  status       \(point.status)
  iterations   \(point.iterations)
  objective    \(String(format: "%.6f", point.objective)) bound \(String(format: "%.6f", point.bound))
  residuals    primal \(short(proof.primalResidual)) dual \(short(proof.dualResidual))
  gap          \(short(proof.relativeGap)); of the uses \(short(solution.certificate.relativeGap))
  uses         \(solution.uses.count)
  CPU seconds  \(String(format: "%.3f", solved - start)) to the optimum (build \
  \(String(format: "%.3f", built - start)), solve \(String(format: "%.3f", solved - built))), \
  decode \(String(format: "%.3f", end - begun - solved + built))
  peak memory  \(String(format: "%.0f", peakMegabytes())) MB
  """)
