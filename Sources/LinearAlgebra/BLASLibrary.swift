internal import COpenBLAS

/// The BLAS and LAPACK that this process runs on.
public enum BLASLibrary {
  /// Limits BLAS to one thread, once: small factorisations on many threads at once are Headroom's way,
  /// and threads inside BLAS on a busy machine cost a thousand times what they bring.
  static let singleThreaded: Void = headroom_blas_set_threads(1)

  /// The library and the kernel it chose for this processor, as `OpenBLAS 0.3.21 (Haswell)`.
  public static var summary: String {
    singleThreaded
    let words = String(cString: headroom_blas_configuration()).split(separator: " ")
    let name = words.prefix(2).joined(separator: " ")
    return "\(name) (\(String(cString: headroom_blas_core())))"
  }
}
