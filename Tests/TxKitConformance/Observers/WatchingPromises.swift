import Testing
import TxKit

extension Promise {
    static let watchingObservers = [
        Promise("observers are told of each statement's values, rows, place and role") { site in
            let bench = try await site.bench()
            let line: UInt = #line + 1
            try await bench.database.withTransaction { transaction in
                try await transaction.execute("INSERT INTO items (name) VALUES (\("a")), (\("b"))")
                _ = try await transaction.query("SELECT name FROM items")
            }
            let entries = bench.journal.entries.compactMap { entry -> (StatementEvent, EventResult)? in
                guard case .statement(let event) = entry.event else { return nil }
                return (event, entry.result)
            }
            #expect(entries.map(\.0.role) == [.control, .user, .user, .control])
            #expect(entries.map(\.0.place.line) == [line, line + 1, line + 2, line])
            #expect(entries.map(\.0.values) == [[], [.text("a"), .text("b")], [], []])
            #expect(entries.map(\.1.rowsAffected) == [0, 2, 0, 0])
            #expect(entries.map(\.1.rowsReturned) == [0, 0, 2, 0])
            #expect(entries.allSatisfy { $0.1.error == nil && $0.0.depth == 0 && $0.0.opener == .application })
            #expect(entries.allSatisfy { $0.0.database == "bench" })
        },
        Promise("observers are told of a statement that failed, and of those before it") { site in
            let bench = try await site.bench()
            await failure {
                try await bench.database.execute([SQLStatement(raw: adding("a")), SQLStatement(raw: failing)])
            }
            let errors = bench.journal.entries.compactMap { entry -> String? in
                guard case .statement(let event) = entry.event else { return nil }
                let code = (entry.result.error as? DatabaseError)?.code.description ?? "none"
                return "\(event.text): \(code)"
            }
            let expected = ["\(bench.begin): none", "\(adding("a")): none", "\(failing): notNullViolation"]
            #expect(errors == expected + ["ROLLBACK: none"])
        },
        Promise("observers are told of each block's opening and end") { site in
            let bench = try await site.bench()
            let line: UInt = #line + 1
            try await bench.database.withTransaction { outer in
                try await outer.withTransaction { try await $0.add("a") }
                try await outer.withTransaction(.join) { _ in }
                await failure {
                    try await outer.withTransaction {
                        try await $0.add("b")
                        throw Mishap()
                    }
                }
            }
            let opened = bench.journal.entries.compactMap { entry -> FrameEvent? in
                if case .frameOpened(let event) = entry.event { return event }
                return nil
            }
            let closed = bench.journal.closedFrames
            #expect(opened.map(\.place.line) == [line, line + 1, line + 2, line + 4])
            #expect(opened.map(\.depth) == [0, 1, 1, 1])
            #expect(opened.map(\.savepoint) == [nil, "txkit_1", nil, "txkit_1"])
            #expect(opened.map(\.isJoined) == [false, false, true, false])
            #expect(opened.dropFirst().allSatisfy { $0.parent == opened[0].frame } && opened[0].parent == nil)
            #expect(opened.allSatisfy { $0.outcome == nil && $0.opener == .application })
            #expect(closed.map(\.frame) == [opened[1], opened[2], opened[3], opened[0]].map(\.frame))
            #expect(closed.map(\.outcome) == [.committed, .committed, .rolledBack, .committed])
            #expect(closed.map(\.place.line) == [line + 1, line + 2, line + 4, line])
        },
        Promise("observers are told of the frames that a block left open takes along") { site in
            let bench = try await site.bench()
            let (isOpen, mayEnd) = (Signal(), Signal())
            var straggler: Task<Void, any Error>?
            await failure(.nestedBlockOpen) {
                try await bench.database.withTransaction { outer in
                    straggler = Task {
                        try await outer.withTransaction { inner in
                            try await inner.add("b")
                            isOpen.fire()
                            await mayEnd.wait()
                        }
                    }
                    await isOpen.wait()
                }
            }
            mayEnd.fire()
            await failure { try await straggler?.value }
            #expect(bench.journal.closedFrames.map(\.depth) == [1, 0])
            #expect(bench.journal.closedFrames.map(\.outcome) == [.rolledBack, .rolledBack])
        },
        Promise("an observer may make a statement wait") { site in
            let (isAsked, mayGo) = (Signal(), Signal())
            let observer = Gatekeeper.statements { text in
                guard text == adding("a") else { return }
                isAsked.fire()
                await mayGo.wait()
            }
            let bench = try await site.bench(observers: [observer])
            async let first: Void = bench.database.add("a")
            await isAsked.wait()
            try await bench.database.add("b")
            #expect(try await bench.committed() == ["b"])
            mayGo.fire()
            try await first
            #expect(bench.statements == [adding("b"), adding("a")])
        },
        Promise("observers are asked in the order in which they were given, up to the first that refuses") { site in
            let log = Log()
            let observers = ["first", "second", "third"].map { name in
                Gatekeeper.statements { _ in
                    log.note(name)
                    if name == "second" { throw Mishap() }
                }
            }
            let bench = try await site.bench(observers: observers)
            await failure { try await bench.database.add("a") }
            #expect(log.entries == ["first", "second"])
            #expect(try await bench.committed() == [])
        },
    ]
}
