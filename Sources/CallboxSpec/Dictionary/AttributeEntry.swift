/// What a dictionary says of one attribute, as it stands there: not checked yet.
struct AttributeEntry {
    let name: Located<String>
    /// Index of its group.
    let group: Int
    /// `yes` for `Required` and `Signed` without a value.
    var facts: [AttributeFact: Located<String>] = [:]
    /// Its description, paragraph by paragraph.
    var paragraphs: [String] = []
}
