// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// The benchmarks, apart from the product so that it stays light.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "headroom", path: "..")],
  targets: [
    .target(
      name: "AllocationInstances",
      dependencies: [
        .product(name: "Optimization", package: "headroom"),
        .product(name: "Randomness", package: "headroom"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "nested",
      dependencies: [
        "AllocationInstances",
        .product(name: "Optimization", package: "headroom"),
      ],
      swiftSettings: strict),
  ]
)
