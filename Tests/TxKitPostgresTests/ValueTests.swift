import Foundation
import Testing
import TxKit

@testable import TxKitPostgres

extension PostgresTests {
    @Suite struct ValueTests {
        static let uuid = UUID(uuidString: "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11")!
        static let date = Date(timeIntervalSince1970: 1_700_000_000.25)

        static let scalars: [(type: String, value: DatabaseValue)] = [
            ("bool", .bool(true)), ("bool", .bool(false)),
            ("int2", .integer(-32768)), ("int4", .integer(Int64(Int32.max))), ("int8", .integer(.max)),
            ("int8", .integer(.min)), ("int8", .integer(0)), ("oid", .integer(4_000_000_000)),
            ("float4", .double(1.5)), ("float8", .double(0.1)), ("float8", .double(1e300)),
            ("float8", .double(-.infinity)),
            ("numeric", .decimal("123456789012345678901234567890.50")), ("numeric", .decimal("NaN")),
            ("bytea", .bytes([])), ("bytea", .bytes([0, 1, 127, 128, 255, 92])),
            ("uuid", .uuid(uuid)),
            ("timestamptz", .timestamp(date)), ("timestamp", .timestamp(date)),
            ("timestamptz", .timestamp(Date(timeIntervalSince1970: -62_000_000_000))),
            ("date", .timestamp(Date(timeIntervalSince1970: 86_400 * 365))),
            ("json", .json(#"{"a": [1, "é"]}"#)), ("jsonb", .json(#"{"a": [1, "é"]}"#)),
            ("text", .text("")), ("text", .text("it's \"é\" \\ \t\n 🙂")), ("varchar", .text("x")), ("name", .text("n")),
            ("text", .null), ("int4", .null), ("jsonb", .null), ("bytea", .null), ("int4[]", .null),
        ]

        @Test(arguments: scalars.indices) func roundTrip(_ index: Int) async throws {
            let (type, value) = Self.scalars[index]
            try await Server.withConnection { connection async throws in
                #expect(try await connection.value("SELECT $1::\(type)", [value]) == value)
                try await connection.rows("CREATE TEMP TABLE t (v \(type))")
                try await connection.rows("INSERT INTO t VALUES ($1)", [value])
                #expect(try await connection.value("SELECT v FROM t") == value)
            }
        }

        @Test func notANumberRoundTrips() async throws {
            try await Server.withConnection { connection async throws in
                guard case .double(let number) = try await connection.value("SELECT $1::float8", [.double(.nan)]) else {
                    Issue.record("no double")
                    return
                }
                #expect(number.isNaN)
            }
        }

        static let arrays: [(type: String, value: DatabaseValue)] = [
            ("bool", .array([.bool(true), .null, .bool(false)])),
            ("int2", .array([.integer(1), .integer(-2)])), ("int4", .array([])),
            ("int4", .array([.array([.integer(1), .integer(2)]), .array([.integer(3), .null])])),
            ("int8", .array([.integer(.max), .integer(.min)])), ("oid", .array([.integer(5)])),
            ("float4", .array([.double(1.5)])), ("float8", .array([.double(0.1), .double(.infinity)])),
            ("numeric", .array([.decimal("1.50"), .null])),
            ("bytea", .array([.bytes([0, 92, 255]), .bytes([])])),
            ("uuid", .array([.uuid(uuid)])),
            ("timestamptz", .array([.timestamp(date), .null])), ("timestamp", .array([.timestamp(date)])),
            ("date", .array([.timestamp(Date(timeIntervalSince1970: 86_400))])),
            ("json", .array([.json(#"{"a":"b\"c"}"#)])), ("jsonb", .array([.json(#"{"a": 1}"#)])),
            ("text", .array([.text(""), .text("NULL"), .null, .text("a,b{}\"\\ c"), .text("é\n\t"), .text(" x ")])),
            ("text", .array([.array([.text("a")]), .array([.text("}")])])),
            ("varchar", .array([.text("x")])), ("bpchar", .array([.text("y")])), ("name", .array([.text("z")])),
        ]

        @Test(arguments: arrays.indices) func arrayRoundTrip(_ index: Int) async throws {
            let (type, value) = Self.arrays[index]
            try await Server.withConnection { connection async throws in
                #expect(try await connection.value("SELECT $1::\(type)[]", [value]) == value)
            }
        }

        @Test func boundsOfArraysAreDropped() async throws {
            try await Server.withConnection { connection async throws in
                #expect(
                    try await connection.value("SELECT '[0:1]={7,8}'::int[]") == .array([.integer(7), .integer(8)])
                )
                #expect(
                    try await connection.value("SELECT '[0:0][2:3]={{7,8}}'::int[]")
                        == .array([.array([.integer(7), .integer(8)])])
                )
            }
        }

        @Test func whatDateCannotHoldStaysText() async throws {
            try await Server.withConnection { connection async throws in
                #expect(try await connection.value("SELECT 'infinity'::timestamptz") == .text("infinity"))
                #expect(try await connection.value("SELECT '0044-03-15 BC'::date") == .text("0044-03-15 BC"))
            }
        }

        @Test func otherTypesAreText() async throws {
            try await Server.withConnection { connection async throws in
                #expect(try await connection.value("SELECT interval '1 day'") == .text("1 day"))
                #expect(try await connection.value("SELECT int4range(1, 3)") == .text("[1,3)"))
            }
        }

        @Test func escapedByteaIsRead() async throws {
            try await Server.withConnection { connection async throws in
                try await connection.rows("SET bytea_output = escape")
                #expect(
                    try await connection.value(#"SELECT '\x005c41ff'::bytea"#) == .bytes([0, 0x5c, 0x41, 0xff])
                )
            }
        }

        @Test func parametersHaveTheirTypes() async throws {
            try await Server.withConnection { connection async throws in
                for (value, type) in [
                    (DatabaseValue.bool(true), "boolean"), (.integer(1), "integer"), (.integer(1 << 40), "bigint"),
                    (.double(1), "double precision"), (.decimal("1"), "numeric"), (.uuid(Self.uuid), "uuid"),
                    (.timestamp(Self.date), "timestamp with time zone"), (.bytes([1]), "bytea"),
                ] {
                    #expect(try await connection.value("SELECT pg_typeof($1)::text", [value]) == .text(type))
                }
            }
        }

        @Test func timestampsAreTheSameInEachColumnType() async throws {
            try await Server.withConnection { connection async throws in
                let value = DatabaseValue.timestamp(Self.date)
                let rows = try await connection.rows("SELECT $1::timestamptz, $1::timestamp", [value])
                #expect(rows == [[value, value]])
                #expect(try await connection.value("SHOW TimeZone") == .text("UTC"))
            }
        }

        @Test func longValuesRoundTrip() async throws {
            try await Server.withConnection { connection async throws in
                let text = String(repeating: "0123456789abcdé", count: 655_360)
                let bytes = [UInt8](repeating: 0xA5, count: 10_000_000)
                let rows = try await connection.rows("SELECT $1::text, $2", [.text(text), .bytes(bytes)])
                let isSame = rows == [[.text(text), .bytes(bytes)]]
                #expect(isSame)
            }
        }

        @Test func tooManyParametersAreRefusedBeforeSending() async throws {
            try await Server.withConnection { connection async throws in
                let values = [DatabaseValue](repeating: .integer(1), count: 65_536)
                let outcome = await connection.run("SELECT 1", values)
                #expect(outcome.failure?.code == .tooManyParameters)
                #expect(outcome.state == .idle)
                let most = Array(values.dropLast())
                let text = "SELECT count(*) FROM (VALUES " + (1...65_535).map { "($\($0)::int)" }.joined(separator: ",")
                #expect(try await connection.value(text + ") AS v", most) == .integer(65_535))
            }
        }

        @Test func nulIsRefusedBeforeSending() async throws {
            try await Server.withConnection { connection async throws in
                for value in [DatabaseValue.text("a\0b"), .json("\0"), .array([.text("\0")])] {
                    let outcome = await connection.run("SELECT $1", [value])
                    #expect(outcome.failure?.code == .valueOutOfRange)
                    #expect(outcome.failure?.message.contains("cannot hold NUL") == true)
                }
                let outcome = await connection.run("SELECT 1 \0 DROP TABLE x")
                #expect(outcome.failure?.code == .statementFailed)
                #expect(try await connection.value("SELECT 1") == .integer(1))
            }
        }
    }
}
