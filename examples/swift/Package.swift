// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "acme",
    platforms: [.macOS(.v15)],
    dependencies: [
        // A project of your own names the repository and a version. Without the trait `Preview`
        // there is no web server to build.
        .package(name: "callbox", path: "../..", traits: [])
    ],
    targets: [
        .executableTarget(
            name: "Site", dependencies: [.product(name: "CallboxKit", package: "callbox")])
    ]
)
