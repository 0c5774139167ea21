#if Hummingbird
    import Hummingbird
    import Logging
    import TxKit

    /// `GET /health`: whether the app can reach its database.
    struct HealthController: Sendable {
        /// The answer.
        struct Health: ResponseCodable, Sendable, Hashable {
            let status: String
        }

        let database: Database

        func addRoutes(to router: some RouterMethods<AppRequestContext>) {
            router.get("health") { _, context in
                do {
                    try await database.execute("SELECT 1")
                    return Health(status: "ok")
                } catch {
                    context.logger.error("The database cannot be reached: \(error)")
                    throw HTTPError(.serviceUnavailable, message: "The database cannot be reached.")
                }
            }
        }
    }
#endif
