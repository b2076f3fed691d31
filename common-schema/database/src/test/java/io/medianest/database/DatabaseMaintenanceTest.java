package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.database.DatabaseMaintenance.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DatabaseExtension.class)
class DatabaseMaintenanceTest {
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    private TestDatabase database;
    private final List<String> report = new ArrayList<>();

    @BeforeEach
    void createDatabase(TestCluster cluster) {
        database = TestDatabase.create(cluster);
    }

    @Test
    void makesPartitionsSixMonthsAheadOfWhateverMonthItIs() throws SQLException {
        YearMonth later = YearMonth.now(ZoneOffset.UTC).plusMonths(9);

        maintain(later, keeping(24));

        assertThat(report).contains("monitor.error_logs: 7 partitions made.", "audit.change_log: 7 partitions made.");
        assertThat(lastRun()).isEqualTo("t all done -");
        assertThat(partitions("audit.change_log"))
                .endsWith(named("change_log", later.plusMonths(6)), "change_log_default");
        report.clear();
        maintain(later, keeping(24));
        assertThat(report).contains("monitor.error_logs: 0 partitions made.");
    }

    @Test
    void movesRowsOutOfTheDefaultPartitionIntoTheirMonth() throws SQLException {
        YearMonth later = YearMonth.now(ZoneOffset.UTC).plusMonths(9);
        insertError(later, "early");

        maintain(later, keeping(24));

        assertThat(count("monitor.error_logs_default")).isZero();
        assertThat(count("monitor." + named("error_logs", later))).isEqualTo(1);
    }

    @Test
    void complainsAboutRowsThatNoPartitionTakes() throws SQLException {
        insertError(YearMonth.of(2001, 1), "ancient");

        assertThatThrownBy(() -> maintain(YearMonth.now(ZoneOffset.UTC), keeping(24)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("monitor.error_logs_default holds 1 rows");
    }

    @Test
    void dropsTheAuditTrailAfterTwoYearsAndKeepsErrors() throws SQLException {
        YearMonth first = YearMonth.now(ZoneOffset.UTC);
        insertError(first, "kept");

        maintain(first.plusMonths(24), keeping(24));
        assertThat(partitions("audit.change_log")).contains(named("change_log", first));

        maintain(first.plusMonths(25), keeping(24));
        assertThat(partitions("audit.change_log"))
                .doesNotContain(named("change_log", first))
                .contains(named("change_log", first.plusMonths(1)));
        assertThat(partitions("monitor.service_rollups_hour")).doesNotContain(named("service_rollups_hour", first));
        assertThat(count("monitor.error_logs")).isEqualTo(1);
        assertThat(report).contains("monitor.error_logs: kept, since no archive folder is set.");
    }

    @Test
    void archivesErrorsAfterSixMonthsThenDropsThem() throws Exception {
        YearMonth first = YearMonth.now(ZoneOffset.UTC);
        insertError(first, "line one\nline \"two\", ä");
        insertError(first.plusMonths(1), "younger");
        Path archive = folder.resolve("archive");

        maintain(first.plusMonths(7), archivingTo(archive));

        assertThat(count("monitor.error_logs")).isEqualTo(1);
        assertThat(partitions("monitor.error_logs")).doesNotContain(named("error_logs", first));
        String file = "monitor." + named("error_logs", first) + ".csv";
        assertThat(unpacked(archive.resolve(file + ".gz")))
                .startsWith("id,correlation_id,user_id,error_code,error_message,")
                .contains("\"line one\nline \"\"two\"\", ä\"");
        assertThat(archive.resolve(file + ".sha256")).content().matches("[0-9a-f]{64}  " + file + "\n");
        assertThat(archive).isDirectoryNotContaining(path -> path.toString().endsWith(".partial"));
    }

    @Test
    void finishesWhatAnInterruptedArchivingLeft() throws Exception {
        YearMonth first = YearMonth.now(ZoneOffset.UTC);
        insertError(first, "detached already");
        Path notAFolder = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> maintain(first.plusMonths(7), archivingTo(notAFolder)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot be written");
        assertThat(count("monitor." + named("error_logs", first))).isEqualTo(1);

        Path archive = folder.resolve("archive");
        maintain(first.plusMonths(7), archivingTo(archive));
        assertThat(unpacked(archive.resolve("monitor." + named("error_logs", first) + ".csv.gz")))
                .contains("detached already");
    }

    @Test
    void forgetsCausesThatNobodyHasSeenForLong() throws SQLException {
        YearMonth now = YearMonth.now(ZoneOffset.UTC);
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            monitor.execute("""
                    insert into error_groups (fingerprint, error_code, title, status, last_seen_at)
                    select status || months, 'E', 'x', status, ?::date - months * interval '1 month' - interval '1 day'
                    from (values ('open', 23), ('open', 24), ('resolved', 11), ('resolved', 12), ('ignored', 12))
                         as g(status, months)""", now.atDay(15));
        }

        maintain(now, keeping(24));

        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            assertThat(owner.rows("select fingerprint from monitor.error_groups order by 1"))
                    .containsExactly("open23", "resolved11");
        }
    }

    @Test
    void waitsForALockOnlyAMomentAndDoesTheRest() throws SQLException {
        YearMonth first = YearMonth.now(ZoneOffset.UTC);
        try (Session reader = database.connect(LoginRole.OPERATOR)) {
            reader.connection().setAutoCommit(false);
            reader.rows("select * from change_log limit 1");

            assertThatThrownBy(() -> maintain(first.plusMonths(25), keeping(24)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("Making partitions of audit.change_log")
                    .hasMessageContaining("waited too long for a lock");
        }
        assertThat(lastRun()).contains("waited too long for a lock");
        assertThat(report).contains("monitor.error_logs: 7 partitions made.");
    }

    @Test
    void forgetsOldStatesOfServicesButForTheOneThatLastedThen() throws SQLException {
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            monitor.execute("""
                    insert into service_state_intervals (service_id, started_at, status, cum_down_ms)
                    select s.id, now() - v.days * interval '1 day', v.status, v.down
                    from service_status s
                    join (values ('plex', 900, 'online', 0), ('plex', 800, 'offline', 0), ('plex', 500, 'online', 7),
                                 ('plex', 1, 'offline', 7), ('redis', 600, 'online', 0))
                      as v(service, days, status, down) on v.service = s.service_name""");

            maintain(YearMonth.now(ZoneOffset.UTC), keeping(24));

            assertThat(monitor.rows("""
                    select s.service_name, i.status, i.cum_down_ms
                    from service_state_intervals i join service_status s on s.id = i.service_id
                    order by s.service_name, i.started_at""")).containsExactly("plex|online|7", "plex|offline|7", "redis|online|0");
        }
        assertThat(report).contains("monitor.service_state_intervals: 2 old states removed.");
    }

    @Test
    void rebuildsIndexesOfATableOnRequest() throws SQLException {
        String node = "select relfilenode from pg_class where relname = 'media_requests_user_id_status_idx'";
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            String before = owner.row(node);

            maintain(
                    YearMonth.now(ZoneOffset.UTC),
                    new Plan(6, 24, Optional.empty(), List.of("media.media_requests"), LOCK_TIMEOUT));

            assertThat(owner.row(node)).isNotEqualTo(before);
        }
    }

    @Test
    void thatItCannotBeNotedDoesNotFailIt() throws SQLException {
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            owner.execute("drop table monitor.jobs");
        }

        maintain(YearMonth.now(ZoneOffset.UTC), keeping(24));

        assertThat(report).anyMatch(line -> line.startsWith("This run is not noted"));
    }

    @Test
    void onlyOneRunsAtATime() throws SQLException {
        try (Session other = database.connect(LoginRole.MEDIANEST_OWNER)) {
            other.rows("select pg_advisory_lock(hashtext('medianest.maintain'))");

            maintain(YearMonth.now(ZoneOffset.UTC).plusMonths(9), keeping(24));
        }
        assertThat(report).containsExactly("Another maintenance is running; nothing was done.");
    }

    private static Plan keeping(int auditMonths) {
        return new Plan(6, auditMonths, Optional.empty(), List.of(), LOCK_TIMEOUT);
    }

    private static Plan archivingTo(Path archive) {
        return new Plan(6, 24, Optional.of(archive), List.of(), LOCK_TIMEOUT);
    }

    private void maintain(YearMonth month, Plan plan) {
        Clock clock = Clock.fixed(month.atDay(15).atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        new DatabaseMaintenance(database.owner(), clock, report::add).run(plan);
    }

    /** As whoever looks at the suite's recurring work is told. */
    private String lastRun() throws SQLException {
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            return monitor.row("select concat_ws(' ', last_success_at >= last_started_at, last_outcome,"
                    + " coalesce(last_error, '-')) from jobs where name = 'maintain'");
        }
    }

    private void insertError(YearMonth month, String message) throws SQLException {
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            monitor.execute("""
                    insert into error_logs (correlation_id, error_code, error_message, request_path, request_method,
                                            created_at)
                    values ('c', 'E', ?, '/x', 'GET', ?::date + interval '14 days')""", message, LocalDate.of(month.getYear(), month.getMonthValue(), 1));
        }
    }

    private List<String> partitions(String table) throws SQLException {
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            return owner.rows("""
                    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                     where i.inhparent = ?::regclass order by c.relname like '%default', c.relname""", table);
        }
    }

    private long count(String table) throws SQLException {
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            return Long.parseLong(owner.row("select count(*) from " + table));
        }
    }

    private static String named(String table, YearMonth month) {
        return "%s_y%dm%02d".formatted(table, month.getYear(), month.getMonthValue());
    }

    private static String unpacked(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
