// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is compiled with.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Kernel targets are optimised across module borders: without it a generic or an accessor
/// called over a border costs up to 15 times its price.
let kernel: [SwiftSetting] =
  strict + [.unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))]

/// The targets of the house, lowest layer first; `LayersTests` holds them against the table of layers.
let package = Package(
  name: "headroom",
  products: [
    .library(name: "Headroom", targets: ["Headroom", "HeadroomReport", "PlanFiles", "PlanModel"]),
    // The floors below the engine, for Benchmarks/; no promise to others.
    .library(
      name: "HeadroomFloors",
      targets: [
        "Optimization", "PlanCompiler", "Parallelism", "LinearAlgebra", "WorkCalendar",
        "Randomness",
      ]),
    .executable(name: "headroom", targets: ["HeadroomCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "COpenBLAS", linkerSettings: [.linkedLibrary("openblas")]),
    .target(name: "Randomness", swiftSettings: kernel),
    .target(name: "Parallelism", swiftSettings: kernel),
    .target(name: "WorkCalendar", swiftSettings: kernel),
    .target(name: "Terminal", swiftSettings: strict),
    .target(name: "LinearAlgebra", dependencies: ["COpenBLAS"], swiftSettings: kernel),
    .target(name: "PlanModel", dependencies: ["WorkCalendar"], swiftSettings: kernel),
    .target(
      name: "Optimization", dependencies: ["LinearAlgebra", "Parallelism"], swiftSettings: kernel),
    .target(
      name: "PlanFiles",
      dependencies: ["PlanModel", "WorkCalendar", .product(name: "Yams", package: "Yams")],
      swiftSettings: kernel),
    .target(
      name: "PlanCompiler",
      dependencies: ["PlanModel", "WorkCalendar", "Optimization", "Parallelism"],
      swiftSettings: kernel),
    .target(
      name: "Headroom",
      dependencies: [
        "PlanCompiler", "PlanModel", "WorkCalendar", "Optimization", "Parallelism", "Randomness",
        "LinearAlgebra",
      ],
      swiftSettings: strict),
    .target(
      name: "HeadroomReport",
      dependencies: ["Headroom", "PlanModel", "WorkCalendar", "Terminal"], swiftSettings: strict),
    .executableTarget(
      name: "HeadroomCLI",
      dependencies: [
        "Headroom", "PlanFiles", "PlanModel", "WorkCalendar", "HeadroomReport", "Terminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Optimization", "PlanModel", "WorkCalendar"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "HouseTests", swiftSettings: strict),
    .testTarget(name: "WorkCalendarTests", dependencies: ["WorkCalendar"], swiftSettings: strict),
    .testTarget(name: "ParallelismTests", dependencies: ["Parallelism"], swiftSettings: strict),
    .testTarget(name: "LinearAlgebraTests", dependencies: ["LinearAlgebra"], swiftSettings: strict),
    .testTarget(
      name: "OptimizationTests", dependencies: ["Optimization", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PlanCompilerTests",
      dependencies: ["PlanCompiler", "Optimization", "PlanModel", "WorkCalendar", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "HeadroomTests",
      dependencies: [
        "Headroom", "PlanCompiler", "Optimization", "Parallelism", "PlanModel", "WorkCalendar",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ScenarioTests",
      dependencies: [
        "Headroom", "HeadroomReport", "PlanFiles", "PlanModel", "WorkCalendar", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "OracleTests",
      dependencies: [
        "Headroom", "HeadroomReport", "PlanCompiler", "Optimization", "PlanFiles", "PlanModel",
        "WorkCalendar", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(name: "RandomnessTests", dependencies: ["Randomness"], swiftSettings: strict),
    .testTarget(
      name: "PlanFilesTests",
      dependencies: ["PlanFiles", "PlanModel", "WorkCalendar", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal"], swiftSettings: strict),
    .testTarget(
      name: "HeadroomReportTests",
      dependencies: ["HeadroomReport", "Headroom", "PlanModel", "WorkCalendar", "Terminal"],
      exclude: ["Snapshots"],
      swiftSettings: strict),
    .testTarget(
      name: "HeadroomCLITests",
      dependencies: [
        "HeadroomCLI", "Headroom", "HeadroomReport", "PlanFiles", "PlanModel", "WorkCalendar",
        "Terminal", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Snapshots"],
      swiftSettings: strict),
  ]
)
