#if Preview
    package import CallboxSpec
    internal import Hummingbird
    internal import Logging

    /// `callbox preview`: every site on a host of its own on this machine, and the workbench.
    package struct PreviewServer: Sendable {
        /// Where the workbench is: `http://acme.localhost:4433`.
        package let origin: String
        private let preview: Preview
        private let port: Int

        /// - Parameters:
        ///   - inputs: a first reading.
        ///   - plan: its plan.
        ///   - port: a free loopback port, as ``FreePort`` finds it.
        ///   - isLive: whether Intercom's own script is loaded instead of the stand-in.
        ///   - read: reads the files anew.
        package init(
            _ inputs: PreviewInputs, plan: Plan, port: Int, isLive: Bool,
            reading read: @escaping @Sendable () -> PreviewInputs
        ) {
            let first = PreviewPlan(
                number: 1, inputs: inputs, plan: plan, port: port, domain: nil, isLive: isLive)
            origin = first.hosts.workbench.origin
            preview = Preview(inputs, plan: first, isLive: isLive, reading: read)
            self.port = port
        }

        /// Serves until the task is cancelled.
        ///
        /// - Parameter whenReady: called once requests are answered.
        /// - Throws: where the port can't be listened on.
        package func run(whenReady: @escaping @Sendable () -> Void) async throws {
            var logger = Logger(label: "callbox")
            logger.logLevel = .critical
            let application = Application(
                responder: PreviewResponder(preview: preview),
                // A client that says nothing for half a minute is let go.
                server: .http1(configuration: .init(idleTimeout: .seconds(30))),
                configuration: .init(address: .hostname("127.0.0.1", port: port)),
                onServerRunning: { _ in
                    await preview.recount()
                    whenReady()
                },
                logger: logger)
            try await withThrowingTaskGroup { group in
                group.addTask { try await application.run() }
                group.addTask { try await watch() }
                try await group.next()
                group.cancelAll()
            }
        }

        /// Looks at the files four times a second, so that a change shows within one.
        private func watch() async throws {
            while true {
                try await Task.sleep(for: .milliseconds(250))
                await preview.look()
            }
        }
    }
#endif
