import Testing

/// The emitted JavaScript, run for real. Each test has a browser of its own, and waits in its thread:
/// as many run at once as there are cores.
@Suite enum BrowserTests {}
