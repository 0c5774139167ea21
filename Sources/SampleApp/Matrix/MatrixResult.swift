#if Hummingbird
    /// One combination's row and the course of its statements.
    struct MatrixResult: Sendable {
        let row: MatrixRow
        let timeline: Timeline
    }
#endif
