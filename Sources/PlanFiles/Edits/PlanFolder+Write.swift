import FoundationEssentials
public import PlanModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension PlanFolder {
  /// Writes files to a folder, which is made where it is missing.
  ///
  /// Each file is written beside its place, brought to the disk, and put in its place in one step:
  /// whoever reads sees the old file or the new one, never a part.
  ///
  /// - Throws: a file that is there already where `overwriting` is false (then nothing is written),
  ///   or that cannot be written.
  public static func write(
    files: [PlanFile], to folder: String, overwriting: Bool = false
  ) throws(PlanErrors) {
    let manager = FileManager.default
    func path(_ file: PlanFile) -> String {
      folder.hasSuffix("/") ? folder + file.name : folder + "/" + file.name
    }
    var errors: [Diagnostic] = []
    for file in files where file.name.contains("/") || file.name.isEmpty {
      errors.append(
        Diagnostic(.writeFailed, file: file.name, "the name is no file name within the folder"))
    }
    if !overwriting {
      for file in files where manager.fileExists(atPath: path(file)) {
        errors.append(
          Diagnostic(
            .fileExists, file: file.name, "the file exists already",
            suggestion: "write to another folder, or ask for it to be written over"))
      }
    }
    guard errors.isEmpty else { throw PlanErrors(errors) }
    do {
      try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw PlanErrors([
        Diagnostic(
          .writeFailed, value: folder, "the folder '\(shown(folder))' cannot be made",
          suggestion: "look for a file of that name, and check the permissions of the folder above")
      ])
    }
    for file in files {
      guard replace(path(file), with: file.bytes, overwriting: overwriting) else {
        errors.append(
          Diagnostic(
            .writeFailed, file: file.name, "the file cannot be written",
            suggestion: "check the disk's space and the folder's permissions"))
        continue
      }
    }
    guard errors.isEmpty else { throw PlanErrors(errors) }
  }

  /// Puts a file in its place in one step; false where that fails, the old file untouched.
  private static func replace(_ path: String, with bytes: [UInt8], overwriting: Bool) -> Bool {
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return false }
    var isWritten = true
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty, isWritten {
        let count = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self) {
          systemWrite(descriptor, $0.baseAddress, $0.count)
        }
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if count == 0 || errno != EINTR {
          isWritten = false
        }
      }
    }
    isWritten = fsync(descriptor) == 0 && isWritten
    isWritten = close(descriptor) == 0 && isWritten
    // A link fails where a file has come there in the meantime; a rename replaces it.
    if isWritten {
      isWritten = overwriting ? rename(temporary, path) == 0 : link(temporary, path) == 0
    }
    if !isWritten || !overwriting { unlink(temporary) }
    return isWritten
  }
}

/// The system's call, whose name ``PlanFolder`` uses for its own.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
