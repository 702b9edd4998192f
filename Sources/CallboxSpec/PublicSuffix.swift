private import CPSL

/// Asks the Public Suffix List (https://publicsuffix.org), as built into libpsl so that every run
/// on a machine says the same; the only file that knows the C library.
package enum PublicSuffix {
    /// Whether no cookie can be shared across `domain`, as under `com`, `co.uk` or `github.io`.
    ///
    /// `domain` is lower-case ASCII. A single label that the list doesn't have is a suffix by the
    /// list's own default rule `*`.
    package static func contains(_ domain: String) -> Bool {
        psl_is_public_suffix(psl_builtin(), domain) == 1
    }

    /// The domain one label below the public suffix of `host`; nil where `host` is a suffix.
    package static func registrableDomain(of host: String) -> String? {
        psl_registrable_domain(psl_builtin(), host).map { String(cString: $0) }
    }
}
