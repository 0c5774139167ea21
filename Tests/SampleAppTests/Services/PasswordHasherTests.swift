#if Hummingbird
    import Testing

    @testable import SampleApp

    /// How passwords are kept.
    @Suite struct PasswordHasherTests {
        @Test func knowsTheRightPasswordAndNoOther() async throws {
            let hash = try await PasswordHasher.weak.hash("secret")
            #expect(hash.hasPrefix("$scrypt$ln=1,r=1,p=1$"))
            #expect(try await PasswordHasher.weak.verify("secret", against: hash))
            #expect(try await !PasswordHasher.weak.verify("Secret", against: hash))
            #expect(try await !PasswordHasher.weak.verify("", against: hash))
        }

        @Test func aHashSaysHowItWasMade() async throws {
            let hash = try await PasswordHasher.weak.hash("secret")
            #expect(try await PasswordHasher.standard.verify("secret", against: hash))
        }

        /// Test vector of RFC 7914, section 12: "password", "NaCl", N = 1024, r = 8, p = 16; the first 32 bytes.
        @Test func isScrypt() async throws {
            let hash = "$scrypt$ln=10,r=8,p=16$TmFDbA==$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI="
            #expect(try await PasswordHasher.weak.verify("password", against: hash))
        }

        @Test(arguments: [
            nil, "", "secret", "$scrypt$ln=1,r=1,p=1$$", "$scrypt$ln=63,r=8,p=1$AAAA$AAAA",
            "$scrypt$r=1,ln=1,p=1$AAAA$AAAA",
            "$scrypt$ln=1,r=1$AAAA$AAAA", "$argon2$ln=1,r=1,p=1$AAAA$AAAA", "$scrypt$ln=1,r=1,p=1$AAAA$?",
        ])
        func whatIsNoHashMatchesNothing(_ hash: String?) async throws {
            #expect(try await !PasswordHasher.weak.verify("secret", against: hash))
        }
    }
#endif
