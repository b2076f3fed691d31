package io.medianest.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.events.Topics;
import io.medianest.local.stack.Member;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever fails, in whichever service, is among the errors that an ADMIN reads; what is lost on the way is counted. */
@Tag("full")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ErrorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern DROPPED = Pattern.compile("(?m)^medianest_errors_dropped_total(?:\\{[^}]*})? (\\S+)$");
    private static final Map<String, String> CALLS = Map.of(
            "/api/v1/auth/me", "auth-service /auth/me 503",
            "/api/v1/media-requests", "media-service /media-requests 503",
            "/api/v1/youtube-downloads", "youtube-service /youtube-downloads 503",
            "/api/v1/services", "monitor-service /services 503");

    private static MortalStack stack;
    private static Household household;

    @BeforeAll
    static void start() {
        stack = MortalStack.start(Circumstances.usual(Settings.FOR_TESTS));
        household = Household.moveInto(stack, 0);
    }

    @AfterAll
    static void stop() {
        if (household != null) {
            household.overseerr().close();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void anEventThatNobodyUnderstandsIsToldByEachWhoReadsIt() {
        try (var producer = new KafkaProducer<String, String>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            assertThat(producer.send(new ProducerRecord<>(Topics.USERS.name(), "nobody", "no event; password=CANARY")))
                    .succeedsWithin(PATIENCE);
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                stack.query("select distinct service from monitor.error_logs where error_code ="
                                        + " 'EVENT_NOT_HANDLED' and route = '" + Topics.USERS.name() + "' order by 1"))
                        .containsExactly(List.of("media-service"), List.of("youtube-service")));
        assertThat(stack.query("select 1 from monitor.error_logs l where l::text like '%CANARY%'"))
                .isEmpty();
    }

    @Test
    void callsAndWorkThatTheDatabaseFailedAreToldWhenItIsBack() {
        Visitor admin = household.admin();
        stack.stop(Member.POSTGRES);
        Map<String, String> expected = new LinkedHashMap<>();
        CALLS.forEach((path, row) -> {
            String id = admin.get(path).expect(503).text("correlationId");
            assertThat(id).isNotEmpty();
            expected.put(id, row);
        });
        stack.startAgain(EnumSet.of(Member.POSTGRES));

        await().atMost(PATIENCE)
                .untilAsserted(() -> expected.forEach((id, row) -> assertThat(
                                stack.query("select concat_ws(' ', service, route, status_code) from monitor.error_logs"
                                        + " where correlation_id = '" + id + "'"))
                        .containsExactly(List.of(row))));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.query("select distinct service from monitor.error_logs"
                                + " where error_code = 'JOB_FAILED' and route is not null order by 1"))
                        .contains(
                                List.of("auth-service"),
                                List.of("media-service"),
                                List.of("monitor-service"),
                                List.of("youtube-service")));
    }

    @Test
    void whatKafkaDoesNotTakeIsCountedAndTheNextArrives() {
        double before = dropped();
        stack.stop(Member.KAFKA);
        stack.kill(List.of(Member.AUTH_SERVICE));
        assertThat(household.nobody().get("/api/v1/auth/jwks.json").status()).isGreaterThanOrEqualTo(500);
        await().atMost(PATIENCE).until(() -> dropped() > before);
        assertThat(household.nobody().get("/healthz").status()).isEqualTo(200);

        stack.startAgain(EnumSet.of(Member.KAFKA));
        List<String> refused = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            String id =
                    household.nobody().get("/api/v1/auth/jwks.json").expect(503).text("correlationId");
            refused.add(id);
            return !stack.query("select 1 from monitor.error_logs where service = 'gateway' and status_code = 503"
                            + " and correlation_id in ('" + String.join("','", refused) + "')")
                    .isEmpty();
        });
        stack.startAgain(EnumSet.of(Member.AUTH_SERVICE));
        household.awaitRecovery();
    }

    private static double dropped() {
        HttpRequest request = HttpRequest.newBuilder(
                        stack.readiness(Member.GATEWAY).resolve("/q/metrics"))
                .timeout(PATIENCE)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            Matcher line =
                    DROPPED.matcher(http.send(request, BodyHandlers.ofString()).body());
            assertThat(line.find()).isTrue();
            return Double.parseDouble(line.group(1));
        } catch (IOException e) {
            throw new AssertionError("The gateway shows no metrics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
