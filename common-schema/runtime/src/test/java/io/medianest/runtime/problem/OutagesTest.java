package io.medianest.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutagesTest {

    /** As the client throws it, and as Hibernate wraps it. */
    @ParameterizedTest
    @CsvSource({
        "53100, true", // disk full
        "53300, true", // too many connections
        "57P01, true", // shutting down
        "57P03, true", // starting up
        "08006, true", // connection lost
        "23505, false", // a unique index refuses
        "42P01, false", // no such table
        "57014, false" // the statement was cancelled
    })
    void whatPassesByItselfIsToldByTheDatabasesState(String state, boolean outage) {
        PgException asThrown = new PgException("refused", "ERROR", state, null);
        Exception asWrapped = new IllegalStateException(new SQLException("refused", state));

        assertThat(Outages.isOutage(asThrown)).isEqualTo(outage);
        assertThat(Outages.isOutage(asWrapped)).isEqualTo(outage);
    }
}
