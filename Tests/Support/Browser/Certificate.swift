import Foundation

/// A certificate for a test's names, made when the test runs.
package struct Certificate {
    /// Paths of PEM files.
    package let chain, key: String

    /// - Parameter folder: Where its two files go.
    package init(names: [String], in folder: TemporaryFolder) throws {
        chain = folder.path("certificate.pem")
        key = folder.path("key.pem")
        let alternatives = names.map { "DNS:\($0)" }.joined(separator: ",")
        try ChildProcess.run(
            Tool.openssl.path,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-days", "2", "-subj", "/CN=callbox tests", "-addext",
                "subjectAltName=\(alternatives)", "-keyout", key, "-out", chain,
            ])
    }
}
