#if Hummingbird
    /// How much work a scrypt hash is, written as the PHC string format has it: `ln=15,r=8,p=3`.
    struct ScryptCost: Sendable, Hashable {
        /// The binary logarithm of the number of rounds.
        let logRounds: Int
        let blockSize: Int
        let parallelism: Int

        init(logRounds: Int, blockSize: Int, parallelism: Int) {
            self.logRounds = logRounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// Reads the text of a hash; nil for what scrypt cannot do or this app would not.
        init?(_ text: String) {
            let parts = text.split(separator: ",").map { $0.split(separator: "=").map(String.init) }
            guard parts.allSatisfy({ $0.count == 2 }), parts.map(\.[0]) == ["ln", "r", "p"] else { return nil }
            let numbers = parts.compactMap { Int($0[1]) }
            guard numbers.count == 3, (1...20).contains(numbers[0]), (1...32).contains(numbers[1]),
                (1...16).contains(numbers[2])
            else { return nil }
            self.init(logRounds: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
        }

        var text: String { "ln=\(logRounds),r=\(blockSize),p=\(parallelism)" }
    }
#endif
