// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let argumentParser: Target.Dependency = .product(
    name: "ArgumentParser", package: "swift-argument-parser")

/// What the preview's web server is made of; pipelines build without.
let server: [Target.Dependency] = [
    ("Hummingbird", "hummingbird"), ("HTTPTypes", "swift-http-types"), ("Logging", "swift-log"),
    ("NIOFoundationEssentialsCompat", "swift-nio"),
].map { .product(name: $0.0, package: $0.1, condition: .when(traits: ["Preview"])) }

let package = Package(
    name: "callbox",
    products: [
        .executable(name: "callbox", targets: ["callbox"]),
        .library(name: "CallboxKit", targets: ["CallboxKit"]),
    ],
    traits: [
        .trait(
            name: "Preview",
            description: "`callbox preview`, which brings a web server; pipelines need neither."),
        .default(enabledTraits: ["Preview"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    // The way of the data, from the last stage to the first; no arrow points back.
    targets: [
        .executableTarget(name: "callbox", dependencies: ["CallboxCLI"], swiftSettings: settings),
        .target(
            name: "CallboxCLI",
            dependencies: [
                "CallboxDiagnostics", "CallboxGlue", "CallboxHTML", "CallboxKit", "CallboxSpec",
                "CallboxTemplates",
                .target(name: "CallboxPreview", condition: .when(traits: ["Preview"])),
                "CLinux", argumentParser,
            ],
            exclude: ["Documentation.docc"],
            swiftSettings: settings),
        .target(
            name: "CallboxPreview",
            dependencies: [
                "CallboxDiagnostics", "CallboxGlue", "CallboxHTML", "CallboxKit", "CallboxSpec",
            ] + server,
            resources: [.embedInCode("Resources")],
            swiftSettings: settings),
        .target(
            name: "CallboxKit",
            dependencies: [
                "CallboxDiagnostics", "CallboxGlue", "CallboxHTML", "CallboxSpec",
                "CallboxTemplates",
            ],
            swiftSettings: settings),
        .target(name: "CallboxHTML", swiftSettings: settings),
        .target(
            name: "CallboxGlue",
            dependencies: [
                "CallboxDiagnostics", "CallboxSpec", "CallboxTemplates", "CZlib", crypto, mustache,
            ],
            swiftSettings: settings),
        .target(
            name: "CallboxTemplates",
            path: "Templates",
            exclude: ["runtime/README.md", "runtime/callbox.d.ts", "runtime/minify.sh"],
            resources: [
                .embedInCode("runtime"), .embedInCode("minified"), .embedInCode("wrappers"),
                .embedInCode("server"), .embedInCode("types"),
            ],
            swiftSettings: settings),
        .target(
            name: "CallboxSpec",
            dependencies: ["CallboxDiagnostics", "CallboxMarkdown", "CPSL", yams],
            swiftSettings: settings),
        .target(
            name: "CallboxMarkdown", dependencies: ["CCMark"],
            swiftSettings: settings + [.strictMemorySafety()]),
        .target(name: "CallboxDiagnostics", swiftSettings: settings),
        .systemLibrary(
            name: "CCMark", pkgConfig: "libcmark",
            providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(
            name: "CPSL", pkgConfig: "libpsl",
            providers: [.apt(["libpsl-dev"]), .brew(["libpsl"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        .target(
            name: "CallboxTestSupport", dependencies: ["CallboxDiagnostics"],
            path: "Tests/Support/Swift", swiftSettings: settings),
        .testTarget(
            name: "CallboxDiagnosticsTests",
            dependencies: ["CallboxDiagnostics", "CallboxTestSupport"], swiftSettings: settings),
        .testTarget(
            name: "CallboxMarkdownTests", dependencies: ["CallboxMarkdown"],
            exclude: ["Cases"], swiftSettings: settings),
        .testTarget(
            name: "CallboxSpecTests",
            dependencies: ["CallboxDiagnostics", "CallboxSpec", "CallboxTestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "CallboxGlueTests",
            dependencies: [
                "CallboxDiagnostics", "CallboxGlue", "CallboxHTML", "CallboxSpec",
                "CallboxTemplates", "CallboxTestSupport", crypto,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CallboxHTMLTests", dependencies: ["CallboxHTML"], swiftSettings: settings),
        .target(
            name: "CallboxBrowserSupport", path: "Tests/Support/Browser",
            swiftSettings: settings),
        .testTarget(
            name: "CallboxBrowserTests", dependencies: ["CallboxBrowserSupport", "callbox"],
            swiftSettings: settings),
        .testTarget(
            name: "CallboxCLITests",
            dependencies: [
                "callbox", "CallboxDiagnostics", "CallboxKit", "CallboxTestSupport",
                "TokenExample", crypto,
            ],
            swiftSettings: settings),
        // The Swift example of Templates/types/token.md, word for word.
        .executableTarget(
            name: "TokenExample", dependencies: [crypto], path: "Tests/TokenExample",
            swiftSettings: settings),
        // Holds Sources/CallboxCLI/Documentation.docc to the code.
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "CallboxDiagnostics", "CallboxGlue", "CallboxHTML", "CallboxMarkdown",
                "CallboxSpec",
            ],
            swiftSettings: settings),
    ]
)

// For other people's packages. A build of this one would compile everything a second time, as a tool
// of the plugin's: the Makefile leaves it out.
if Context.environment["CALLBOX_NO_PLUGIN"] == nil {
    package.products.append(.plugin(name: "CallboxPlugin", targets: ["CallboxPlugin"]))
    package.targets.append(
        .plugin(
            name: "CallboxPlugin",
            capability: .command(
                intent: .custom(
                    verb: "callbox", description: "Run callbox in the package's folder."),
                permissions: [
                    .writeToPackageDirectory(
                        reason: "It puts its blocks into the built pages, and writes its files.")
                ]),
            dependencies: ["callbox"], path: "Sources/CallboxPlugin"))
}
