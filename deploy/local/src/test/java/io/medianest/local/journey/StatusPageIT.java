package io.medianest.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public status page through the gateway, in a browser: each test is a step. */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatusPageIT {
    private static final double WCAG_AA = 4.5;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String[] NAMES = {"Films and series", "Asking for films", "Internet"};

    private static RunningStack stack;
    private static WebBrowser browser;

    @BeforeAll
    static void start() {
        browser = WebBrowser.start()
                .orElseGet(() -> Assumptions.abort("there is no Chromium with its driver: the page is not looked at"));
        stack = RunningStack.get();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @Order(1)
    void nothingIsPublicBeforeAnAdminSaysSo() throws IOException, InterruptedException {
        HttpResponse<String> page = get("/status");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("public, max-age=10");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action"
                        + " 'none'");
        assertThat(page.headers().firstValue("RateLimit-Policy")).isPresent();
        assertThat(page.body()).doesNotContain("<script", "style=");
        browser.open(stack.page("/status"), 320);
        assertThat(browser.text()).contains("No service is shown here yet: none has been marked as public.");
        assertThat(stack.portal().get("/status-page").body().path("services")).isEmpty();
        assertThat(stack.newPerson("nosy")
                        .send("PUT", "/service-configs/plex", "{}", "application/json")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Order(2)
    void anAdminShowsServicesUnderTheirNames() {
        for (int i = 0; i < NAMES.length; i++) {
            show("shown-" + i, "{\"kind\":\"tcp\",\"public\":true,\"displayName\":\"" + NAMES[i] + "\"}");
            pretend("shown-" + i, 3 * i);
        }
        show("hidden", "{\"kind\":\"tcp\"}");
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        Portal.Answer announced =
                stack.admin().post("/maintenance-windows", """
                {"serviceName":"shown-0","title":"A bigger disk","startsAt":"%s","endsAt":"%s"}
                """.formatted(tomorrow, tomorrow.plus(Duration.ofHours(2))));
        assertThat(announced.status()).as("%s", announced).isEqualTo(201);
        // Longer than the page is kept: a new configuration makes it anew at once, announced maintenance does not.
        await().atMost(PATIENCE).until(() -> {
            Portal.Answer page = stack.portal().get("/status-page");
            return page.body().path("services").size() == NAMES.length
                    && !page.body().path("maintenance").isEmpty();
        });

        // Another address each time, since a browser keeps the page for some seconds, too.
        browser.open(stack.page("/status?shown"), 1440);

        assertThat(browser.text())
                .contains(NAMES)
                .contains("Some services do not work.", "A bigger disk", "Internet does not work since", "100.00 %")
                .doesNotContain("shown-", "hidden", "127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({"320,light", "320,dark", "1440,light", "1440,dark"})
    @Order(3)
    void itCanBeReadOnEveryScreen(int width, String scheme) throws IOException {
        browser.prefers(scheme);
        browser.open(stack.page("/status?" + scheme + width), width);

        assertThat(browser.fits()).isTrue();
        assertThat(browser.leastContrast()).isGreaterThanOrEqualTo(WCAG_AA);
        assertThat(browser.complaints()).isEmpty();
        BufferedImage picture = browser.picture();
        ImageIO.write(picture, "png", new File("target/status-page-" + width + "-" + scheme + ".png"));
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isGreaterThan(900);
        assertThat(colours(picture)).as("not blank").isGreaterThan(20);
        boolean dark = (picture.getRGB(2, 2) & 0xff) < 0x80;
        assertThat(dark).isEqualTo(scheme.equals("dark"));
    }

    @Test
    @Order(4)
    void whatIsHiddenAgainIsGone() {
        for (int i = 0; i < NAMES.length; i++) {
            assertThat(stack.admin()
                            .send("DELETE", "/service-configs/shown-" + i, null, "application/json")
                            .status())
                    .isEqualTo(204);
        }
        await().atMost(PATIENCE)
                .until(() -> stack.portal()
                        .get("/status-page")
                        .body()
                        .path("services")
                        .isEmpty());
    }

    private static void show(String name, String settings) {
        Portal.Answer answer = stack.admin()
                .send(
                        "PUT",
                        "/service-configs/" + name + "?test=false",
                        "{\"serviceUrl\":\"tcp://127.0.0.1:1\",\"enabled\":true,\"configData\":" + settings + "}",
                        "application/json");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    /** That it has been watched for 80 days, with some trouble; the last one is off. */
    private static void pretend(String name, int outages) {
        String service = "(select id from monitor.service_status where service_name = '" + name + "')";
        stack.change(
                "update monitor.probe_schedule set next_check_at = 'infinity', lease_owner = null where service_id = "
                        + service);
        stack.change("delete from monitor.service_state_intervals where service_id = " + service);
        stack.change("delete from monitor.incidents where service_id = " + service);
        stack.change("""
                insert into monitor.service_state_intervals
                  (service_id, started_at, status, cum_down_ms, cum_degraded_ms, cum_excluded_ms)
                select %1$s, now() - interval '80 days', 'online', 0, 0, 0
                union all
                select %1$s, now() - (%2$d - n) * interval '11 days' - interval '3 hours', 'offline', n * 2700000, 0, 0
                from generate_series(0, %2$d - 1) n
                union all
                select %1$s, now() - (%2$d - n) * interval '11 days' - interval '3 hours' + interval '45 minutes',
                  'online', (n + 1) * 2700000, 0, 0
                from generate_series(0, %2$d - 1) n
                """.formatted(service, outages));
        stack.change("""
                insert into monitor.incidents (service_id, severity, started_at, ended_at)
                select %1$s, 'offline', now() - (%2$d - n) * interval '11 days' - interval '3 hours',
                  now() - (%2$d - n) * interval '11 days' - interval '3 hours' + interval '45 minutes'
                from generate_series(0, %2$d - 1) n
                """.formatted(service, outages));
        if (outages > 5) {
            stack.change("""
                    insert into monitor.service_state_intervals
                      (service_id, started_at, status, cum_down_ms, cum_degraded_ms, cum_excluded_ms)
                    values (%1$s, now() - interval '20 minutes', 'offline', %2$d * 2700000, 0, 0)
                    """.formatted(service, outages));
            stack.change("insert into monitor.incidents (service_id, severity, started_at) values (" + service
                    + ", 'offline', now() - interval '20 minutes')");
        }
    }

    private static long colours(BufferedImage picture) {
        return IntStream.range(0, picture.getHeight())
                .flatMap(y -> IntStream.range(0, picture.getWidth()).map(x -> picture.getRGB(x, y)))
                .distinct()
                .count();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(stack.page(path)).build(), BodyHandlers.ofString());
    }
}
