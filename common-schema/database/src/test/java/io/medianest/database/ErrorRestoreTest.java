package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.database.DatabaseMaintenance.Plan;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DatabaseExtension.class)
class ErrorRestoreTest {
    private static final Duration LOCK_TIMEOUT = Duration.ofMillis(500);
    private final YearMonth month = YearMonth.now(ZoneOffset.UTC);
    private final YearMonth later = month.plusMonths(7);
    private final String partition = "error_logs_y%dm%02d".formatted(month.getYear(), month.getMonthValue());

    @TempDir
    private Path archive;

    private TestDatabase database;
    private final List<String> report = new ArrayList<>();

    @BeforeEach
    void createDatabase(TestCluster cluster) {
        database = TestDatabase.create(cluster);
    }

    @Test
    void bringsAMonthBackForSomeTime() throws SQLException {
        insertError("line one\nline \"two\", ä, \\N", null);
        owner("update monitor.error_logs set metadata = '{\"count\": 7, \"page\": \"a,b\"}', stack_trace = ''");
        List<String> before = errors();
        maintain(later);
        assertThat(errors()).isEmpty();

        restore(later, 30);
        assertThat(errors()).isEqualTo(before);
        restore(later, 30);
        assertThat(errors()).isEqualTo(before);
        assertThat(report).contains(month + ": is there already.");

        maintain(later);
        assertThat(errors()).isEqualTo(before);
        maintain(later.plusMonths(2));
        assertThat(errors()).isEmpty();
        restore(later.plusMonths(2), 1);
        assertThat(errors()).isEqualTo(before);
    }

    @Test
    void whoWasPurgedSinceStaysSoAndWhatTheTableGotSinceIsEmpty() throws SQLException {
        UUID purged = database.createUser("purged@example.org");
        UUID there = database.createUser("there@example.org");
        insertError("of somebody who is gone", purged);
        insertError("of somebody who is there", there);
        maintain(later);
        owner("delete from auth.users where id = '" + purged + "'");
        owner("alter table monitor.error_logs add column got_since varchar");

        restore(later, 30);

        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            assertThat(monitor.rows("select error_message, user_id, got_since from error_logs order by 1 desc"))
                    .containsExactly("of somebody who is there|" + there + "|", "of somebody who is gone||");
        }
    }

    @Test
    void attachesAMonthThatAMaintenanceHadTakenOutBeforeItWasCutOff() throws SQLException {
        insertError("kept", null);
        List<String> before = errors();
        owner("alter table monitor.error_logs detach partition monitor." + partition);
        assertThat(errors()).isEmpty();

        restore(later, 30);
        maintain(later);

        assertThat(errors()).isEqualTo(before);
    }

    @Test
    void bringsNothingBackThatIsDamagedOrSomethingElse() throws Exception {
        insertError("kept", null);
        assertThatThrownBy(() -> restore(month.minusMonths(1), later, 30)).hasMessageContaining("There is no archive");
        maintain(later);
        Path file = archive.resolve("monitor." + partition + ".csv.gz");
        byte[] whole = Files.readAllBytes(file);

        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 4;
        Files.write(file, damaged);
        assertThatThrownBy(() -> restore(later, 30)).hasMessageContaining("is damaged");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> restore(later, 30)).hasMessageContaining("is damaged");
        replaceWithAnotherTable(file);
        assertThatThrownBy(() -> restore(later, 30)).hasMessageContaining("is not one of errors");

        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            assertThat(owner.row("select count(*) from pg_class where relname = '" + partition + "'"))
                    .isEqualTo("0");
        }
    }

    private void restore(YearMonth now, int days) {
        restore(month, now, days);
    }

    private void restore(YearMonth which, YearMonth now, int days) {
        new ErrorRestore(database.owner(), inTheMiddleOf(now), LOCK_TIMEOUT, report::add)
                .run(new MonthArchive(archive), which, days);
    }

    private void maintain(YearMonth now) {
        new DatabaseMaintenance(database.owner(), inTheMiddleOf(now), report::add)
                .run(new Plan(6, 24, Optional.of(archive), List.of(), LOCK_TIMEOUT));
    }

    private static Clock inTheMiddleOf(YearMonth now) {
        return Clock.fixed(now.atDay(15).atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    }

    private void insertError(String message, @Nullable UUID user) throws SQLException {
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            monitor.execute("""
                    insert into error_logs (correlation_id, user_id, error_code, error_message, request_path,
                                            request_method)
                    values ('c', ?, 'E', ?, '/x', 'GET')""", user, message);
        }
    }

    private List<String> errors() throws SQLException {
        try (Session monitor = database.connect(LoginRole.MONITOR_SERVICE)) {
            return monitor.rows("select l::text from error_logs l order by id");
        }
    }

    private void owner(String sql) throws SQLException {
        try (Session owner = database.connect(LoginRole.MEDIANEST_OWNER)) {
            owner.execute(sql);
        }
    }

    /** Sound, but of another table. */
    private void replaceWithAnotherTable(Path file) throws Exception {
        byte[] content = "id,password\n1,x\n".getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(content);
        }
        String name = "monitor." + partition + ".csv";
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        Files.writeString(file.resolveSibling(name + ".sha256"), sum + "  " + name + "\n");
    }
}
