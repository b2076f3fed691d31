package io.medianest.database;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Everything once more on PostgreSQL 15, the oldest that is supported. Skipped where Debian's is not installed. */
@Tag("full")
class Postgres15Test {
    @Nested
    class SeedTables extends SeedTablesTest {}

    @Nested
    class ForeignKeys extends ForeignKeysTest {}

    @Nested
    class SchemaRules extends SchemaRulesTest {}
}
