import Testing

/// The emitted JavaScript, run for real. One suite in line: each test has a browser of its own.
@Suite(.serialized) enum BrowserTests {}
