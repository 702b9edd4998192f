#if Preview
    internal import CallboxGlue

    /// Who listens to the preview's event streams (server-sent events, HTML §9.2).
    struct Audience: Sendable {
        /// Who is meant.
        enum Kind: Sendable, Equatable {
            case workbench
            /// The documents on a host.
            case documents(authority: String)
        }

        private var streams: [Int: (kind: Kind, stream: AsyncStream<String>.Continuation)] = [:]
        private var next = 0

        /// A stream of events, and its number.
        ///
        /// One that isn't read is ended after 1,000 events: its end reconnects and asks anew.
        mutating func join(_ kind: Kind) -> (number: Int, events: AsyncStream<String>) {
            let (events, stream) = AsyncStream.makeStream(
                of: String.self, bufferingPolicy: .bufferingOldest(1000))
            next += 1
            streams[next] = (kind, stream)
            // So that the browser takes the stream for open.
            stream.yield(": callbox\n\n")
            return (next, events)
        }

        /// Ends a stream.
        mutating func leave(_ number: Int) {
            streams.removeValue(forKey: number)?.stream.finish()
        }

        /// Sends an event; `data` is one line.
        mutating func send(_ event: String, _ data: String, to isMeant: (Kind) -> Bool) {
            for (number, each) in streams where isMeant(each.kind) {
                if case .dropped = each.stream.yield("event: \(event)\ndata: \(data)\n\n") {
                    leave(number)
                }
            }
        }
    }
#endif
