import Testing
import TxKit

extension Promise {
    static let nestedBlocks = [
        Promise("a nested block that returns is a savepoint, released") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                let result = try await outer.withTransaction { inner in
                    try await inner.add("b")
                    return "kept"
                }
                #expect(result == "kept")
                #expect(try await bench.committed() == [])
            }
            let inner = ["SAVEPOINT txkit_1", adding("b"), "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin, adding("a")] + inner + ["COMMIT"])
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("a nested block that throws is rolled back alone, and the outer block goes on") { site in
            let bench = try await site.bench()
            let mishap = Mishap()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                await expectFailure(mishap) {
                    try await outer.withTransaction { inner in
                        try await inner.add("b")
                        throw mishap
                    }
                }
                #expect(try await outer.countItems() == 1)
                try await outer.add("c")
            }
            let inner = ["SAVEPOINT txkit_1", adding("b"), "ROLLBACK TO txkit_1", "RELEASE txkit_1"]
            let after = ["SELECT count(*) FROM items", adding("c"), "COMMIT"]
            #expect(bench.statements == [bench.begin, adding("a")] + inner + after)
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("a nested block's error that nobody catches rolls all blocks back") { site in
            let bench = try await site.bench()
            let mishap = Mishap()
            await expectFailure(mishap) {
                try await bench.database.withTransaction { outer in
                    try await outer.add("a")
                    try await outer.withTransaction { inner in
                        try await inner.add("b")
                        throw mishap
                    }
                }
            }
            let inner = ["SAVEPOINT txkit_1", adding("b"), "ROLLBACK TO txkit_1", "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin, adding("a")] + inner + ["ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("what a nested block released is gone when an outer block rolls back") { site in
            let bench = try await site.bench()
            await failure {
                try await bench.database.withTransaction { outer in
                    try await outer.withTransaction { try await $0.add("a") }
                    throw Mishap()
                }
            }
            let inner = ["SAVEPOINT txkit_1", adding("a"), "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin] + inner + ["ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("blocks three levels deep have savepoints named by their depth") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { first in
                try await first.withTransaction { second in
                    try await second.withTransaction { third in try await third.add("a") }
                    try await second.add("b")
                }
            }
            let sent = [
                bench.begin, "SAVEPOINT txkit_1", "SAVEPOINT txkit_2", adding("a"), "RELEASE txkit_2", adding("b"),
                "RELEASE txkit_1", "COMMIT",
            ]
            #expect(bench.statements == sent)
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("a middle block that rolls back takes the released block inside it along") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { first in
                try await first.add("a")
                await failure {
                    try await first.withTransaction { second in
                        try await second.add("b")
                        try await second.withTransaction { try await $0.add("c") }
                        throw Mishap()
                    }
                }
            }
            let sent = [
                bench.begin, adding("a"), "SAVEPOINT txkit_1", adding("b"), "SAVEPOINT txkit_2", adding("c"),
                "RELEASE txkit_2", "ROLLBACK TO txkit_1", "RELEASE txkit_1", "COMMIT",
            ]
            #expect(bench.statements == sent)
            #expect(try await bench.committed() == ["a"])
        },
        Promise("nested blocks one after the other use the same savepoint name") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.withTransaction { try await $0.add("a") }
                await failure {
                    try await outer.withTransaction {
                        try await $0.add("b")
                        throw Mishap()
                    }
                }
                try await outer.withTransaction { try await $0.add("c") }
            }
            let sent = [
                bench.begin, "SAVEPOINT txkit_1", adding("a"), "RELEASE txkit_1", "SAVEPOINT txkit_1", adding("b"),
                "ROLLBACK TO txkit_1", "RELEASE txkit_1", "SAVEPOINT txkit_1", adding("c"), "RELEASE txkit_1", "COMMIT",
            ]
            #expect(bench.statements == sent)
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("a call through the outer handle inside a nested block is part of the nested block") { site in
            let bench = try await site.bench()
            _ = try await bench.database.withTransaction { outer in
                await failure {
                    try await outer.withTransaction { _ in
                        try await outer.add("a")
                        try await outer.withTransaction { try await $0.add("b") }
                        throw Mishap()
                    }
                }
            }
            let inner = ["SAVEPOINT txkit_2", adding("b"), "RELEASE txkit_2"]
            let end = ["ROLLBACK TO txkit_1", "RELEASE txkit_1", "COMMIT"]
            #expect(bench.statements == [bench.begin, "SAVEPOINT txkit_1", adding("a")] + inner + end)
            #expect(try await bench.committed() == [])
        },
    ]
}
