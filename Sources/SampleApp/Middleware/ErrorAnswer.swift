#if Hummingbird
    import HTTPTypes
    import Hummingbird

    /// An error as the caller gets it: `{"error": {"code": …, "message": …, "details": {…}}}`.
    struct ErrorAnswer: Error, Sendable, Hashable {
        let status: HTTPResponse.Status
        /// For programs; it stays the same when the message is reworded.
        let code: String
        /// For people.
        let message: String
        let details: [String: Int]
        let headers: HTTPFields

        init(
            _ status: HTTPResponse.Status, _ code: String, _ message: String, details: [String: Int] = [:],
            headers: HTTPFields = [:]
        ) {
            self.status = status
            self.code = code
            self.message = message
            self.details = details
            self.headers = headers
        }

        /// The answer to an error: a domain error has its own, Hummingbird's errors keep their status, and of all others
        /// nothing is told.
        init(_ error: any Error) {
            switch error {
            case let error as DomainError: self.init(error)
            case let error as HTTPError:
                self.init(
                    error.status, Self.code(for: error.status), error.body ?? error.status.reasonPhrase,
                    headers: error.headers
                )
            case let error as any HTTPResponseError:
                self.init(error.status, Self.code(for: error.status), error.status.reasonPhrase)
            default:
                self.init(.internalServerError, "internal_error", "Something went wrong on the server.")
            }
        }

        /// Whether somebody ought to look at the log.
        var isUnexpected: Bool { status.code >= 500 }

        /// The response, in JSON.
        func response(from request: Request, context: some RequestContext) throws -> Response {
            let body = ErrorBody(error: ErrorBody.Content(code: code, message: message, details: details))
            var response = try context.responseEncoder.encode(body, from: request, context: context)
            response.status = status
            response.headers.append(contentsOf: headers)
            return response
        }

        /// `not_found` for 404 Not Found.
        private static func code(for status: HTTPResponse.Status) -> String {
            let words = status.reasonPhrase.lowercased().split { !$0.isLetter && !$0.isNumber }
            return words.isEmpty ? "status_\(status.code)" : words.joined(separator: "_")
        }
    }
#endif
