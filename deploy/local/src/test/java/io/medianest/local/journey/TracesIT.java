package io.medianest.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.local.journey.TraceCollector.TracedSpan;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One picture of everything that a call causes, and nothing in it that is nobody's business. */
class TracesIT {
    private static final String CALLER = "00f067aa0ba902b7";

    private final RunningStack stack = RunningStack.get();

    @Test
    void aCallIsFollowedThroughTheGatewayTheServiceTheOutboxAndKafkaToTheConsumers() {
        String trace = newTrace();
        String id = stack.newPerson("leaving").get("/auth/me").text("id");
        Portal admin = stack.admin().traced("00-" + trace + "-" + CALLER + "-01");
        assertThat(admin.send("DELETE", "/users/" + id, null, "application/json")
                        .status())
                .isBetween(200, 204);

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Map<String, TracedSpan> spans = stack.traces().trace(trace);
            TracedSpan gateway = find(spans, "gateway", "SERVER", span -> true);
            assertThat(gateway.parent()).isEqualTo(CALLER);
            TracedSpan forwarding = find(spans, "gateway", "CLIENT", span -> true);
            TracedSpan service =
                    find(spans, "auth-service", "SERVER", span -> span.name().contains("/users"));
            TracedSpan sending =
                    find(spans, "auth-service", "PRODUCER", span -> span.name().equals("send medianest.users"));
            assertThat(ancestors(spans, sending)).containsSubsequence(service, forwarding, gateway);
            for (String consumer : List.of("media-service", "youtube-service")) {
                TracedSpan consuming =
                        find(spans, consumer, "CONSUMER", span -> span.name().contains("medianest.users"));
                assertThat(ancestors(spans, consuming)).as(consumer).contains(sending);
                assertThat(spans.values())
                        .as("what %s changed in the database", consumer)
                        .anyMatch(span -> span.service().equals(consumer)
                                && span.attributes().containsKey("db.system")
                                && ancestors(spans, span).contains(consuming));
            }
        });
    }

    @Test
    void whoeverCallsMayDecideThatNothingIsTraced() {
        String untraced = newTrace();
        Portal admin = stack.admin();
        assertThat(admin.traced("00-" + untraced + "-" + CALLER + "-00")
                        .get("/users?limit=1")
                        .status())
                .isEqualTo(200);
        String traced = newTrace();
        assertThat(admin.traced("00-" + traced + "-" + CALLER + "-01")
                        .get("/users?limit=1")
                        .status())
                .isEqualTo(200);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stack.traces().trace(traced)).hasSizeGreaterThan(2));
        assertThat(stack.traces().trace(untraced)).isEmpty();
    }

    @Test
    void noSecretAndNothingThatSomebodySearchedForIsTold() {
        String trace = newTrace();
        Portal person = stack.newPerson("private").traced("00-" + trace + "-" + CALLER + "-01");
        assertThat(person.get("/media/search?query=something-embarrassing").status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stack.traces().trace(trace).values())
                        .anyMatch(span -> span.kind().equals("CLIENT")
                                && span.service().equals("media-service")
                                && span.attributes()
                                        .getOrDefault("url.full", "")
                                        .contains(stack.overseerr().baseUrl())));

        for (TracedSpan span : stack.traces().all()) {
            assertThat(span.events()).isEmpty();
            assertThat(span.toString())
                    .doesNotContain(
                            "something-embarrassing",
                            RunningStack.PASSWORD,
                            person.token(),
                            stack.overseerr().apiKey(),
                            stack.plex().owner().token());
        }
    }

    private static TracedSpan find(
            Map<String, TracedSpan> spans, String service, String kind, Predicate<TracedSpan> which) {
        List<TracedSpan> found = spans.values().stream()
                .filter(span -> span.service().equals(service) && span.kind().equals(kind) && which.test(span))
                .toList();
        assertThat(found).as("%s of %s among %s", kind, service, spans.values()).isNotEmpty();
        return found.getFirst();
    }

    /** What caused a span, the nearest first. */
    private static List<TracedSpan> ancestors(Map<String, TracedSpan> spans, TracedSpan span) {
        return Stream.iterate(spans.get(span.parent()), parent -> parent != null, parent -> spans.get(parent.parent()))
                .toList();
    }

    private static String newTrace() {
        byte[] id = new byte[16];
        ThreadLocalRandom.current().nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
