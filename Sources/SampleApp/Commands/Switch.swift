#if Hummingbird
    import ArgumentParser

    /// An option that is `on` or `off`.
    enum Switch: String, ExpressibleByArgument, CaseIterable, Sendable {
        case on
        case off
    }
#endif
