/// One line on standard error that tells what is being done, only where somebody sits before it.
///
///     let progress = ProgressLine()
///     progress.show("reading Scenarios/studio")
///     progress.clear()
public struct ProgressLine: Sendable {
  private let isVisible: Bool
  private let width: Int

  /// A line that shows itself only on a terminal.
  public init(isVisible: Bool = Output.standardError.isTerminal) {
    self.isVisible = isVisible
    self.width = Screen.windowColumns(Output.standardError.descriptor) ?? 80
  }

  /// The bytes that show `text`: empty where nobody looks.
  func bytes(_ text: String) -> String {
    isVisible ? "\r\u{1B}[2K" + text.printable.truncated(to: width - 1) : ""
  }

  /// Shows `text` in place of what was shown.
  public func show(_ text: String) { write(bytes(text)) }

  /// Leaves an empty line.
  public func clear() { write(bytes("")) }

  private func write(_ bytes: String) {
    guard !bytes.isEmpty else { return }
    // Progress that cannot be shown is no reason to stop.
    try? Output.standardError.write(bytes)
  }
}
