/// Reads and writes libpq's keyword form: `host=/tmp user='a b'`.
enum KeywordReader {
    /// The pairs in their order, or nil when the text is not in that form.
    static func pairs(in text: String) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        var rest = Substring(text)
        while true {
            rest = rest.drop(while: \.isWhitespace)
            if rest.isEmpty { return pairs }
            let name = rest.prefix { $0 != "=" && !$0.isWhitespace }
            rest = rest.dropFirst(name.count).drop(while: \.isWhitespace)
            guard !name.isEmpty, rest.first == "=" else { return nil }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            guard let value = takeValue(&rest) else { return nil }
            pairs.append((name: String(name), value: value))
        }
    }

    /// The value in quotes, with what is special in them escaped.
    static func quote(_ value: String) -> String {
        let plain = !value.isEmpty && value.allSatisfy { !$0.isWhitespace && $0 != "'" && $0 != "\\" }
        if plain { return value }
        var quoted = "'"
        for character in value {
            if character == "'" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return quoted + "'"
    }

    private static func takeValue(_ rest: inout Substring) -> String? {
        let isQuoted = rest.first == "'"
        if isQuoted { rest = rest.dropFirst() }
        var value = ""
        while let next = rest.popFirst() {
            if next == "\\" {
                guard let escaped = rest.popFirst() else { break }
                value.append(escaped)
            } else if isQuoted ? next == "'" : next.isWhitespace {
                return value
            } else {
                value.append(next)
            }
        }
        return isQuoted ? nil : value
    }
}
