#if Hummingbird
    @testable import SampleApp

    /// A transfer that is refused, and how.
    enum TransferRefusal: String, CaseIterable, Sendable {
        case nothing, negative, tooLarge, sameAccount, unknownSource, unknownTarget, unknownCompany, notOwner, tooMany

        func order(_ world: World) -> TransferOrder {
            let (ann, bob, company) = (world.ann.accountId, world.bob.accountId, world.planted.companyId)
            let (source, target, wanted, amount) =
                switch self {
                case .nothing: (ann, bob, company, 0)
                case .negative: (ann, bob, company, -10)
                case .tooLarge: (ann, bob, company, Int(Int32.max) + 1)
                case .sameAccount: (ann, ann, company, 10)
                case .unknownSource: (-7, bob, company, 10)
                case .unknownTarget: (ann, -7, company, 10)
                case .unknownCompany: (ann, bob, -7, 10)
                case .notOwner: (bob, ann, company, 10)
                case .tooMany: (ann, bob, company, 101)
                }
            return TransferOrder(fromAccountId: source, toAccountId: target, companyId: wanted, amount: amount)
        }

        var status: Int {
            switch self {
            case .nothing, .negative, .tooLarge, .sameAccount: 422
            case .unknownSource, .unknownTarget, .unknownCompany: 404
            case .notOwner: 403
            case .tooMany: 409
            }
        }

        var code: String {
            switch self {
            case .nothing, .negative, .tooLarge: "invalid_amount"
            case .sameAccount: "same_account"
            case .unknownSource, .unknownTarget: "account_not_found"
            case .unknownCompany: "company_not_found"
            case .notOwner: "not_account_owner"
            case .tooMany: "insufficient_shares"
            }
        }

        func details(_ world: World) -> [String: Int] {
            switch self {
            case .nothing: ["amount": 0]
            case .negative: ["amount": -10]
            case .tooLarge: ["amount": Int(Int32.max) + 1]
            case .sameAccount: ["account": world.ann.accountId]
            case .unknownSource, .unknownTarget: ["account": -7]
            case .unknownCompany: ["company": -7]
            case .notOwner: ["account": world.bob.accountId]
            case .tooMany: ["required": 101, "current": 100]
            }
        }
    }
#endif
