// swift-tools-version: 6.2
import PackageDescription

// Hummingbird and what only the sample app needs hang on this trait, so that a consumer who says
// `traits: []` never resolves them.
let withHummingbird: TargetDependencyCondition? = .when(traits: ["Hummingbird"])

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

let package = Package(
    name: "TxKit",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "TxKit", targets: ["TxKit"]),
        .library(name: "TxKitSQLite", targets: ["TxKitSQLite"]),
        .library(name: "TxKitPostgres", targets: ["TxKitPostgres"]),
        .library(name: "TxKitHummingbird", targets: ["TxKitHummingbird"]),
        .library(name: "TxKitTestSupport", targets: ["TxKitTestSupport"]),
        .library(name: "TxKitXCTest", targets: ["TxKitXCTest"]),
        .library(name: "TxKitTesting", targets: ["TxKitTesting"]),
        .executable(name: "SampleApp", targets: ["SampleApp"]),
    ],
    traits: [
        .trait(name: "Hummingbird", description: "The atomic-request middleware for Hummingbird 2 and the sample app."),
        .default(enabledTraits: ["Hummingbird"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .target(name: "TxKit", dependencies: [logging]),
        .systemLibrary(
            name: "CSQLite3",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]
        ),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .target(name: "TxKitSQLite", dependencies: ["TxKit", "CSQLite3", logging]),
        .target(name: "TxKitPostgres", dependencies: ["TxKit", "CLibPQ", logging]),
        .target(
            name: "TxKitHummingbird",
            dependencies: [
                "TxKit",
                .product(name: "Hummingbird", package: "hummingbird", condition: withHummingbird),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: withHummingbird),
            ]
        ),
        .target(name: "TxKitTestSupport", dependencies: ["TxKit"]),
        .target(name: "TxKitXCTest", dependencies: ["TxKit", "TxKitTestSupport"]),
        .target(name: "TxKitTesting", dependencies: ["TxKit", "TxKitTestSupport"]),
        .executableTarget(
            name: "SampleApp",
            dependencies: [
                "TxKit", "TxKitSQLite", "TxKitPostgres", "TxKitHummingbird", "TxKitTestSupport",
                logging,
                .product(name: "Hummingbird", package: "hummingbird", condition: withHummingbird),
                .product(name: "HummingbirdTesting", package: "hummingbird", condition: withHummingbird),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: withHummingbird),
                .product(name: "ArgumentParser", package: "swift-argument-parser", condition: withHummingbird),
                .product(name: "Crypto", package: "swift-crypto", condition: withHummingbird),
                .product(name: "CryptoExtras", package: "swift-crypto", condition: withHummingbird),
            ]
        ),
        .testTarget(name: "TxKitTests", dependencies: ["TxKit"]),
        // The promises of the kernel, which the tests of each driver run; no product.
        .target(name: "TxKitConformance", dependencies: ["TxKit"], path: "Tests/TxKitConformance"),
        .testTarget(name: "TxKitSQLiteTests", dependencies: ["TxKit", "TxKitSQLite", "TxKitConformance", logging]),
        .testTarget(
            name: "TxKitPostgresTests",
            dependencies: ["TxKit", "TxKitPostgres", "TxKitTestSupport", "TxKitConformance", logging]
        ),
        .testTarget(
            name: "TxKitTestSupportTests",
            dependencies: ["TxKit", "TxKitSQLite", "TxKitPostgres", "TxKitTestSupport"]
        ),
        .testTarget(
            name: "SampleAppTests",
            dependencies: [
                "SampleApp", "TxKit", "TxKitSQLite", "TxKitPostgres", "TxKitTestSupport", "TxKitXCTest", "TxKitTesting",
                logging,
                .product(name: "Hummingbird", package: "hummingbird", condition: withHummingbird),
                .product(name: "HummingbirdTesting", package: "hummingbird", condition: withHummingbird),
                .product(name: "HTTPTypes", package: "swift-http-types", condition: withHummingbird),
            ]
        ),
    ]
)

for target in package.targets where ![.system, .plugin].contains(target.type) {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
}
