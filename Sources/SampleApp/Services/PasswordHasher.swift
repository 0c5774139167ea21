#if Hummingbird
    import Crypto
    import CryptoExtras
    import Dispatch
    import Foundation

    /// Turns passwords into scrypt hashes and checks them.
    ///
    /// A hash is kept as `$scrypt$ln=15,r=8,p=3$SALT$KEY`: it says itself how it was made, so the parameters can be raised
    /// without locking anybody out.
    struct PasswordHasher: Sendable {
        /// The parameters OWASP's Password Storage Cheat Sheet names for 32 MiB of memory.
        static let standard = PasswordHasher(cost: ScryptCost(logRounds: 15, blockSize: 8, parallelism: 3))
        /// Fast and weak: for the rows of tests and of the demonstration.
        static let weak = PasswordHasher(cost: ScryptCost(logRounds: 1, blockSize: 1, parallelism: 1))

        private static let keySize = 32

        private let cost: ScryptCost

        private init(cost: ScryptCost) { self.cost = cost }

        /// The hash of a password, with a new salt.
        func hash(_ password: String) async throws -> String {
            let salt = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
            let key = try await Self.derive(password, salt, cost)
            let keyText = key.withUnsafeBytes { Data($0).base64EncodedString() }
            return "$scrypt$\(cost.text)$\(salt.base64EncodedString())$\(keyText)"
        }

        /// Whether a password belongs to a hash; without a hash it takes as long and is false.
        func verify(_ password: String, against hash: String?) async throws -> Bool {
            let fields = (hash ?? "").split(separator: "$").map(String.init)
            guard fields.count == 4, fields[0] == "scrypt", let cost = ScryptCost(fields[1]),
                let salt = Data(base64Encoded: fields[2]), let key = Data(base64Encoded: fields[3])
            else {
                _ = try await Self.derive(password, Data(count: 16), self.cost)
                return false
            }
            // The comparison of two keys takes the same time wherever they differ.
            return try await Self.derive(password, salt, cost) == SymmetricKey(data: key)
        }

        /// It takes a while, so it does not hold a thread that other tasks need.
        private static func derive(_ password: String, _ salt: Data, _ cost: ScryptCost) async throws -> SymmetricKey {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(
                        with: Result {
                            try KDF.Scrypt.deriveKey(
                                from: Data(password.utf8), salt: salt, outputByteCount: keySize,
                                rounds: 1 << cost.logRounds, blockSize: cost.blockSize, parallelism: cost.parallelism
                            )
                        }
                    )
                }
            }
        }
    }
#endif
