#if Hummingbird
    import Hummingbird

    /// `POST /api/transfers` moves shares, `GET /api/shares` shows the user's.
    struct TransferController: Sendable {
        let transfers: TransferService

        func addRoutes(to router: some RouterMethods<AppRequestContext>) {
            router.post("transfers") { request, context in
                let user = try context.loggedInUser()
                let order = try await request.decode(as: TransferOrder.self, context: context)
                let transfer = try await transfers.transfer(order, by: user)
                return EditedResponse(status: .created, response: transfer)
            }
            router.get("shares") { _, context in
                try await transfers.shares(of: context.loggedInUser())
            }
        }
    }

    extension ShareTransfer: ResponseCodable {}
#endif
