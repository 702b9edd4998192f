#if Preview
    internal import CallboxHTML
    internal import Foundation
    internal import HTTPTypes
    internal import Hummingbird

    /// The bytes of an answer.
    enum Content: Sendable {
        case bytes([UInt8])
        case file(TreeFile)

        var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .file(let file): file.size
            }
        }

        fileprivate func bytes(from offset: Int, atMost count: Int) -> [UInt8] {
            switch self {
            case .bytes(let bytes): Array(bytes.dropFirst(offset).prefix(count))
            case .file(let file): file.bytes(from: offset, atMost: count)
            }
        }
    }

    /// Answers in the forms that HTTP knows (RFC 9110).
    enum Answer {
        /// A short text.
        static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
            Response(
                status: status, headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
        }

        /// A JSON document.
        static func json(_ document: some Encodable) -> Response {
            json([UInt8](encoded(document)))
        }

        /// A JSON document that is bytes already.
        static func json(_ bytes: [UInt8]) -> Response {
            Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }

        /// A document as JSON, keys sorted.
        static func encoded(_ document: some Encodable) -> Data {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            guard let data = try? encoder.encode(document) else {
                fatalError("the workbench's documents hold texts and numbers only")
            }
            return data
        }

        /// A file: conditional requests (§13) and one range (§14) are honoured.
        ///
        /// - Parameter tag: the entity tag, without quotes; what changes when the bytes do.
        static func file(
            _ content: Content, type: String, tag: String, to request: Request
        ) -> Response {
            let quoted = "\"\(tag)\""
            var headers: HTTPFields = [
                .contentType: type, .eTag: quoted, .cacheControl: "no-cache",
                .acceptRanges: "bytes",
            ]
            if let wanted = request.headers[.ifNoneMatch], matches(wanted, quoted) {
                return Response(status: .notModified, headers: headers)
            }
            let isCurrent = request.headers[.ifRange].map { $0 == quoted } ?? true
            guard isCurrent, let range = request.headers[.range] else {
                return whole(.ok, content, headers, of: request)
            }
            switch ByteRange(range, of: content.count) {
            case .none: return whole(.ok, content, headers, of: request)
            case .unsatisfiable:
                headers[.contentRange] = "bytes */\(content.count)"
                return Response(status: .rangeNotSatisfiable, headers: headers)
            case .some(let range):
                headers[.contentRange] =
                    "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(content.count)"
                return Response(
                    status: .partialContent, headers: headers,
                    body: body(content, range, of: request))
            }
        }

        /// The whole of something, whatever was asked for.
        static func whole(
            _ status: HTTPResponse.Status, _ content: Content, _ headers: HTTPFields,
            of request: Request
        ) -> Response {
            Response(
                status: status, headers: headers,
                body: body(content, 0..<content.count, of: request))
        }

        private static func body(
            _ content: Content, _ range: Range<Int>, of request: Request
        ) -> ResponseBody {
            let isHead = request.method == .head
            return ResponseBody(contentLength: range.count) { writer in
                var offset = isHead ? range.upperBound : range.lowerBound
                while offset < range.upperBound {
                    let bytes = content.bytes(
                        from: offset, atMost: min(65536, range.upperBound - offset))
                    // It has shrunk; what was promised can't be kept.
                    if bytes.isEmpty { throw CocoaError(.fileReadUnknown) }
                    try await writer.write(ByteBuffer(bytes: bytes))
                    offset += bytes.count
                }
                try await writer.finish(nil)
            }
        }

        private static func matches(_ list: String, _ tag: String) -> Bool {
            list == "*"
                || list.split(separator: ",").contains {
                    let one = $0.trimmingCharacters(in: .whitespaces)
                    return one == tag || one == "W/" + tag
                }
        }
    }

    /// What a `Range` field asks for (RFC 9110 §14.1.2).
    enum ByteRange: Equatable {
        /// Nothing, or something that may be ignored: another unit, several ranges.
        case none
        case unsatisfiable
        case some(Range<Int>)

        init(_ text: String, of count: Int) {
            guard text.hasPrefix("bytes="), !text.contains(",") else {
                self = .none
                return
            }
            let ends = text.dropFirst(6).split(
                separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            let isWritten =
                ends.count == 2
                && ends.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
            guard isWritten, !(ends[0].isEmpty && ends[1].isEmpty) else {
                self = .none
                return
            }
            // More digits than a number has is more than any file has.
            let first = ends[0].isEmpty ? nil : Int(ends[0]) ?? .max
            let last = ends[1].isEmpty ? nil : Int(ends[1]) ?? .max
            if let first, let last, last < first {
                self = .none
            } else if let first {
                let end = last.map { min($0, count - 1) + 1 } ?? count
                self = first < count ? .some(first..<end) : .unsatisfiable
            } else {
                let length = min(last ?? 0, count)
                self = length > 0 ? .some(count - length..<count) : .unsatisfiable
            }
        }
    }
#endif
