// swift-tools-version: 6.2
import PackageDescription

// What a person writes who wants the kernel with SQLite alone: `traits: []` leaves Hummingbird out.
let package = Package(
    name: "SQLiteOnly",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "TxKit", path: "../..", traits: [])
    ],
    targets: [
        .executableTarget(
            name: "SQLiteOnly",
            dependencies: [
                .product(name: "TxKit", package: "TxKit"),
                .product(name: "TxKitSQLite", package: "TxKit"),
            ]
        ),
        .testTarget(
            name: "SQLiteOnlyTests",
            dependencies: [
                "SQLiteOnly",
                .product(name: "TxKitTesting", package: "TxKit"),
                .product(name: "TxKitTestSupport", package: "TxKit"),
            ]
        ),
    ]
)
