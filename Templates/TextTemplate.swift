/// The text templates, which people may eject and change: what brings a script into a page, and the
/// server formats.
package enum TextTemplate: String, CaseIterable, Sendable {
    /// The script stands in the element.
    case inline
    /// The element loads the script from a file.
    case external
    /// Netlify's and Cloudflare Pages' `_headers`.
    case headers
    case nginx
    case caddy
    case apache
    /// The policy for hosts without headers.
    case meta

    /// The template as built in: Mustache, ASCII.
    package var text: String {
        let bytes =
            switch self {
            case .inline: PackageResources.inline_mustache
            case .external: PackageResources.external_mustache
            case .headers: PackageResources.headers_mustache
            case .nginx: PackageResources.nginx_mustache
            case .caddy: PackageResources.caddy_mustache
            case .apache: PackageResources.apache_mustache
            case .meta: PackageResources.meta_mustache
            }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The name of the template's file.
    package var fileName: String { rawValue + ".mustache" }

    /// The file of a site's `server` folder that it makes; nil for a wrapper of scripts.
    package var serverFile: String? {
        switch self {
        case .inline, .external: nil
        case .headers: "_headers"
        case .nginx: "nginx.conf"
        case .caddy: "Caddyfile"
        case .apache: "apache.conf"
        case .meta: "meta.html"
        }
    }

    /// What it is for, half a sentence.
    package var about: String {
        switch self {
        case .inline: "the script in a page"
        case .external: "the element that loads the script from a file"
        case .headers: "SITE/server/_headers, for Netlify and Cloudflare Pages"
        case .nginx: "SITE/server/nginx.conf"
        case .caddy: "SITE/server/Caddyfile"
        case .apache: "SITE/server/apache.conf"
        case .meta: "SITE/server/meta.html, the policy for hosts without headers"
        }
    }
}

/// Text files that are emitted as they are.
package enum StaticText {
    /// The ES module `types/callbox.js`.
    package static var module: [UInt8] { PackageResources.callbox_js }
    /// The page `types/token.md`.
    package static var tokenPage: [UInt8] { PackageResources.token_md }
}
