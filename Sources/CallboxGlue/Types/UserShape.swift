internal import CallboxSpec

/// The app's user object as the dictionary's sources describe it: a tree of properties.
struct UserShape {
    /// The attributes whose value lies here; more than one where sources are equal.
    private(set) var attributes: [Attribute] = []
    /// In the order of the dictionary.
    private(set) var properties: [Property] = []

    /// A property of an object.
    struct Property {
        let name: String
        fileprivate(set) var shape: UserShape
    }

    /// The object that these attributes are taken from.
    init(_ attributes: [Attribute]) {
        for attribute in attributes {
            insert(attribute, at: attribute.sourcePath.split(separator: ".").map(String.init)[...])
        }
    }

    private mutating func insert(_ attribute: Attribute, at path: ArraySlice<String>) {
        guard let name = path.first else {
            attributes.append(attribute)
            return
        }
        let index = properties.firstIndex { $0.name == name } ?? properties.count
        if index == properties.count {
            properties.append(Property(name: name, shape: UserShape([])))
        }
        properties[index].shape.insert(attribute, at: path.dropFirst())
    }

    /// Whether nobody is booted without it.
    var isRequired: Bool {
        attributes.contains(where: \.isRequired) || properties.contains { $0.shape.isRequired }
    }
}

extension Attribute {
    /// Whether it names the person, so that empty texts and the like count as absent (glue rule V2).
    var isIdentifier: Bool {
        name.value == "user_id" || name.value == "email" || type == .userHash
    }
}
