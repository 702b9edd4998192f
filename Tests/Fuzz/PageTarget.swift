/// Feeds bytes to the scanner and the injector, and holds them to their laws.
///
/// The input is a page; where a NUL and `<script` stand in it, what follows the NUL is the block.
@c(LLVMFuzzerTestOneInput)
public func testPage(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: data, count: size))
    var page = input
    var block = sampleBlock
    if let end = input.lastIndex(of: 0), input[end...].starts(with: Array("\0<script".utf8)) {
        page = Array(input[..<end])
        block = (try? Block(Array(input[(end + 1)...]))) ?? sampleBlock
    }
    checkRanges(of: page)
    checkLaws(on: page, block)
    return 0
}

private let sampleBlock: Block = {
    guard let block = try? Block(Array("<script data-callbox=\"a/b\">go(\"</p>\")</script>".utf8))
    else { fatalError("the sample is no block") }
    return block
}()
private let everything = PageInjector(injecting: [.redirect, .amp, .frameset, .fragment])

/// What a scan says lies within the page, in order, and the place in none of the blocks; what looks for
/// scripts comes to an end.
private func checkRanges(of page: [UInt8]) {
    let scan = PageScan(page.span)
    var end = 0
    for own in scan.ownBlocks {
        precondition(own.range.lowerBound >= end && own.range.upperBound <= page.count)
        end = own.range.upperBound
        if let place = scan.place {
            precondition(place <= own.range.lowerBound || place >= end, "the place is in a block")
        }
    }
    for policy in scan.policies { precondition(policy.range.upperBound <= page.count) }
    _ = page.span.handWrittenInstall()
    var length = 0
    page.span.forEachInlineScript { length += $0.count }
    precondition(length <= page.count)
    precondition((scan.place == nil) == (scan.obstacle != nil))
    precondition(scan.place.map { (0...page.count).contains($0) } ?? true)
}

/// Injecting adds the block and nothing else, removing gives the page back, a second run changes
/// nothing, and the injected page has the page's place.
private func checkLaws(on page: [UInt8], _ block: Block) {
    // A block that somebody wrote between two pieces of one token hides what taking it out shows:
    // the laws hold for pages that hold none.
    let bare = everything.edit(page.span, block: nil).applied(to: page)
    guard PageScan(bare.span).ownBlocks.isEmpty else { return }
    // The default policies skip more and change no page that they skip.
    let careful = PageInjector().edit(bare.span, block: block)
    precondition(careful.skipReason == nil || careful.pieces == nil)

    let edit = everything.edit(bare.span, block: block)
    guard edit.skipReason == nil, let place = PageScan(bare.span).place else { return }
    let injected = edit.applied(to: bare)
    precondition(injected == bare[..<place] + block.bytes + bare[place...])
    let own = PageScan(injected.span).ownBlocks
    precondition(own.map(\.range) == [place..<place + block.bytes.count], "the place has moved")
    precondition(injected[own[0].mark].elementsEqual(block.mark.utf8))
    precondition(everything.edit(injected.span, block: block).pieces == nil, "not the same twice")
    precondition(everything.edit(injected.span, block: nil).applied(to: injected) == bare)
    // A minifier rewrote the tag.
    let rewritten =
        injected[..<place] + "<SCRIPT async DATA-CALLBOX=a/b></SCRIPT >".utf8
        + injected[own[0].range.upperBound...]
    let again = everything.edit(Array(rewritten).span, block: block)
    precondition(again.applied(to: Array(rewritten)) == injected)
}
