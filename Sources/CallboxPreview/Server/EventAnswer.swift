#if Preview
    internal import Hummingbird

    extension Answer {
        /// A stream of server-sent events, as long as the client stays.
        static func events(
            _ kind: Audience.Kind, of preview: Preview, to request: Request
        ) -> Response {
            Response(
                status: .ok,
                headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
                body: ResponseBody { writer in
                    let (number, events) = await preview.join(kind)
                    do {
                        try await request.body.consumeWithInboundCloseHandler { _ in
                            for await event in events {
                                try await writer.write(ByteBuffer(string: event))
                            }
                        } onInboundClosed: {
                            Task { await preview.leave(number) }
                        }
                    } catch {
                        await preview.leave(number)
                        throw error
                    }
                    await preview.leave(number)
                    try await writer.finish(nil)
                })
        }
    }
#endif
