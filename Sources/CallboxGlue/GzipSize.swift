private import CZlib

/// How many bytes `bytes` have gzipped (RFC 1952) at the highest level, as a server would send them.
package func gzipSize(of bytes: [UInt8]) -> Int {
    // Deflate alone, then gzip's header of 10 and trailer of 8 bytes around it (RFC 1952 §2.3)
    // in place of zlib's 6 (RFC 1950 §2.2).
    var size = compressBound(UInt(bytes.count))
    var buffer = [UInt8](repeating: 0, count: Int(size))
    guard compress2(&buffer, &size, bytes, UInt(bytes.count), Z_BEST_COMPRESSION) == Z_OK else {
        fatalError("zlib needs more room than its own compressBound says")
    }
    return Int(size) - 6 + 18
}
