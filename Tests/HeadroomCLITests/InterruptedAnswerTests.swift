#if os(Linux)
  import Foundation
  import Testing

  @Suite("Ctrl-C ends an answer with what is there")
  struct InterruptedAnswerTests {
    /// Whether a process has a handler for Ctrl-C: the second bit of SigCgt.
    private func isWatching(_ process: Process) throws -> Bool {
      let path = "/proc/\(process.processIdentifier)/status"
      guard let text = try? String(contentsOfFile: path, encoding: .utf8),
        let line = text.split(separator: "\n").first(where: { $0.hasPrefix("SigCgt:") }),
        let mask = line.split(whereSeparator: \.isWhitespace).last.flatMap({
          UInt64($0, radix: 16)
        })
      else { return false }
      return mask >> UInt64(SIGINT - 1) & 1 == 1
    }

    /// Runs the program, presses Ctrl-C as soon as it listens, and reads what it prints.
    private func interrupted(_ words: [String]) throws -> (status: Int32, output: String) {
      let folder = try Program.temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      let output = folder.appending(path: "out")
      try Data().write(to: output)
      let process = Process()
      process.executableURL = try Program.executable()
      process.arguments = words
      process.currentDirectoryURL = Program.root
      process.environment = ["PATH": "/usr/bin:/bin", "NO_COLOR": "1", "COLUMNS": "80"]
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = FileHandle.nullDevice
      try process.run()
      while process.isRunning, try !isWatching(process) { usleep(500) }
      kill(process.processIdentifier, SIGINT)
      process.waitUntilExit()
      return (
        process.terminationReason == .exit ? process.terminationStatus : -1,
        String(decoding: try Data(contentsOf: output), as: UTF8.self)
      )
    }

    @Test("a sweep of many steps tells those that were computed, and names the others")
    func sweep() throws {
      let steps = "delay insight by {} days = 0..400"
      let (status, output) = try interrupted(["whatif", "Scenarios/scaleup", "--sweep", steps])
      #expect(status == 0)
      #expect(output.contains("Interrupted: "))
      #expect(output.contains(" computed; not "))
    }

    @Test("balance tells the best allocation without the numbers around it")
    func balance() throws {
      let folder = try Program.temporaryFolder()
      defer { try? FileManager.default.removeItem(at: folder) }
      let plan = folder.appending(path: "plan").path
      let made = try Program.run([
        "generate", "--people", "200", "--projects", "60", "--weeks", "104", "--seed", "1", plan,
      ])
      #expect(made.status == 0)
      let whole = try Program.run(["balance", plan])
      let (status, output) = try interrupted(["balance", plan])
      #expect(status == 0)
      #expect(output.contains("Interrupted: the allocation is the best one;"))
      // The sentence, its proof included, is that of the whole answer.
      #expect(output.split(separator: "\n").first == whole.output.split(separator: "\n").first)
    }
  }
#endif
