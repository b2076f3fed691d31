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

    @Nested
    class Roles extends RolesTest {}

    @Nested
    class Vocabularies extends VocabulariesTest {}

    @Nested
    class Triggers extends TriggersTest {}

    @Nested
    class AuditTrail extends AuditTrailTest {}

    @Nested
    class RateLimit extends RateLimitTest {}

    @Nested
    class KeyedLimit extends KeyedLimitTest {}

    @Nested
    class OperatorQueries extends OperatorQueriesTest {}

    @Nested
    class QueryPlans extends QueryPlansTest {}

    @Nested
    class Bootstrap extends DatabaseBootstrapTest {}

    @Nested
    class Maintenance extends DatabaseMaintenanceTest {}

    @Nested
    class Runner extends MigrationRunnerTest {}
}
