#if Hummingbird
    import ArgumentParser

    extension DatabaseAddress {
        /// The address for an option.
        ///
        /// - Throws: A `ValidationError`, which ends the process with the usage and a status other than 0.
        static func argument(_ text: String) throws -> DatabaseAddress {
            do {
                return try DatabaseAddress(text)
            } catch {
                throw ValidationError(error.description)
            }
        }
    }
#endif
