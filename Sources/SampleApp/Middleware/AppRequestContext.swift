#if Hummingbird
    import Foundation
    import Hummingbird

    /// What is known of a request: Hummingbird's own, and who sent it.
    struct AppRequestContext: RequestContext {
        var coreContext: CoreRequestContextStorage
        /// Who is logged in; set by `LoginMiddleware`.
        var user: User?

        /// Keys in one order, so that equal answers are equal texts.
        var responseEncoder: JSONEncoder {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return encoder
        }

        init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }

        /// The user of a request behind the login.
        func loggedInUser() throws(DomainError) -> User {
            guard let user else { throw .notLoggedIn }
            return user
        }
    }
#endif
