import Foundation
import Optimization

/// This process, as `getrusage` wants it.
let who = __rusage_who_t(RUSAGE_SELF.rawValue)

/// CPU seconds of this process.
func processSeconds() -> Double {
  var usage = rusage()
  getrusage(who, &usage)
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// The most memory that this process has held, in MB.
func peakMegabytes() -> Double {
  var usage = rusage()
  getrusage(who, &usage)
  return Double(usage.ru_maxrss) / 1024
}

let usage = """
  allocation --people N --lines N --weeks N --kind weekly|windows|weekly-budgets|windows-budgets
    [--tight] [--varied] [--unlimited] [--seed N] [--threads N] [--form compact|direct] [--mps FILE]
    [--write-only]
  """

func stop(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n\(usage)\n".utf8))
  exit(64)
}

var options = InstanceOptions()
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
  case "--people": options.people = number()
  case "--lines": options.lines = number()
  case "--weeks": options.weeks = number()
  case "--kind":
    guard let kind = arguments.next().flatMap(InstanceOptions.Kind.init) else {
      stop("--kind needs one of the four kinds")
    }
    options.kind = kind
  case "--tight": options.isTight = true
  case "--varied": options.isVaried = true
  case "--unlimited": options.isUnlimited = true
  case "--seed": options.seed = UInt64(number())
  case "--threads": threads = number()
  case "--form": form = arguments.next().flatMap(TransportForm.init)
  case "--mps": file = arguments.next()
  case "--write-only": writesOnly = true
  default: stop("\(argument) is not known")
  }
}

var instance = Instance(options)
let problem = instance.draw()
let start = processSeconds()
let chosen = form ?? TransportForm.smaller(of: problem)
let compiled = try problem.program(form: chosen)
let built = processSeconds()
if let file {
  FileManager.default.createFile(atPath: file, contents: nil)
  guard let handle = FileHandle(forWritingAtPath: file) else { stop("\(file) cannot be written") }
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
  instance     \(options.people) x \(options.lines) x \(options.weeks) \(options.kind.rawValue)\
  \(options.isTight ? " tight" : "")\(options.isVaried ? " varied" : "") seed \(options.seed), \
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
