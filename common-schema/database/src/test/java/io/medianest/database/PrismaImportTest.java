package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier MediaNest, whose database Prisma kept, leaves to this one. */
@ExtendWith(DatabaseExtension.class)
class PrismaImportTest {
    private static final String EARLIER = "earlier";
    private static final UUID MIA = UUID.fromString("6f1f3c52-8c2e-4c53-9f0e-0a4b0c7f2f11");
    private static final String[] TABLES = {"""
        create table users (id varchar primary key, plex_id varchar unique, plex_username varchar,
          email varchar unique not null, name varchar, role varchar default 'USER', plex_token varchar, image varchar,
          requires_password_change boolean default false, created_at timestamp default now(),
          last_login_at timestamp, status varchar default 'active')""", """
        create table media_requests (id varchar primary key, user_id varchar not null references users(id),
          title varchar not null, media_type varchar not null, tmdb_id varchar, status varchar default 'pending',
          overseerr_id varchar, created_at timestamp default now(), completed_at timestamp)""", """
        create table youtube_downloads (id varchar primary key, user_id varchar not null references users(id),
          playlist_url varchar not null, playlist_title varchar, status varchar default 'queued', file_paths jsonb,
          plex_collection_id varchar, created_at timestamp default now(), completed_at timestamp)""", """
        create table service_config (id serial primary key, service_name varchar unique not null,
          service_url varchar not null, api_key varchar, enabled boolean default true, config_data jsonb,
          updated_at timestamp default now(), updated_by varchar references users(id))""", """
        insert into users (id, plex_id, plex_username, email, name, role, plex_token, created_at) values
          ('6f1f3c52-8c2e-4c53-9f0e-0a4b0c7f2f11', '1000001', 'mia', 'mia@example.org', 'Mia', 'ADMIN',
           'a secret of Plex', '2024-05-06 07:08:09'),
          ('clx0notauuid', null, null, 'Ben@example.org', ' ', null, null, '2024-06-01 00:00:00')""", """
        insert into media_requests (id, user_id, title, media_type, tmdb_id, status, overseerr_id, created_at) values
          ('r1', 'clx0notauuid', 'Arrival', 'movie', '329865', 'pending', null, '2024-06-02 10:00:00'),
          ('r2', 'clx0notauuid', 'Heat', 'movie', '949', 'approved', null, '2024-06-02 11:00:00'),
          ('r3', 'clx0notauuid', 'Dark', 'tv', '70523', 'processing', '17', '2024-06-02 12:00:00'),
          ('r4', 'clx0notauuid', 'Alien', 'movie', '348', 'completed', '18', '2024-06-02 13:00:00'),
          ('r5', 'clx0notauuid', 'Heat', 'movie', '949', 'pending', null, '2024-06-03 11:00:00'),
          ('r6', 'clx0notauuid', 'Lost', 'movie', null, 'failed', null, '2024-06-03 12:00:00')""", """
        insert into youtube_downloads (id, user_id, playlist_url, playlist_title, status, file_paths,
          plex_collection_id) values
          ('d1', 'clx0notauuid', 'https://www.youtube.com/playlist?list=PL0123456789', 'Songs', 'completed',
           '["/a.mp4", "/b.mp4"]', '77'),
          ('d2', 'clx0notauuid', 'https://www.youtube.com/playlist?list=PLabcdefghij', null, 'downloading', null, null)
        """, """
        insert into service_config (service_name, service_url, api_key) values
          ('overseerr', 'http://192.168.1.10:5055', 'a secret of Overseerr'), ('other', 'http://192.168.1.11', null)"""};

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private TestDatabase database;
    private Session operator;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeBoth(TestCluster given) throws SQLException, IOException {
        cluster = given;
        database = TestDatabase.create(cluster);
        operator = database.connect(LoginRole.OPERATOR);
        try (Session superuser = superuser("postgres")) {
            superuser.execute("drop database if exists " + EARLIER);
            superuser.execute("create database " + EARLIER);
        }
        earlier(TABLES);
        Files.writeString(folder.resolve("password"), TestCluster.PASSWORD + "\n");
    }

    @AfterEach
    void close() throws SQLException {
        operator.close();
    }

    @Test
    void peopleRequestsDownloadsAndAddressesComeAlong() throws SQLException {
        assertThat(run()).as(err()).isZero();

        assertThat(out()).isEqualTo("""
                        2 people
                        1 of them with Plex
                        5 requests
                        2 downloads
                        1 addresses of services, whose keys are to be given anew
                        """);
        assertThat(
                        operator.rows(
                                "select email, name, role, status, plex_token, created_at at time zone 'UTC' from users order by email"))
                .containsExactly(
                        "Ben@example.org||USER|active||2024-06-01 00:00:00",
                        "mia@example.org|Mia|ADMIN|active||2024-05-06 07:08:09");
        assertThat(operator.row("select id, plex_id from users where role = 'ADMIN'"))
                .isEqualTo(MIA + "|1000001");
        assertThat(operator.rows(
                        "select title, status, submission_state, overseerr_id, all_seasons, failure_reason, completed_at"
                                + " from media_requests order by created_at"))
                .containsExactly(
                        "Arrival|pending|none||f||",
                        "Heat|approved|queued||f||",
                        "Dark|processing|sent|17|t||",
                        "Alien|completed|none|18|f||",
                        "Lost|failed|none||f|error|");
        assertThat(operator.row("select count(*) from media_request_history where note like 'Brought%'"))
                .isEqualTo("5");
        assertThat(operator.rows("select playlist_id, status, failure_reason, items_total, items_done, plex_state"
                        + " from youtube_downloads order by status"))
                .containsExactly("PL0123456789|completed||2|2|done", "PLabcdefghij|failed|cancelled|0|0|none");
        assertThat(operator.rows("select service_name, enabled, api_key from service_config"))
                .containsExactly("overseerr|f|");
        assertThat(operator.row(
                        "select count(distinct actor_id) || ' ' || min(actor_id) from change_log where table_name"
                                + " = 'users'"))
                .isEqualTo("1 migration");
    }

    @Test
    void whatIsHereAlreadyStaysAsItIs() throws SQLException {
        UUID ben = database.createUser("ben@example.org");
        assertThat(run()).as(err()).isZero();
        assertThat(operator.row("select count(*), count(*) filter (where user_id = ?) from media_requests", ben))
                .isEqualTo("5|5");
        assertThat(operator.row("select name from users where id = ?", ben)).isEqualTo("Somebody");

        out.reset();
        assertThat(run()).as(err()).isZero();
        assertThat(out()).startsWith("0 people\n0 of them with Plex\n0 requests\n0 downloads\n0 addresses");
        assertThat(operator.row("select count(*) from media_request_history")).isEqualTo("5");
    }

    @Test
    void whatSomebodyMustDecideIsListedAndNothingIsBrought() throws SQLException {
        earlier(
                "insert into users (id, email) values ('twice', 'MIA@example.org')",
                "insert into users (id, email, role) values ('odd', 'odd@example.org', 'GOD')",
                "update media_requests set status = 'lost' where id = 'r1'");

        assertThat(run()).isOne();
        assertThat(err())
                .contains("3 things", "users 6f1f3c52-8c2e-4c53-9f0e-0a4b0c7f2f11, twice: the same address")
                .contains("users odd: the role GOD is not known", "media_requests r1: the status lost is not known");
        assertThat(operator.rows("select id from users")).isEmpty();
    }

    private void earlier(String... statements) throws SQLException {
        try (Session superuser = superuser(EARLIER)) {
            for (String statement : statements) {
                superuser.execute(statement);
            }
        }
    }

    private Session superuser(String name) throws SQLException {
        return new Session(cluster.url(name), TestCluster.SUPERUSER, TestCluster.PASSWORD);
    }

    private int run() {
        DatabaseAccess owner = database.owner();
        return MigrationRunner.run(
                Map.of(
                        "MEDIANEST_DB_URL", owner.url(),
                        "MEDIANEST_DB_USER", owner.user(),
                        "MEDIANEST_DB_PASSWORD", owner.password()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "import-prisma",
                "--from",
                cluster.url(EARLIER),
                "--user",
                TestCluster.SUPERUSER,
                "--password-file",
                folder.resolve("password").toString());
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
