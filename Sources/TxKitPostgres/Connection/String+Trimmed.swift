extension String {
    /// The text without white space at its ends, and its lines joined to one.
    var trimmed: String {
        split(whereSeparator: \.isNewline)
            .map { line in String(line.drop(while: \.isWhitespace)) }
            .joined(separator: " ")
            .reversedDrop()
    }

    /// The text as a sentence: with a full stop, unless it ends with a mark already.
    var asSentence: String {
        guard let last else { return self }
        return ".!?".contains(last) ? self : self + "."
    }

    private func reversedDrop() -> String {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
