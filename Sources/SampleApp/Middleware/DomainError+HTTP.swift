#if Hummingbird
    import HTTPTypes

    extension ErrorAnswer {
        /// What HTTP has to say about a domain error.
        init(_ error: DomainError) {
            switch error {
            case .notLoggedIn:
                self.init(
                    .unauthorized, "not_logged_in", "Send a valid bearer token from POST /api/login.",
                    headers: [.wwwAuthenticate: "Bearer"]
                )
            case .wrongCredentials:
                self.init(.unauthorized, "wrong_credentials", "No user has this e-mail address and password.")
            case .invalidAmount(let amount):
                self.init(
                    .unprocessableContent, "invalid_amount", "An amount is between 1 and \(Amount.largest).",
                    details: ["amount": amount]
                )
            case .sameAccount(let account):
                self.init(
                    .unprocessableContent, "same_account", "Shares move from one account to another one.",
                    details: ["account": account]
                )
            case .accountNotFound(let account):
                self.init(.notFound, "account_not_found", "There is no such account.", details: ["account": account])
            case .companyNotFound(let company):
                self.init(.notFound, "company_not_found", "There is no such company.", details: ["company": company])
            case .notAccountOwner(let account):
                self.init(
                    .forbidden, "not_account_owner", "Only its owner moves shares out of an account.",
                    details: ["account": account]
                )
            case .insufficientShares(let required, let current):
                self.init(
                    .conflict, "insufficient_shares",
                    "The account holds \(current) shares, and \(required) are required.",
                    details: ["required": required, "current": current]
                )
            case .insufficientTokens(let required, let current):
                self.init(
                    .paymentRequired, "insufficient_tokens",
                    "The balance is \(current) tokens, and \(required) are required.",
                    details: ["required": required, "current": current]
                )
            case .consumptionNotFound(let entry):
                self.init(
                    .notFound, "consumption_not_found", "There is no such consumption.", details: ["entry": entry]
                )
            case .alreadyRefunded(let entry):
                self.init(
                    .conflict, "already_refunded", "The consumption was given back already.", details: ["entry": entry]
                )
            }
        }
    }

    extension HTTPResponse.Status {
        /// 402, which the HTTP library has no name for.
        static let paymentRequired = HTTPResponse.Status(code: 402, reasonPhrase: "Payment Required")
    }
#endif
