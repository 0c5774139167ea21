#if Hummingbird
    import Foundation
    import HTTPTypes

    @testable import SampleApp

    /// A response of the app.
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: String

        func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try JSONDecoder().decode(type, from: Data(body.utf8))
        }

        /// The error in the body.
        var error: ErrorBody.Content {
            get throws { try json(ErrorBody.self).error }
        }
    }
#endif
