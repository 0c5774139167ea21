/// Something held until it is released.
struct Hold: Sendable {
    let release: @Sendable () async -> Void

    static let nothing = Hold {}
}
