#if Hummingbird
    import Foundation
    import Testing
    import TxKit
    import TxKitSQLite
    import TxKitTestSupport

    @testable import SampleApp

    /// `SampleApp serve`, as a process, asked over HTTP; one process at a time.
    @Suite(.serialized) struct ServeTests {
        @Test(arguments: [SIGTERM, SIGINT])
        func servesUntilItIsToldToStop(_ signal: Int32) async throws {
            let app = try await ServedApp()
            let health = try await app.send("GET", "health")
            #expect(health.status == 200)
            #expect(health.body == #"{"status":"ok"}"#)
            let nobody = try await app.send("POST", "api/transfers", body: "{}")
            #expect(nobody.status == 401)
            #expect(nobody.body.contains(#""code":"not_logged_in""#))
            let end = try await app.end(signal)
            #expect(end.status == 0)
            #expect(!end.bySignal)
        }

        /// A login with a password, a transfer and a consumption, and afterwards the rows are in the file.
        @Test(arguments: ["on", "off"])
        func keepsWhatItDidInAFile(_ atomicRequests: String) async throws {
            let path = FileManager.default.temporaryDirectory.appending(path: "serve-\(UUID().uuidString).sqlite").path
            defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
            let app = try await ServedApp("--database", path, "--seed", "--atomic-requests", atomicRequests)
            try await useAndStop(app)

            let database = try await Database.sqlite(path: path)
            let shares = try await database.query("SELECT amount FROM shares ORDER BY account_id", as: Int.self)
            let balances = try await database.query("SELECT token_balance FROM users ORDER BY id", as: Int.self)
            await database.close()
            #expect(shares == [75, 125])
            #expect(balances == [600, 1000])
        }

        @Test func aDatabaseThatCannotBeOpenedIsExplained() async throws {
            let run = try await ChildRun.run(Executable.sampleApp, ["serve", "--database", "/nowhere/at/all/app.db"])
            #expect(run.status == 1)
            #expect(run.errors.contains("/nowhere/at/all/app.db"), "\(run.errors)")
        }

        private func useAndStop(_ app: ServedApp) async throws {
            let credentials = #"{"email": "ann@example.com", "password": "\#(Seed.password)"}"#
            let login = try await app.send("POST", "api/login", body: credentials)
            #expect(login.status == 200, "\(login.body)")
            let token = try JSONDecoder().decode(LoginController.Login.self, from: Data(login.body.utf8)).token
            let order = #"{"fromAccountId": 1, "toAccountId": 2, "companyId": 1, "amount": 25}"#
            let transfer = try await app.send("POST", "api/transfers", body: order, token: token)
            #expect(transfer.status == 201, "\(transfer.body)")
            let consumption = try await app.send("POST", "api/tokens/consume", body: #"{"amount": 400}"#, token: token)
            #expect(consumption.status == 200, "\(consumption.body)")
            #expect(try await app.end(SIGTERM).status == 0)
        }
    }
#endif
