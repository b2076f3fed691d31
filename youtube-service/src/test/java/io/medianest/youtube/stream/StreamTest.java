package io.medianest.youtube.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stream.EventStream;
import io.medianest.testing.stream.EventStream.Received;
import io.medianest.youtube.progress.Progress;
import io.medianest.youtube.progress.ProgressBoard;
import io.medianest.youtube.support.Downloads;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What clients hear while it happens. */
@YouTubeTest
class StreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PATH = "/api/v1/youtube-downloads/events";

    @RegisterExtension
    static final Household household = new Household();

    @Inject
    ProgressBoard board;

    private Member anna;
    private Member bert;
    private Member moderator;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        bert = household.member(Role.USER);
        moderator = household.member(Role.MODERATOR);
    }

    @Test
    void peopleHearOfTheirOwnDownloadsAndModeratorsOfAll() {
        try (EventStream annas = EventStream.open(PATH, anna.token(), null);
                EventStream moderators = EventStream.open(PATH, moderator.token(), null)) {
            String berts = ask(bert);
            String id = ask(anna);
            Received queued = annas.await(event -> isAbout(event, "youtube-download", id));
            assertThat(queued.id()).matches("medianest\\.youtube-downloads-\\d+-\\d+");
            assertThat(queued.json().getString("type")).isEqualTo("youtube-download.queued");
            assertThat(queued.json().getString("status")).isEqualTo("queued");
            assertThat(queued.json().getString("userId")).isEqualTo(anna.id().toString());
            moderators.await(event -> isAbout(event, "youtube-download", berts));
            moderators.await(event -> isAbout(event, "youtube-download", id));
            assertThat(annas.events())
                    .noneMatch(event -> berts.equals(event.json().getString("id")));
        }
    }

    @Test
    void progressIsToldToWhomItConcernsAndNotTooOften() {
        UUID id = Downloads.insert(anna.id(), "downloading");
        Downloads.addVideo(id, 1, "completed");
        Downloads.addVideo(id, 2, "downloading");
        try (EventStream annas = EventStream.open(PATH, anna.token(), null);
                EventStream berts = EventStream.open(PATH, bert.token(), null)) {
            long start = System.nanoTime();
            tell(id, 10);
            annas.await(event -> isAbout(event, "youtube-progress", id.toString()));
            AtomicInteger bytes = new AtomicInteger(10);
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                tell(id, Math.min(90, bytes.incrementAndGet()));
                return progress(annas).getLast().json().getInt("progress.percent") == 95;
            });
            double seconds = (System.nanoTime() - start) / 1e9;
            Received last = progress(annas).getLast();
            assertThat(last.id()).as("it is nothing to resume after").isNull();
            assertThat(last.json().getString("items[0].videoId")).isEqualTo(Downloads.videoId(2));
            assertThat(last.json().getInt("items[0].percent")).isEqualTo(90);
            assertThat(last.json().getInt("progress.itemsTotal")).isEqualTo(2);
            assertThat((double) progress(annas).size()).isLessThanOrEqualTo(2 * seconds + 1);
            assertThat(progress(berts)).isEmpty();
        }
    }

    @Test
    void thatEverythingRestsIsToldToEverybody() {
        try (EventStream annas = EventStream.open(PATH, anna.token(), null)) {
            Received paused = annas.await(event -> "youtube-queue".equals(event.name()));
            assertThat(paused.id()).as("it is nothing to resume after").isNull();
            assertThat(paused.json().getBoolean("paused")).isTrue();
            household.work();
            annas.await(event ->
                    "youtube-queue".equals(event.name()) && !event.json().getBoolean("paused"));
        }
    }

    @Test
    void fiveStreamsAreEnoughForAnybody() {
        List<EventStream> streams = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                streams.add(EventStream.open(PATH, anna.token(), null));
            }
            assertThat(streams).extracting(EventStream::status).containsOnly(200);
            try (EventStream sixth = EventStream.open(PATH, anna.token(), null)) {
                assertThat(sixth.status()).isEqualTo(429);
            }
        } finally {
            streams.forEach(EventStream::close);
        }
    }

    private static List<Received> progress(EventStream stream) {
        return stream.events().stream()
                .filter(event -> "youtube-progress".equals(event.name()))
                .toList();
    }

    private void tell(UUID download, long bytes) {
        board.publish(new Progress(download, Downloads.videoId(2), bytes, 100L, 1000.0, 3, "downloading"))
                .await()
                .atMost(PATIENCE);
    }

    private static String ask(Member member) {
        return member.api()
                .body(Map.of("playlistUrl", Downloads.URL))
                .post("/youtube-downloads")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static boolean isAbout(Received event, String name, String id) {
        return name.equals(event.name()) && id.equals(event.json().getString("id"));
    }
}
