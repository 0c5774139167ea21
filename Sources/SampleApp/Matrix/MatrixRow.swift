#if Hummingbird
    import TxKitTestSupport

    /// What came of one combination on one engine; an object of the JSON output.
    struct MatrixRow: Codable, Sendable, Hashable {
        /// What the assertion "still 100" says.
        enum Assertion: String, Codable, Sendable {
            case passed
            case failed
        }

        let engine: MatrixEngine
        let strategy: SandboxStrategy
        let atomicRequests: Bool
        let seenByTest: Int
        /// Nil when the row was never committed.
        let seenByOtherConnection: Int?
        let assertion: Assertion
        /// The statements of the request and of the test's reading, as they were sent.
        let statements: [String]

        private enum CodingKeys: String, CodingKey {
            case engine
            case strategy = "case"
            case atomicRequests, seenByTest, seenByOtherConnection, assertion, statements
        }

        /// Whether it is what the demonstration claims.
        var isAsExpected: Bool {
            let expected = MatrixCase(strategy: strategy, atomicRequests: atomicRequests)
            return seenByTest == expected.expectedByTest && seenByOtherConnection == expected.expectedByOtherConnection
                && assertion == (atomicRequests ? .passed : .failed)
        }
    }

    extension MatrixRow {
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(engine, forKey: .engine)
            try container.encode(strategy, forKey: .strategy)
            try container.encode(atomicRequests, forKey: .atomicRequests)
            try container.encode(seenByTest, forKey: .seenByTest)
            // Not encodeIfPresent, which the compiler would write: the key is always there, null when nothing was seen.
            try container.encode(seenByOtherConnection, forKey: .seenByOtherConnection)
            try container.encode(assertion, forKey: .assertion)
            try container.encode(statements, forKey: .statements)
        }
    }

    extension SandboxStrategy: Codable {}
#endif
