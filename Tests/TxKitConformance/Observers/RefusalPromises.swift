import Testing
import TxKit

extension Promise {
    static let refusingObservers = [
        Promise("an observer can refuse a statement, which is not sent, and the block goes on") { site in
            let mishap = Mishap()
            let observer = Gatekeeper.statements { if $0 == adding("no") { throw mishap } }
            let bench = try await site.bench(observers: [observer])
            await expectFailure(mishap) { try await bench.database.add("no") }
            try await bench.database.withTransaction { transaction in
                await expectFailure(mishap) { try await transaction.add("no") }
                try await transaction.add("a")
                await expectFailure(mishap) { try await transaction.add("no") }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT"])
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a COMMIT that an observer refuses is a rollback, and the observer's error arrives unchanged") { site in
            let mishap = Mishap()
            let bench = try await site.bench(
                connections: 1,
                observers: [Gatekeeper.statements { if $0 == "COMMIT" { throw mishap } }]
            )
            let log = Log()
            await expectFailure(mishap) {
                try await bench.database.withTransaction { transaction in
                    transaction.afterCommit { log.note("commit") }
                    transaction.afterRollback { log.note("rollback") }
                    try await transaction.add("a")
                }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "ROLLBACK"])
            #expect(log.entries == ["rollback"])
            #expect(bench.journal.closedFrames.map(\.outcome) == [.rolledBack])
            #expect(bench.database.connectionCounts.idle == 1)
            #expect(try await bench.committed() == [])
        },
        Promise("a RELEASE that an observer refuses rolls the nested block back alone") { site in
            let mishap = Mishap()
            let observer = Gatekeeper.statements { text in
                // Only the release that would keep the work; the one after ROLLBACK TO cannot be refused.
                if text == "RELEASE txkit_1" { throw mishap }
            }
            let bench = try await site.bench(observers: [observer])
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                await expectFailure(mishap) { try await outer.withTransaction { try await $0.add("b") } }
                try await outer.add("c")
            }
            let inner = ["SAVEPOINT txkit_1", adding("b"), "ROLLBACK TO txkit_1", "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin, adding("a")] + inner + [adding("c"), "COMMIT"])
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("an observer can refuse the end of a block that would commit, and no other") { site in
            let mishap = Mishap()
            let ends = Log()
            let observer = Gatekeeper { event in
                guard case .frameClosed(let frame) = event else { return }
                ends.note("\(frame.depth) \(frame.outcome == nil)")
                throw mishap
            }
            let bench = try await site.bench(observers: [observer])
            await expectFailure(mishap) { try await bench.database.withTransaction { try await $0.add("a") } }
            try await bench.database.withTransaction { transaction in
                try await transaction.add("b")
                transaction.markForRollback()
            }
            await expectFailure(mishap) { try await bench.database.withTransaction { _ in } }
            #expect(bench.statements == [bench.begin, adding("a"), "ROLLBACK", bench.begin, adding("b"), "ROLLBACK"])
            #expect(ends.entries == ["0 true", "0 true", "0 true"])
            #expect(try await bench.committed() == [])
        },
        Promise("an observer can refuse the opening of a block, whose closure does not run then") { site in
            let mishap = Mishap()
            let observer = Gatekeeper { event in
                if case .frameOpened(let frame) = event, frame.depth == 1 { throw mishap }
            }
            let bench = try await site.bench(observers: [observer])
            try await bench.database.withTransaction { outer in
                await expectFailure(mishap) { try await outer.withTransaction { _ in Issue.record("the closure ran") } }
                try await outer.add("a")
            }
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT"])
        },
        Promise("an observer cannot refuse a rollback") { site in
            let observer = Gatekeeper.statements { if $0.hasPrefix("ROLLBACK") { throw Mishap() } }
            let bench = try await site.bench(connections: 1, observers: [observer])
            let mishap = Mishap()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                await expectFailure(mishap) {
                    try await outer.withTransaction {
                        try await $0.add("b")
                        throw mishap
                    }
                }
                try await outer.add("c")
            }
            await expectFailure(mishap) {
                try await bench.database.withTransaction {
                    try await $0.add("d")
                    throw mishap
                }
            }
            let inner = ["SAVEPOINT txkit_1", adding("b"), "ROLLBACK TO txkit_1", "RELEASE txkit_1", adding("c")]
            let second = [bench.begin, adding("d"), "ROLLBACK"]
            #expect(bench.statements == [bench.begin, adding("a")] + inner + ["COMMIT"] + second)
            #expect(bench.database.connectionCounts.idle == 1)
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("an observer cannot refuse a hook") { site in
            let observer = Gatekeeper { event in if case .hook = event { throw Mishap() } }
            let bench = try await site.bench(observers: [observer])
            let log = Log()
            try await bench.database.withTransaction { transaction in
                transaction.afterCommit { log.note("hook") }
                try await transaction.add("a")
            }
            #expect(log.entries == ["hook"])
        },
    ]
}
