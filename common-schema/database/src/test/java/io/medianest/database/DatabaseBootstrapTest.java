package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatabaseExtension.class)
class DatabaseBootstrapTest {
    private TestCluster cluster;

    @BeforeEach
    void use(TestCluster given) {
        cluster = given;
    }

    @Test
    void makesADatabaseInUtf8ThatTheOwnerOwns() throws SQLException {
        TestDatabase database = TestDatabase.createEmpty(cluster);
        try (Session superuser = database.superuser()) {
            assertThat(superuser.row("""
                            select pg_encoding_to_char(encoding), pg_get_userbyid(datdba) from pg_database
                             where datname = ?""", database.name())).isEqualTo("UTF8|medianest_owner");
            assertThat(superuser.row("select lower('ÄÖ'), 'B' < 'a'")).isEqualTo("äö|t");
        }
    }

    @Test
    void givesEveryLoginRoleItsGroupAndNothingMore() throws SQLException {
        TestDatabase database = TestDatabase.createEmpty(cluster);
        try (Session superuser = database.superuser()) {
            assertThat(superuser.rows("""
                            select r.rolname, r.rolcanlogin, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls,
                                   coalesce((select string_agg(g.rolname, ',') from pg_auth_members m
                                               join pg_roles g on g.oid = m.roleid where m.member = r.oid), '-')
                              from pg_roles r
                             where r.rolname ~ '(_service|^gateway|^operator|^medianest_)' order by 1"""))
                    .containsExactly(
                            "auth_service|t|f|f|f|f|medianest_auth",
                            "gateway|t|f|f|f|f|medianest_gateway",
                            "media_service|t|f|f|f|f|medianest_media",
                            "medianest_auth|f|f|f|f|f|-",
                            "medianest_gateway|f|f|f|f|f|-",
                            "medianest_media|f|f|f|f|f|-",
                            "medianest_monitor|f|f|f|f|f|-",
                            "medianest_operator|f|f|f|f|f|-",
                            "medianest_owner|t|f|t|f|f|-",
                            "medianest_youtube|f|f|f|f|f|-",
                            "monitor_service|t|f|f|f|f|medianest_monitor",
                            "operator|t|f|f|f|f|medianest_operator",
                            "youtube_service|t|f|f|f|f|medianest_youtube");
        }
    }

    @Test
    void storesOnlyScramVerifiers() throws SQLException {
        TestDatabase database = TestDatabase.createEmpty(cluster);
        try (Session superuser = database.superuser()) {
            assertThat(superuser.rows(
                            "select rolname from pg_authid where rolcanlogin and rolpassword not like 'SCRAM-%'"))
                    .isEmpty();
        }
    }

    @Test
    void runAgainItChangesPasswordsOnly() throws SQLException {
        TestDatabase database = TestDatabase.create(cluster);
        Map<LoginRole, String> changed = new EnumMap<>(TestDatabase.passwords());
        changed.put(LoginRole.OPERATOR, "another-password-of-operator");

        bootstrap(database.name(), changed);

        try (Session operator = new Session(database.url(), "operator", "another-password-of-operator")) {
            assertThat(operator.row("show search_path")).isEqualTo("auth, media, youtube, monitor, audit, public");
        } finally {
            bootstrap(database.name(), TestDatabase.passwords());
        }
    }

    @Test
    void manyAtOnceWaitForEachOther() throws Exception {
        try (ExecutorService starters = Executors.newFixedThreadPool(4)) {
            List<Future<DatabaseMigration.Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = i % 2 == 0 ? "raced_a" : "raced_b";
                outcomes.add(starters.submit(() -> {
                    bootstrap(name, TestDatabase.passwords());
                    return DatabaseMigration.migrate(
                            cluster.url(name),
                            LoginRole.MEDIANEST_OWNER.roleName(),
                            TestDatabase.passwords().get(LoginRole.MEDIANEST_OWNER));
                }));
            }
            // Two that migrate one database may share the work; together they do each migration once.
            int[] applied = {0, 0};
            for (int i = 0; i < 4; i++) {
                DatabaseMigration.Outcome outcome = outcomes.get(i).get();
                assertThat(outcome.version()).isNotEqualTo("none");
                applied[i % 2] += outcome.applied();
            }
            assertThat(applied[0]).isPositive().isEqualTo(applied[1]);
        }
    }

    @Test
    void refusesADatabaseInAnotherEncoding() throws SQLException {
        try (Session superuser = new Session(cluster.url("postgres"), TestCluster.SUPERUSER, TestCluster.PASSWORD)) {
            superuser.execute("create database latin template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'"
                    + (superuser.row("show server_version").startsWith("15") ? "" : " locale_provider libc"));
        }

        assertThatThrownBy(() -> bootstrap("latin", TestDatabase.passwords()))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("The database latin is there already, but in LATIN1; MediaNest needs UTF-8.");
    }

    @Test
    void refusesADatabaseOfSomebodyElse() {
        assertThatThrownBy(() -> bootstrap("postgres", TestDatabase.passwords()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("postgres owns it; run: alter database postgres owner to medianest_owner");
    }

    @Test
    void refusesWeakPasswordsAndStrangeNamesBeforeItConnects() {
        Map<LoginRole, String> weak = new EnumMap<>(TestDatabase.passwords());
        weak.put(LoginRole.GATEWAY, "short");

        assertThatThrownBy(() -> bootstrap("medianest", weak))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("The password of gateway is missing or shorter than 12 characters.");
        assertThatThrownBy(() -> bootstrap("x; drop database y", TestDatabase.passwords()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("small letters, digits and underscores");
    }

    private void bootstrap(String database, Map<LoginRole, String> passwords) {
        DatabaseBootstrap.bootstrap(
                cluster.url("postgres"), TestCluster.SUPERUSER, TestCluster.PASSWORD, database, passwords);
    }
}
