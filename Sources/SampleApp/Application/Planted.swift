#if Hummingbird
    /// The rows that a seed has planted.
    struct Planted: Sendable, Hashable {
        /// A user and the user's account.
        struct Member: Sendable, Hashable {
            let user: User
            let accountId: Int
        }

        let companyId: Int
        let members: [Member]

        /// The one who sends shares, and the one who gets them.
        func pair() throws(MissingRow) -> (sender: Member, recipient: Member) {
            (try members.first.row(of: "INSERT INTO users"), try members.dropFirst().first.row(of: "INSERT INTO users"))
        }
    }
#endif
