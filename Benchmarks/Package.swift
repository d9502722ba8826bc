// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let engine: Target.Dependency = .product(name: "Headroom", package: "headroom")
let floors: Target.Dependency = .product(name: "HeadroomFloors", package: "headroom")

/// A package of its own, so that who builds Headroom needs nothing of this.
let package = Package(
  name: "headroom-benchmarks",
  dependencies: [
    .package(name: "headroom", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // The whole process: `swift run -c release stages`.
    .executableTarget(name: "stages", dependencies: [engine, floors], swiftSettings: strict),
    // Random instances of the allocation problem, by the published distribution.
    .target(name: "AllocationInstances", dependencies: [floors], swiftSettings: strict),
    // Nested flows: `swift run -c release nested`.
    .executableTarget(
      name: "nested", dependencies: ["AllocationInstances", floors], swiftSettings: strict),
    // The interior-point method: `swift run -c release allocation`.
    .executableTarget(
      name: "allocation", dependencies: ["AllocationInstances", floors], swiftSettings: strict),
    // Few slices and hand-overs: `swift run -c release staffing`.
    .executableTarget(name: "staffing", dependencies: [floors], swiftSettings: strict),
    // Which projects to fund, by files: `swift run -c release select FILE…`.
    .executableTarget(
      name: "select",
      dependencies: [floors, .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    // The kernels: `swift package benchmark`, which looks for targets below Benchmarks/.
    .executableTarget(
      name: "kernels",
      dependencies: [engine, floors, .product(name: "Benchmark", package: "benchmark")],
      path: "Benchmarks/kernels",
      swiftSettings: strict,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
