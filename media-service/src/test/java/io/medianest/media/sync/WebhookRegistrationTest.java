package io.medianest.media.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.database.MigrationRunner;
import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.Sql;
import io.medianest.testing.stores.TestStores;
import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The runner's mode {@code webhook}, against a simulated Overseerr and this service. */
@MediaTest
class WebhookRegistrationTest {
    @RegisterExtension
    static final Household household = new Household();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void oneCommandHasOverseerrTell() {
        assertThat(run("overseerr", "--url", here())).as(printed()).isZero();
        assertThat(printed()).contains("tells " + here() + "/api/v1/webhooks/overseerr from now on", "test arrived");
        assertThat(run("overseerr", "--url", here() + "/")).isZero();
        assertThat(printed()).contains("already; nothing is changed");
        assertThat(Sql.value("select config_data ->> 'webhookRegistered' from monitor.service_config"
                        + " where service_name = 'overseerr'"))
                .isEqualTo("true");

        Member anna = household.member(Role.USER);
        String id = household.film(anna, 603);
        household.stranger(Role.MODERATOR).api().post("/media-requests/{id}/approve", id);
        household.awaitStatus(anna, id, "processing");
        household.quietOverseerr().library().addMovie(603);
        household.awaitStatus(anna, id, "completed");
        assertThat(household.quietOverseerr().webhooks().deliveries()).anySatisfy(delivery -> {
            assertThat(delivery.status()).isEqualTo(204);
            assertThat(String.valueOf(delivery.payload()))
                    .contains("MEDIA_AVAILABLE")
                    .doesNotContain(anna.email());
        });
    }

    @Test
    void anAddressThatOverseerrCannotReachIsWarnedOf() {
        assertThat(run("overseerr", "--url", "http://127.0.0.1:1")).isZero();
        assertThat(printed()).contains("Warning: its test did not arrive");
    }

    @Test
    void whatIsInTheWayIsNamed() {
        assertFails("Set --url", "overseerr");
        assertFails("--url must look like", "overseerr", "--url", "ftp://x");
        assertFails("Only overseerr", "plex", "--url", here());
        household.overseerr().options(household.overseerr().options().withCsrfProtection(true));
        assertFails("CSRF protection is on", "overseerr", "--url", here());
        household.connect(household.quietOverseerr().baseUrl(), "wrong");
        assertFails("refuses the API key", "overseerr", "--url", here());
        household.connect("http://127.0.0.1:1", "key");
        assertFails("cannot be reached at http://127.0.0.1:1", "overseerr", "--url", here());
        Sql.run("delete from monitor.service_config where service_name = 'overseerr'");
        assertFails("not connected yet", "overseerr", "--url", here());
    }

    private static String here() {
        return "http://127.0.0.1:" + RestAssured.port;
    }

    private void assertFails(String sentence, String... arguments) {
        printed.reset();
        assertThat(run(arguments)).as(printed()).isEqualTo(1);
        assertThat(printed()).contains(sentence).doesNotContain("simulated-overseerr-api-key");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "webhook";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return MigrationRunner.run(
                Map.of(
                        "MEDIANEST_DB_URL", TestStores.jdbcUrl(),
                        "MEDIANEST_DB_USER", "medianest_owner",
                        "MEDIANEST_DB_PASSWORD", TestStores.password(),
                        "MEDIANEST_SECRETS_CONNECTIONS_KEYSET_FILE",
                                configured("medianest.secrets.connections-keyset-file"),
                        "MEDIANEST_WEBHOOK_SECRET_FILE", configured("medianest.webhook-secret-file")),
                out,
                out,
                all);
    }

    private static String configured(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
