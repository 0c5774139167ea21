#if Hummingbird
    /// What the services refuse, and why. They know nothing of HTTP: see `DomainError+HTTP.swift`.
    enum DomainError: Error, Sendable, Hashable {
        /// No valid bearer token came with the request.
        case notLoggedIn
        /// No user has this e-mail address and password.
        case wrongCredentials
        /// An amount that is not between 1 and ``Amount/largest``.
        case invalidAmount(Int)
        /// A transfer from an account to itself.
        case sameAccount(Int)
        case accountNotFound(Int)
        case companyNotFound(Int)
        /// The account that shares are to leave belongs to somebody else.
        case notAccountOwner(Int)
        case insufficientShares(required: Int, current: Int)
        case insufficientTokens(required: Int, current: Int)
        /// The user has no consumption with this number.
        case consumptionNotFound(Int)
        /// The consumption was given back already.
        case alreadyRefunded(Int)
    }
#endif
