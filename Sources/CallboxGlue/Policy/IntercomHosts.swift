internal import CallboxSpec

/// What Intercom's Messenger needs of a content policy: the list as Intercom publishes it.
///
/// Read on ``date`` from ``source``; the list grows every year or two, so a policy is generated from
/// this one table. `style-src 'unsafe-inline'` is Intercom's own wish, and nothing replaces it.
enum IntercomHosts {
    /// The page that the table was copied from.
    static let source =
        "https://www.intercom.com/help/en/articles/3894-using-intercom-with-content-security-policy"
    /// When it was read.
    static let date = "2026-11-22"

    /// The directives with their sources, those of other regions left out where Intercom names a
    /// host for each region.
    static func directives(
        for region: RouteManifest.Region
    ) -> [(name: String, sources: [String])] {
        func regional(_ us: String, _ eu: [String], _ au: String) -> [String] {
            switch region {
            case .us: [us]
            case .eu: eu
            case .au: [au]
            }
        }
        let downloads = regional(
            "https://downloads.intercomcdn.com", ["https://downloads.intercomcdn.eu"],
            "https://downloads.au.intercomcdn.com")
        // Intercom lists them as `child-src`, and asks for two entries where that is no more read.
        let frames = [
            "https://intercom-sheets.com", "https://www.intercom-reporting.com",
            "https://www.youtube.com", "https://player.vimeo.com", "https://fast.wistia.net",
        ]
        return [
            ("script-src", scripts),
            ("style-src", ["'unsafe-inline'"]),
            (
                "connect-src",
                connections
                    + regional(
                        "https://uploads.intercomcdn.com",
                        ["https://uploads.intercomcdn.eu", "https://uploads.eu.intercomcdn.com"],
                        "https://uploads.au.intercomcdn.com")
                    + ["https://uploads.intercomusercontent.com"]
            ),
            ("child-src", frames), ("frame-src", frames), ("worker-src", frames),
            ("font-src", ["https://js.intercomcdn.com", "https://fonts.intercomcdn.com"]),
            (
                "form-action",
                [
                    "https://intercom.help", "https://api-iam.intercom.io",
                    "https://api-iam.eu.intercom.io", "https://api-iam.au.intercom.io",
                ]
            ),
            ("media-src", ["https://js.intercomcdn.com"] + downloads),
            (
                "img-src",
                [
                    "blob:", "data:", "https://js.intercomcdn.com",
                    "https://uploads.intercomusercontent.com", "https://gifs.intercomcdn.com",
                    "https://video-messages.intercomcdn.com",
                ]
                    + regional(
                        "https://static.intercomassets.com", ["https://static.intercomassets.eu"],
                        "https://static.au.intercomassets.com")
                    + downloads
                    + regional(
                        "https://messenger-apps.intercom.io",
                        ["https://messenger-apps.eu.intercom.io"],
                        "https://messenger-apps.au.intercom.io")
                    + attachments(of: region)
            ),
        ]
    }

    /// Where Intercom's scripts come from.
    static let scripts = [
        "https://app.intercom.io", "https://widget.intercom.io", "https://js.intercomcdn.com",
    ]

    private static let connections = [
        "https://via.intercom.io", "https://api.intercom.io", "https://api.au.intercom.io",
        "https://api.eu.intercom.io", "https://api-iam.intercom.io",
        "https://api-iam.eu.intercom.io", "https://api-iam.au.intercom.io",
        "https://api-ping.intercom.io", "https://*.intercom-messenger.com",
        "wss://*.intercom-messenger.com", "https://nexus-websocket-a.intercom.io",
        "wss://nexus-websocket-a.intercom.io", "https://nexus-websocket-b.intercom.io",
        "wss://nexus-websocket-b.intercom.io", "https://nexus-europe-websocket.intercom.io",
        "wss://nexus-europe-websocket.intercom.io",
        "https://nexus-australia-websocket.intercom.io",
        "wss://nexus-australia-websocket.intercom.io",
    ]

    private static func attachments(of region: RouteManifest.Region) -> [String] {
        switch region {
        case .us: (1...9).map { "https://*.intercom-attachments-\($0).com" }
        case .eu: ["https://*.intercom-attachments.eu"]
        case .au: ["https://*.au.intercom-attachments.com"]
        }
    }
}
