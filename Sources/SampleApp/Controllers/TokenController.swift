#if Hummingbird
    import Hummingbird

    /// `POST /api/tokens/consume` uses tokens up, `GET /api/tokens` shows the user's balance and ledger.
    struct TokenController: Sendable {
        /// What is asked.
        struct ConsumptionOrder: Codable, Sendable {
            let amount: Int
        }

        let tokens: TokenService

        func addRoutes(to router: some RouterMethods<AppRequestContext>) {
            router.post("tokens/consume") { request, context in
                let user = try context.loggedInUser()
                let order = try await request.decode(as: ConsumptionOrder.self, context: context)
                return try await tokens.consume(order.amount, of: user)
            }
            router.get("tokens") { _, context in
                try await tokens.statement(of: context.loggedInUser())
            }
        }
    }

    extension Consumption: ResponseCodable {}
    extension TokenStatement: ResponseCodable {}
#endif
