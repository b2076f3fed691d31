package io.medianest.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.KeysetFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The change of an encryption key, from the command that adds one to the removal of the old one. */
@ExtendWith(DatabaseExtension.class)
class ReencryptionTest {
    private static final int USERS = 1_203;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private TestDatabase database;
    private Session owner;
    private Path file;
    private long oldKey;
    private FieldCipher old;

    @BeforeEach
    void prepare(TestDatabase given) throws SQLException, IOException {
        database = given;
        owner = database.connect(LoginRole.MEDIANEST_OWNER);
        owner.execute("delete from auth.users");
        owner.execute("delete from auth.signing_keys");
        owner.execute("delete from auth.idempotency_keys");
        owner.execute("delete from auth.password_reset_requests");
        owner.execute("delete from monitor.service_config");
        file = folder.resolve("keyset.json");
        assertRuns("keyset", "create", file.toString());
        oldKey = new KeysetFile(file).keys().getFirst().id();
        // A copy: what stands in the file itself is read again when it changes.
        old = FieldCipher.fromKeysetFile(Files.copy(file, folder.resolve("old.json")));
    }

    @AfterEach
    void close() throws SQLException {
        owner.close();
    }

    @Test
    void everyColumnIsEncryptedAnewAndTheOldKeyCanGo() throws SQLException {
        fillAuth();
        String added = promoteNewKey();

        assertRuns("reencrypt", "auth");

        assertThat(out()).contains("10 values encrypted anew; all are under the primary key");
        assertRuns("keyset", "remove", file.toString(), Long.toString(oldKey));
        assertThat(out()).isEqualTo(added + " primary\n");
        FieldCipher now = FieldCipher.fromKeysetFile(file);
        assertThat(decrypted(now))
                .hasSize(10)
                .allSatisfy((place, plain) -> assertThat(plain).isEqualTo("secret of " + place));
        assertThat(owner.rows(
                        "select actor_id from audit.change_log where table_name = 'accounts' order by id desc limit 1"))
                .containsExactly("service:medianest-database");
        assertRuns("reencrypt", "auth");
        assertThat(out()).startsWith("0 values encrypted anew");
    }

    @Test
    void theKeysetOfConnectionsIsAnotherOne() throws SQLException {
        String place = "service_config.api_key:plex";
        owner.execute(
                "insert into monitor.service_config (service_name, service_url, api_key) values ('plex', 'http://p', ?)",
                old.encrypt("key", place));
        fillAuth();
        promoteNewKey();

        assertRuns("reencrypt", "connections");

        assertThat(out()).contains("monitor.service_config.api_key: 1 encrypted anew, 0 left");
        FieldCipher now = FieldCipher.fromKeysetFile(file);
        assertThat(now.decrypt(owner.row("select api_key from monitor.service_config"), place))
                .isEqualTo("key");
        assertThat(owner.row("select private_key from auth.signing_keys")).startsWith(old.primaryPrefix());
    }

    @Test
    @Tag("full")
    void servicesWriteMeanwhileWithEitherKey() throws Exception {
        fillUsers();
        promoteNewKey();
        FieldCipher now = FieldCipher.fromKeysetFile(file);
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch writing = new CountDownLatch(2);
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            Future<Integer> withNew = writers.submit(() -> writeUntil(done, now, 0, writing));
            Future<Integer> withOld = writers.submit(() -> writeUntil(done, old, 1, writing));
            writing.await();
            int first = run("reencrypt", "auth");
            done.set(true);
            assertThat(withNew.get() + withOld.get()).isPositive();
            assertThat(first).as(err()).isIn(0, 1);
        }

        assertRuns("reencrypt", "auth");

        assertThat(owner.rows("select id, sealed_email from auth.users"))
                .hasSize(USERS)
                .allSatisfy(row -> {
                    String[] parts = row.split("\\|", 2);
                    assertThat(parts[1]).startsWith(now.primaryPrefix());
                    assertThat(now.decrypt(parts[1], "users.sealed_email:" + parts[0]))
                            .contains(parts[0]);
                });
    }

    @Test
    void aRunThatWasCutShortIsContinuedAndWhatIsHeldIsWaitedFor() throws Exception {
        fillUsers();
        promoteNewKey();
        FieldCipher now = FieldCipher.fromKeysetFile(file);
        String some = owner.row("select id from auth.users order by id offset 600 limit 1");
        try (Session service = database.connect(LoginRole.AUTH_SERVICE);
                ExecutorService runner = Executors.newSingleThreadExecutor()) {
            service.connection().setAutoCommit(false);
            service.execute("select id from users where id = ?::uuid for update", some);
            Future<Integer> run = runner.submit(() -> run("reencrypt", "auth"));
            // All but the one that is held, in committed batches, although the run has not ended.
            awaitLeft(now, 1);
            service.execute(
                    "update users set sealed_email = ? where id = ?::uuid",
                    old.encrypt(some + " as changed meanwhile", "users.sealed_email:" + some),
                    some);
            service.connection().commit();
            assertThat(run.get()).as(err()).isZero();
        }

        String sealed = owner.row("select sealed_email from auth.users where id = ?::uuid", some);
        assertThat(now.decrypt(sealed, "users.sealed_email:" + some)).endsWith("as changed meanwhile");
    }

    @Test
    void whatTheKeysetCannotReadKeepsTheRunFromSayingThatAllIsDone() throws SQLException {
        Path other = folder.resolve("other.json");
        KeysetFile.create(other);
        String id = database.createUser("a@example.org").toString();
        owner.execute(
                "update auth.users set plex_token = ?",
                FieldCipher.fromKeysetFile(other).encrypt("t", "p"));
        promoteNewKey();

        assertThat(run("reencrypt", "auth")).isOne();

        assertThat(out()).contains("users.plex_token:" + id);
        assertThat(err()).contains("1 values are still under another key").contains("keep the old key");
    }

    @Test
    void saysWhichStepOrSettingIsWrong() {
        assertThat(run("keyset", "remove", file.toString(), Long.toString(oldKey)))
                .isOne();
        assertThat(err()).contains("is the primary one");
        assertThat(run("keyset", "melt", file.toString())).isOne();
        assertThat(err()).contains("does not know \"melt\"");
        assertThat(run("reencrypt", "everything")).isOne();
        assertThat(err()).contains("does not know \"everything\"");
        assertThat(run("signing-keys", "rotate")).isOne();
        assertThat(err()).contains("There is no signing key yet");
        Path peppers = folder.resolve("pepper");
        assertRuns("pepper", "create", peppers.toString());
        assertRuns("pepper", "add", peppers.toString());
        assertThat(out()).contains("the pepper v2; promote it");
        assertThat(run("pepper", "keep-newest", peppers.toString())).isOne();
        assertRuns("pepper", "promote", peppers.toString());
        assertRuns("pepper", "keep-newest", peppers.toString());
        assertThat(run("pepper", "create", peppers.toString())).isOne();
    }

    private void fillAuth() throws SQLException {
        String user = database.createUser("b@example.org").toString();
        owner.execute(
                "update auth.users set plex_token = ?, sealed_email = ?, status = 'deleted' where id = ?::uuid",
                seal("users.plex_token:" + user),
                seal("users.sealed_email:" + user),
                user);
        String account = owner.row(
                "insert into auth.accounts (user_id, type, provider, provider_account_id)"
                        + " values (?::uuid, 'oauth', 'plex', '1') returning id",
                user);
        owner.execute(
                "update auth.accounts set refresh_token = ?, access_token = ?, id_token = ?",
                seal("accounts.refresh_token:" + account),
                seal("accounts.access_token:" + account),
                seal("accounts.id_token:" + account));
        owner.execute(
                "insert into auth.signing_keys (kid, public_jwk, private_key, state) values ('k', '{}', ?, 'current')",
                seal("signing_keys.private_key:k"));
        String mail = owner.row(
                "insert into auth.mail_outbox (id, user_id, sealed_letter, expires_at, correlation_id)"
                        + " values (gen_random_uuid(), ?::uuid, '', now(), 'c') returning id",
                user);
        owner.execute("update auth.mail_outbox set sealed_letter = ?", seal("mail_outbox.sealed_letter:" + mail));
        String request = owner.row("insert into auth.password_reset_requests (id, sealed_email, correlation_id)"
                + " values (gen_random_uuid(), '', 'c') returning id");
        owner.execute(
                "update auth.password_reset_requests set sealed_email = ?",
                seal("password_reset_requests.sealed_email:" + request));
        owner.execute(
                "insert into auth.second_factors (user_id, sealed_secret) values (?::uuid, ?)",
                user,
                seal("second_factors.sealed_secret:" + user));
        owner.execute(
                "insert into auth.idempotency_keys (user_id, key, request_hash, response) values"
                        + " (?::uuid, 'a b', '', to_jsonb(?::text)), (?::uuid, 'plain', '', '{\"id\":1}')",
                user,
                seal("idempotency_keys.response:" + user + "/a b"),
                user);
    }

    private Map<String, String> decrypted(FieldCipher cipher) throws SQLException {
        return Stream.of(EncryptedColumn.ofAuth())
                .flatMap(List::stream)
                .flatMap(column -> rows(column).stream().map(row -> {
                    String[] parts = row.split("\\|", 2);
                    return Map.entry(column.table() + "." + column.column() + ":" + parts[0], parts[1]);
                }))
                .collect(
                        Collectors.toMap(Map.Entry::getKey, entry -> cipher.decrypt(entry.getValue(), entry.getKey())));
    }

    private List<String> rows(EncryptedColumn column) {
        try {
            return owner.rows("select %s, %s from %s.%s where %s"
                    .formatted(
                            column.row(),
                            column.value(),
                            column.schema(),
                            column.table(),
                            column.underAnotherKey().replace("?", "'none'")));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String seal(String place) {
        return old.encrypt("secret of " + place, place);
    }

    private void fillUsers() throws SQLException {
        owner.execute(
                "insert into auth.users (email, status) select n || '@example.org', 'deleted' from generate_series(1, ?) n",
                USERS);
        for (String id : owner.rows("select id from auth.users")) {
            owner.execute(
                    "update auth.users set sealed_email = ? where id = ?::uuid",
                    old.encrypt(id, "users.sealed_email:" + id),
                    id);
        }
    }

    private String promoteNewKey() {
        assertRuns("keyset", "add", file.toString());
        String added = Long.toString(new KeysetFile(file).keys().getLast().id());
        assertRuns("keyset", "promote", file.toString(), added);
        assertThat(out()).isEqualTo("%d%n%s primary%n".formatted(oldKey, added));
        return added;
    }

    /** Changes users one after the other, as services do, each in a transaction that holds its row. */
    private int writeUntil(AtomicBoolean done, FieldCipher cipher, int parity, CountDownLatch writing)
            throws SQLException {
        int written = 0;
        try (Session service = database.connect(LoginRole.AUTH_SERVICE)) {
            List<String> ids = service.rows("select id from users order by id desc");
            service.connection().setAutoCommit(false);
            while (!done.get()) {
                String id = ids.get((written * 2 + parity) % ids.size());
                service.execute("select id from users where id = ?::uuid for update", id);
                service.execute(
                        "update users set sealed_email = ? where id = ?::uuid",
                        cipher.encrypt(id + " " + written, "users.sealed_email:" + id),
                        id);
                service.connection().commit();
                written++;
                writing.countDown();
            }
        }
        return written;
    }

    private void awaitLeft(FieldCipher now, int count) throws SQLException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!owner.row("select count(*) from auth.users where left(sealed_email, 6) <> ?", now.primaryPrefix())
                .equals(Integer.toString(count))) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void assertRuns(String... arguments) {
        assertThat(run(arguments)).as(err()).isZero();
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Map<String, String> environment = Map.of(
                "MEDIANEST_DB_URL", database.url(),
                "MEDIANEST_DB_USER", "medianest_owner",
                "MEDIANEST_DB_PASSWORD", TestDatabase.passwords().get(LoginRole.MEDIANEST_OWNER),
                "MEDIANEST_SECRETS_AUTH_KEYSET_FILE", file.toString(),
                "MEDIANEST_SECRETS_CONNECTIONS_KEYSET_FILE", file.toString());
        return MigrationRunner.run(
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
