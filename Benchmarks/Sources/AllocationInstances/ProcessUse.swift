import Foundation

/// Processor seconds that all threads of this process have worked so far.
public func processSeconds() -> Double {
  let use = resourceUse()
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return seconds(use.ru_utime) + seconds(use.ru_stime)
}

/// The most memory that this process has held so far, in MB.
public func peakMegabytes() -> Double { Double(resourceUse().ru_maxrss) / 1024 }

private func resourceUse() -> rusage {
  var use = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &use)
  return use
}
