// swift-tools-version: 6.2
import PackageDescription

/// Every target is built under the same strict rules; a warning is an error.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

let package = Package(
  name: "aml-preflight",
  products: [
    .executable(name: "aml-preflight", targets: ["aml-preflight"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Runs the credential plugins of kubeconfig files; without its trait it needs no Foundation.
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
  ],
  targets: [
    // Values and pure rules.
    .target(name: "Model", swiftSettings: strict),
    .target(name: "Planning", dependencies: ["Model"], swiftSettings: strict),
    .target(name: "Execution", dependencies: ["Model"], swiftSettings: strict),
    .target(name: "Topology", dependencies: ["Model"], swiftSettings: strict),
    .target(name: "Judging", dependencies: ["Model", "Topology"], swiftSettings: strict),

    // Adapters: the catalog, the user's files, reports.
    .target(
      name: "CheckCatalog", dependencies: ["Model", "CatalogTree", "Platform"], swiftSettings: strict,
      plugins: ["EmbedCatalog"]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .target(name: "YAML", dependencies: ["CYAML"], swiftSettings: strict),
    .target(name: "CatalogTree", dependencies: ["YAML"], swiftSettings: strict),
    .target(name: "ClusterAPI", dependencies: ["Model"], swiftSettings: strict),
    .target(name: "Intake", dependencies: ["Model", "ClusterAPI", "Platform", "YAML"], swiftSettings: strict),
    .target(name: "Manifests", dependencies: ["Model", "YAML"], swiftSettings: strict),
    .target(name: "Reporting", dependencies: ["Model"], swiftSettings: strict, plugins: ["EmbedText"]),

    // The operating system.
    .target(name: "CLinux"),
    .target(name: "Platform", dependencies: ["CLinux"], swiftSettings: strict),

    // The network edge.
    .systemLibrary(name: "CAres", pkgConfig: "libcares", providers: [.apt(["libc-ares-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .target(name: "EventLoop", dependencies: ["CLinux"], swiftSettings: strict),
    .target(
      name: "Probing",
      dependencies: [
        "Model", "Execution", "ClusterAPI", "EventLoop", "CAres", "CCurl", "COpenSSL", "CLinux", subprocess, system,
      ],
      swiftSettings: strict),

    // What `demo` and many tests probe; shares no code with Probing.
    .target(name: "Lab", dependencies: ["Model", "COpenSSL", "CLinux"], swiftSettings: strict),

    .executableTarget(
      name: "aml-preflight",
      dependencies: [
        "Model", "Planning", "Execution", "Judging", "CheckCatalog", "ClusterAPI", "Intake", "Reporting", "EventLoop",
        "Platform", "Probing", "Lab", "Manifests",
        argumentParser,
      ],
      swiftSettings: strict),

    // What is in `checks/` and `reports/templates/` becomes string literals, so that the binary is one file.
    .plugin(name: "EmbedCatalog", capability: .buildTool(), dependencies: ["EmbedTextTool"]),
    .plugin(name: "EmbedText", capability: .buildTool(), dependencies: ["EmbedTextTool"]),
    .executableTarget(name: "EmbedTextTool", dependencies: ["CatalogTree"], swiftSettings: strict),

    // The manual page, from what the program says about itself (`make man`).
    .executableTarget(name: "ManualTool", swiftSettings: strict),

    // What `make bench` measures.
    .executableTarget(
      name: "BenchTool",
      dependencies: ["Model", "Planning", "Execution", "CheckCatalog", "Intake", "Platform", "Probing"],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Model", "Lab"], path: "Tests/TestSupport",
      exclude: ["Network/relay.py", "Cluster/apiserver.py", "Servers/registry.py"],
      swiftSettings: strict),
    .testTarget(name: "ModelTests", dependencies: ["Model"], swiftSettings: strict),
    .testTarget(name: "TopologyTests", dependencies: ["Topology", "Model"], swiftSettings: strict),
    .testTarget(
      name: "ValidationTests",
      dependencies: ["Planning", "Judging", "CheckCatalog", "Intake", "Model", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "PlanningTests", dependencies: ["Planning", "Model", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ExecutionTests", dependencies: ["Execution", "Model", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "JudgingTests", dependencies: ["Judging", "Model", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CheckCatalogTests", dependencies: ["CheckCatalog", "CatalogTree", "Model"], swiftSettings: strict),
    .testTarget(name: "ClusterAPITests", dependencies: ["ClusterAPI", "Model"], swiftSettings: strict),
    .testTarget(
      name: "IntakeTests", dependencies: ["Intake", "ClusterAPI", "Model", "CheckCatalog", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Model", "Judging", "CheckCatalog", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "PlatformTests", dependencies: ["Platform", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "YAMLTests", dependencies: ["YAML", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ManifestsTests", dependencies: ["Manifests", "Model", "YAML"], swiftSettings: strict),
    .testTarget(name: "EventLoopTests", dependencies: ["EventLoop"], swiftSettings: strict),
    .testTarget(
      name: "ProbingTests",
      dependencies: [
        "Probing", "Execution", "ClusterAPI", "EventLoop", "Model", "Lab", "TestSupport", "COpenSSL",
      ],
      swiftSettings: strict),
    .testTarget(name: "LabTests", dependencies: ["Lab", "Model", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ScenarioTests",
      dependencies: [
        "Model", "Planning", "Execution", "Judging", "CheckCatalog", "Intake", "EventLoop", "Probing", "Lab",
        "Reporting", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["aml-preflight", "ManualTool", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PeerTests", dependencies: ["aml-preflight", "Lab", "Model", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "StaticTests", dependencies: ["aml-preflight", "Lab", "Model", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "FaultTests", dependencies: ["aml-preflight", "Model", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
