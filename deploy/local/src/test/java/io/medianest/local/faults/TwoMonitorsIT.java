package io.medianest.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.medianest.local.stack.Member;
import io.medianest.local.stack.MortalStack;
import io.medianest.local.stack.MortalStack.Circumstances;
import io.medianest.simulators.control.Fault;
import io.medianest.simulators.control.LoggedRequest;
import io.medianest.simulators.control.SimulatorServer;
import io.medianest.simulators.overseerr.OverseerrSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * Two instances of monitor-service look at each service once an interval; when one is killed in the middle of looking, the
 * other one soon looks at its share, and nothing counts as down. The log of what is watched tells. When it is down,
 * somebody is told of each outage once, whichever instance saw it.
 */
@Tag("full")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoMonitorsIT {
    private static final int SERVICES = 20;
    private static final int LOOKS = 5;
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    /** So that at any time somebody looks at something. */
    private static final Duration ANSWER_TAKES = Duration.ofMillis(800);
    /** Turns are moved by a tenth, and a look begins within a second of its turn. */
    private static final Duration SHORTEST =
            INTERVAL.multipliedBy(9).dividedBy(10).minus(Duration.ofSeconds(1));

    private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(15);
    private static final String PATH = "/api/v1/settings/public";

    private static MortalStack stack;
    private static Household household;
    private static OverseerrSimulator watched;

    @BeforeAll
    static void start() {
        watched = OverseerrSimulator.start(0);
        stack = MortalStack.start(Circumstances.usual(Settings.FOR_TESTS));
        household = Household.moveInto(stack, 0);
        stack.startAnother(Member.MONITOR_SERVICE);
        watched.server().faults().add(Fault.latency(ANSWER_TAKES));
        IntStream.rangeClosed(1, SERVICES)
                .forEach(i -> household
                        .admin()
                        .send("PUT", "/api/v1/service-configs/watched-" + i, """
                        {"serviceUrl":"%s%s?service=%d","enabled":true,
                         "configData":{"kind":"http","intervalSeconds":%d}}
                        """.formatted(
                                        watched.baseUrl(), PATH, i, INTERVAL.toSeconds()))
                        .expect(200));
    }

    @AfterAll
    static void stop() {
        if (household != null) {
            household.overseerr().close();
        }
        if (stack != null) {
            stack.close();
        }
        watched.close();
    }

    @Test
    @Order(1)
    void eachServiceIsLookedAtOnceAndNobodyMissesTheOneThatIsKilled() {
        awaitLooks(Instant.EPOCH, 2);
        watched.log().clear();
        awaitLooks(Instant.EPOCH, LOOKS);
        assertThat(pauses()).allSatisfy(pause -> assertThat(pause).isGreaterThan(SHORTEST));

        Instant killed = Instant.now();
        stack.kill(List.of(Member.MONITOR_SERVICE));
        awaitLooks(killed, 3);

        Duration longest = pauses().stream().max(Duration::compareTo).orElseThrow();
        System.out.printf(
                "FAULT one of two monitor-services killed: the longest pause was %d ms%n", longest.toMillis());
        assertThat(longest).isLessThan(TAKEN_OVER_WITHIN.plus(INTERVAL));
        assertThat(stack.query("""
                        select distinct i.status from monitor.service_state_intervals i
                        join monitor.service_status s on s.id = i.service_id where s.service_name like 'watched-%'""")).containsExactly(List.of("online"));
        assertThat(stack.query("""
                        select i.cause from monitor.incidents i
                        join monitor.service_status s on s.id = i.service_id where s.service_name like 'watched-%'""")).isEmpty();
    }

    @Test
    @Order(2)
    void anOutageIsToldOnceAndItsEndOnce() throws IOException {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        if (!stack.isRunning(Member.MONITOR_SERVICE)) {
            stack.startAgain(List.of(Member.MONITOR_SERVICE));
        }
        household
                .admin()
                .post("/api/v1/alert-channels", """
                        {"name":"Hook","kind":"webhook","enabled":true,"offlineOnly":true,
                         "destination":{"url":"http://127.0.0.1:%d/"}}
                        """.formatted(
                                receiver.getAddress().getPort()))
                .expect(201);
        try {
            watched.server().goDown(SimulatorServer.Down.REFUSING);
            awaitTold(told, "\"down\"");
            watched.server().comeBack();
            awaitTold(told, "\"up\"");
            assertThat(told).hasSize(2 * SERVICES).doesNotHaveDuplicates();
        } finally {
            receiver.stop(0);
        }
    }

    private static void awaitTold(Collection<String> told, String event) {
        await("everybody's " + event)
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(told.stream().filter(text -> text.contains(event)))
                        .hasSize(SERVICES));
    }

    private static void awaitLooks(Instant since, int count) {
        await("%d looks at each".formatted(count))
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(looks())
                        .hasSize(SERVICES)
                        .allSatisfy(
                                (service, times) -> assertThat(times.stream().filter(since::isBefore))
                                        .hasSizeGreaterThanOrEqualTo(count)));
    }

    private static Map<String, List<Instant>> looks() {
        return watched.log().matching("GET", PATH).stream()
                .collect(Collectors.groupingBy(
                        request -> String.valueOf(request.query()),
                        Collectors.mapping(LoggedRequest::at, Collectors.toList())));
    }

    private static List<Duration> pauses() {
        List<Duration> pauses = new ArrayList<>();
        looks().values().forEach(times -> {
            for (int i = 1; i < times.size(); i++) {
                pauses.add(Duration.between(times.get(i - 1), times.get(i)));
            }
        });
        return pauses;
    }
}
