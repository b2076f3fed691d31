package io.medianest.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.database.LoginRole;
import io.medianest.persistence.transaction.AuditActor;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.testing.mail.MailServer;
import io.medianest.testing.mail.Mailbox;
import io.medianest.testing.stores.TestStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MailDeliveryTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Mails mails;
    private final Transactions transactions;
    private final MeterRegistry metrics;

    MailDeliveryTest(Mails mails, Transactions transactions, MeterRegistry metrics) {
        this.mails = mails;
        this.transactions = transactions;
        this.metrics = metrics;
    }

    @Test
    void arrivesAsItWasWritten() throws Throwable {
        String to = address("ada-");
        post(new Letter(
                null, to, "Grüße an Ада\r\nBcc: evil@example.org", "Hello,\n\n🦊 https://x.example/#a=b\n", HOUR));

        Mailbox.Arrived mail = Mailbox.of(to).await("Grüße");

        assertThat(mail.subject()).isEqualTo("Grüße an Ада Bcc: evil@example.org");
        assertThat(mail.text().replace("\r", "")).startsWith("Hello,\n\n🦊 https://x.example/#a=b\n");
        assertThat(mail.headers())
                .contains("From: MediaNest <medianest@example.org>", "Auto-Submitted: auto-generated", to)
                .doesNotContainIgnoringCase("\nBcc:");
        Awaitility.await().until(() -> waiting() == 0);
    }

    @Test
    void waitsForAServerThatIsBusy() throws Throwable {
        String to = address(MailServer.BUSY);
        post(new Letter(null, to, "Patience", "Hello.", HOUR));

        Mailbox.of(to).await("Patience");

        assertThat(metrics.get("medianest.auth.mails")
                        .tag("outcome", "postponed")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void givesUpWhatIsRefusedForGoodOrComesTooLate() throws Throwable {
        post(new Letter(null, address(MailServer.NOBODY), "Nobody", "Hello.", HOUR));
        post(new Letter(null, address("late-"), "Late", "Hello.", Duration.ZERO));

        Awaitility.await().until(() -> waiting() == 0);

        assertThat(count("failed")).isPositive();
        assertThat(count("expired")).isPositive();
    }

    @Test
    void whatIsRolledBackIsNotSent() {
        String to = address("never-");
        Letter letter = new Letter(null, to, "Never", "Hello.", HOUR);

        assertThatThrownBy(() -> in(() -> mails.send(letter).invoke(() -> {
                    throw new IllegalStateException("no");
                })))
                .hasMessageContaining("no");

        assertThat(Mailbox.of(to).all()).isEmpty();
        assertThat(waiting()).isZero();
    }

    @Test
    void neitherAddressNorTextStandInTheDatabaseAsTheyAre() throws Throwable {
        String to = address(MailServer.BUSY);
        post(new Letter(null, to, "Sealed", "The token is sesame.", HOUR));

        assertThat(rows("select sealed_letter || correlation_id from auth.mail_outbox"))
                .doesNotContain(to)
                .doesNotContain("sesame");
        Mailbox.of(to).await("Sealed");
    }

    private void post(Letter letter) throws Throwable {
        in(() -> mails.send(letter));
    }

    private void in(Supplier<Uni<Void>> work) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> transactions.write(AuditActor.service("test"), work));
    }

    private double count(String outcome) {
        return metrics.get("medianest.auth.mails")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private static long waiting() {
        return Long.parseLong(rows("select count(*) from auth.mail_outbox"));
    }

    private static String address(String start) {
        return start + UUID.randomUUID() + "@example.org";
    }

    private static String rows(String sql) {
        try (Connection connection = TestStores.connect(LoginRole.MEDIANEST_OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            StringBuilder text = new StringBuilder();
            while (rows.next()) {
                text.append(rows.getString(1));
            }
            return text.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
