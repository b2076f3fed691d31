package io.medianest.runtime.outbox;

import io.medianest.events.EventJson;
import io.medianest.events.EventType;
import io.medianest.events.Topic;
import io.medianest.events.Topics;
import io.medianest.events.user.UserUpdated;
import io.medianest.testing.stores.TestStores;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** The outbox of the monitor slice, written as a service writes it. */
final class OutboxTable implements AutoCloseable {
    /** A topic that nothing else in these tests writes to or consumes. */
    static final Topic TOPIC = Topics.YOUTUBE_DOWNLOADS;

    private final Connection connection;

    OutboxTable() throws SQLException {
        connection = TestStores.connect(RelayUnderTest.ROLE);
    }

    /** Appends one transaction with the next version of each key. */
    void append(long version, List<UUID> keys) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into outbox_events (id, topic, key, type, aggregate_version, payload, correlation_id, traceparent)
                values (gen_random_uuid(), ?, ?, ?, ?, ?::jsonb, 'test-correlation', ?)""")) {
            for (UUID key : keys) {
                UserUpdated event = new UserUpdated(key, List.of("name"));
                EventType type = EventType.of(event);
                insert.setString(1, TOPIC.name());
                insert.setString(2, event.key());
                insert.setString(3, type.wireName());
                insert.setLong(4, version);
                insert.setString(5, EventJson.write(event));
                insert.setString(6, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    int size() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement query = connection.createStatement();
                ResultSet count = query.executeQuery("select count(*) from outbox_events")) {
            count.next();
            return count.getInt(1);
        }
    }

    /** Ends the relays' connections as a restart of the database would. */
    int cutRelays() throws SQLException {
        connection.setAutoCommit(true);
        try (Statement query = connection.createStatement();
                ResultSet cut = query.executeQuery("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where application_name = 'medianest-outbox-relay' and usename = current_user""")) {
            cut.next();
            return cut.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
