import Testing

/// All tests of this module, one after the other: they time things, and they need more connections together than a
/// server has.
@Suite(.serialized) enum PostgresTests {}
