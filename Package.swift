// swift-tools-version: 6.2
// The package: four C libraries, four Swift modules in a wide graph, one program. ARCHITECTURE.md says what each is for.

import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    // Small calls between modules cost 10 to 50 times as much without it.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// Tests put whole solutions through these in debug builds too: unoptimised, the suite takes ten times as long.
let hot: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "git-sol",
    products: [.executable(name: "git-sol", targets: ["GitSol"])],
    targets: [
        .systemLibrary(name: "CGit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Bindings", dependencies: ["CGit2", "CXML2", "CZip", "CZlib"], swiftSettings: hot),
        .target(name: "SolutionCore", swiftSettings: hot),
        .target(name: "SolutionStore", dependencies: ["Bindings", "SolutionCore"], swiftSettings: hot),
        .executableTarget(
            name: "GitSol", dependencies: ["Bindings", "SolutionCore", "SolutionStore"], swiftSettings: strict),

        // A target of tests, though it holds none: it needs the testing library, which a build of the program alone has not.
        .testTarget(name: "TestSupport", dependencies: ["Bindings", "SolutionStore"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "BindingsTests", dependencies: ["Bindings", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "SolutionCoreTests", dependencies: ["Bindings", "SolutionCore", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "SolutionStoreTests", dependencies: ["Bindings", "SolutionCore", "SolutionStore", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "GitSolTests", dependencies: ["GitSol", "Bindings", "SolutionCore", "SolutionStore", "TestSupport"],
            exclude: ["Goldens"], swiftSettings: strict),
    ]
)
