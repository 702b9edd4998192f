private import CCMark

/// A node of libcmark's tree as a value, with libcmark's positions.
struct CommonMarkNode: Sendable {
    let kind: MarkdownNode.Kind
    /// Index after the last node of the subtree, in the same pre-order array.
    fileprivate(set) var end: Int
    /// 1-based lines; 0 for a break, which libcmark gives no position.
    var startLine: Int
    var endLine: Int
    /// 1-based columns in bytes, the end inclusive.
    let startColumn: Int
    let endColumn: Int
}

/// Parses CommonMark with libcmark; the nodes in pre-order, the document first.
///
/// - Parameter source: UTF-8 without NUL and without a byte-order mark. U+001A comes out as U+FFFD.
func commonMarkNodes(of source: [UInt8]) -> [CommonMarkNode] {
    CommonMarkTree(source).nodes()
}

/// The owner of libcmark's tree; nothing outside this file sees it.
@safe private struct CommonMarkTree: ~Copyable {
    private let root: OpaquePointer?

    init(_ source: [UInt8]) {
        unsafe root = source.withUnsafeBufferPointer { buffer in
            unsafe buffer.withMemoryRebound(to: CChar.self) { text in
                unsafe cmark_parse_document(text.baseAddress, text.count, CMARK_OPT_DEFAULT)
            }
        }
    }

    deinit {
        unsafe cmark_node_free(root)
    }

    /// Copies the whole tree, with libcmark's iterator and not by recursion.
    func nodes() -> [CommonMarkNode] {
        var nodes: [CommonMarkNode] = []
        var open: [Int] = []
        let iterator = unsafe cmark_iter_new(root)
        defer { unsafe cmark_iter_free(iterator) }
        while true {
            switch unsafe cmark_iter_next(iterator) {
            case CMARK_EVENT_ENTER:
                let node = unsafe Self.node(cmark_iter_get_node(iterator), at: nodes.count)
                if !node.kind.isLeaf { open.append(nodes.count) }
                nodes.append(node)
            case CMARK_EVENT_EXIT:
                nodes[open.removeLast()].end = nodes.count
            default:
                return nodes
            }
        }
    }

    private static func node(_ node: OpaquePointer?, at index: Int) -> CommonMarkNode {
        unsafe CommonMarkNode(
            kind: kind(of: node), end: index + 1,
            startLine: Int(cmark_node_get_start_line(node)),
            endLine: Int(cmark_node_get_end_line(node)),
            startColumn: Int(cmark_node_get_start_column(node)),
            endColumn: Int(cmark_node_get_end_column(node)))
    }

    private static func kind(of node: OpaquePointer?) -> MarkdownNode.Kind {
        switch unsafe cmark_node_get_type(node) {
        case CMARK_NODE_DOCUMENT: .document
        case CMARK_NODE_BLOCK_QUOTE: .blockQuote
        case CMARK_NODE_LIST:
            unsafe .list(
                start: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                    ? Int(cmark_node_get_list_start(node)) : nil,
                isTight: cmark_node_get_list_tight(node) != 0)
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_CODE_BLOCK:
            unsafe .codeBlock(
                info: text(cmark_node_get_fence_info(node)), text(cmark_node_get_literal(node)))
        case CMARK_NODE_HTML_BLOCK: unsafe .htmlBlock(text(cmark_node_get_literal(node)))
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_HEADING: unsafe .heading(level: Int(cmark_node_get_heading_level(node)))
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        case CMARK_NODE_TEXT: unsafe .text(text(cmark_node_get_literal(node)))
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_CODE: unsafe .code(text(cmark_node_get_literal(node)))
        case CMARK_NODE_HTML_INLINE: unsafe .html(text(cmark_node_get_literal(node)))
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK:
            unsafe .link(
                destination: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node))
            )
        case CMARK_NODE_IMAGE:
            unsafe .image(
                source: text(cmark_node_get_url(node)), title: text(cmark_node_get_title(node)))
        default: unsafe .other(text(cmark_node_get_type_string(node)))
        }
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        guard let pointer = unsafe pointer else { return "" }
        let text = unsafe String(cString: pointer)
        guard text.utf8.contains(0x1A) else { return text }
        let scalars = text.unicodeScalars.map { $0 == "\u{1A}" ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(scalars))
    }
}
