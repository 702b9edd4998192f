import CallboxDiagnostics

/// Feeds bytes to the dictionary's reader: it takes any file, and what it says lies within it.
@c(LLVMFuzzerTestOneInput)
public func testDictionary(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: size))
    let file = SourceFile(path: "attributes.md", bytes: bytes)
    var sink = DiagnosticSink()
    let dictionary = AttributeDictionaryReader.read(file, reportingTo: &sink)
    func check(_ range: SourceRange?) {
        guard let range = range?.bytes else { return }
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "out of the file")
    }
    for group in dictionary?.groups ?? [] {
        check(group.title.range)
    }
    var names: Set<String> = []
    for attribute in dictionary?.attributes ?? [] {
        precondition(names.insert(attribute.name.value).inserted, "two attributes of one name")
        check(attribute.name.range)
        check(attribute.source?.range)
        attribute.sites?.forEach { check($0.range) }
        attribute.ranges.values.forEach(check)
    }
    precondition(dictionary != nil || sink.hasErrors, "no dictionary and no reason")
    if dictionary != nil { sink.silence(by: file) }
    for diagnostic in sink.diagnostics {
        check(diagnostic.range)
        diagnostic.notes.forEach { check($0.range) }
    }
    _ = DiagnosticRenderer(usesColour: true).text(for: sink.diagnostics)
    return 0
}
