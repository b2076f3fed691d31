package io.medianest.auth;

import static org.awaitility.Awaitility.await;

import io.medianest.database.LoginRole;
import io.medianest.testing.stores.TestStores;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Ten thousand people with fifty thousand sessions, and how the database then finds what a statement asks for. */
public final class QueryPlans {
    /** The tables that are large enough for a plan to say something. */
    public static final List<String> FILLED = List.of("sessions", "session_tokens", "devices", "security_events");

    private static final String PEOPLE = "plan%@plans.example";

    private QueryPlans() {}

    /** Fills the tables; without the audit trail's triggers, which would take most of the test's time. */
    public static void fill() {
        withoutTriggers("""
                insert into auth.users (email, name, role, status, created_at)
                select 'plan' || n || '@plans.example', 'Plan ' || n, case when n % 100 = 0 then 'MODERATOR' else 'USER' end,
                       case when n % 50 = 0 then 'suspended' else 'active' end, now() - n * interval '1 hour'
                  from generate_series(1, 10000) n""", """
                insert into auth.devices (id, user_id, expires_at)
                select md5('device' || u.number || '/' || n)::uuid, u.id, now() + (u.number % 60) * interval '1 day'
                  from generate_series(1, 5) n, (select id, row_number() over () as number from auth.users
                                                  where email like 'plan%@plans.example') u""", """
                insert into auth.session_tokens (user_id, token_hash, expires_at, device_id, family_id)
                select d.user_id, 'plan:' || d.id, now() + (random() * 14) * interval '1 day', d.id, d.id
                  from auth.devices d join auth.users u on u.id = d.user_id where u.email like 'plan%@plans.example'""", """
                insert into auth.sessions (user_id, session_token, expires, device_id)
                select d.user_id, 'plan:' || d.id, now() + (random() * 30) * interval '1 day', d.id
                  from auth.devices d join auth.users u on u.id = d.user_id
                 where u.email like 'plan%@plans.example'""", """
                insert into auth.security_events (user_id, type, created_at)
                select u.id, 'signed-in', now() - random() * interval '300 days'
                  from auth.users u, generate_series(1, 2) where u.email like 'plan%@plans.example'""");
        // As autovacuum does after a while; the indexes of parts of names are slow until then.
        run("vacuum analyze auth.users, auth.devices, auth.session_tokens, auth.sessions, auth.security_events");
    }

    /** Empties them again. */
    public static void clear() {
        withoutTriggers("delete from auth.users where email like '" + PEOPLE + "'");
        run("vacuum analyze auth.users");
    }

    /**
     * The plan of a statement.
     *
     * @param sql with parameters {@code $1}, …
     * @param values of the parameters, as SQL
     */
    public static String of(String sql, String... values) {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path = auth, public");
            statement.execute("prepare planned as " + sql);
            String arguments = values.length == 0 ? "" : "(" + String.join(", ", values) + ")";
            try (ResultSet rows = statement.executeQuery("explain execute planned" + arguments)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            statement.execute("deallocate planned");
            connection.rollback();
            return plan.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * How often each of the large tables was read as a whole, once all that was done until now is counted. Devices and web
     * sessions are left out: a metric counts all of them now and then.
     */
    public static List<String> wholeTableReads() {
        AtomicReference<List<String>> reads = new AtomicReference<>(List.of());
        // A session tells what it has counted when it has been idle for some seconds.
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    List<String> now = Household.query("select relname || ' ' || seq_scan from pg_stat_user_tables"
                            + " where schemaname = 'auth' and relname in ('users', 'session_tokens')"
                            + " order by relname");
                    return reads.getAndSet(now).equals(now);
                });
        return reads.get();
    }

    private static void run(String sql) {
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void withoutTriggers(String... statements) {
        List<String> tables = List.of("users", "devices", "session_tokens", "sessions");
        List<String> all = new ArrayList<>();
        tables.forEach(table -> all.add("alter table auth." + table + " disable trigger user"));
        all.addAll(List.of(statements));
        tables.forEach(table -> all.add("alter table auth." + table + " enable trigger user"));
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : all) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
