package io.medianest.youtube.queue;

import static io.medianest.youtube.queue.Asked.items;
import static io.medianest.youtube.queue.Asked.playlist;
import static io.medianest.youtube.queue.Asked.status;
import static io.medianest.youtube.queue.Asked.videos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.medianest.events.Topics;
import io.medianest.events.youtube.DownloadCounts;
import io.medianest.events.youtube.YouTubeDownloadCancelled;
import io.medianest.events.youtube.YouTubeDownloadCompleted;
import io.medianest.events.youtube.YouTubeDownloadItemFailed;
import io.medianest.events.youtube.YouTubeDownloadItemFinished;
import io.medianest.events.youtube.YouTubeDownloadStarted;
import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.support.Downloads;
import io.medianest.youtube.support.FakeYtDlp;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import io.medianest.youtube.support.YouTubeTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@YouTubeTest
class QueueTest {
    @RegisterExtension
    static final Household household = new Household();

    @Inject
    Held held;

    private Member anna;

    @BeforeEach
    void arrange() {
        FakeYtDlp.reset();
        anna = household.member(Role.USER);
    }

    @Test
    void aPlaylistIsDownloadedInItsOrderAndWhatIsPrivateIsLeftOut() throws IOException {
        String[] videos = videos(3);
        FakeYtDlp.say(videos[1], "private");
        String hidden = FakeYtDlp.listedAsPrivate(1);
        UUID id = playlist(anna, videos[0], videos[1], videos[2], hidden);
        try (KafkaProbe events = KafkaProbe.on(Topics.YOUTUBE_DOWNLOADS)) {
            household.work();
            await().until(() -> status(id).equals("completed"));

            events.await(
                    YouTubeDownloadStarted.class, event -> isOf(event.download().id(), id));
            for (String video : List.of(hidden, videos[1])) {
                YouTubeDownloadItemFailed failed = events.await(
                        YouTubeDownloadItemFailed.class,
                        event -> event.item().videoId().equals(video));
                assertThat(failed.reason()).isEqualTo("unavailable");
                assertThat(failed.message()).isEqualTo("This video is private.");
            }
            events.await(
                    YouTubeDownloadItemFinished.class,
                    event -> event.item().videoId().equals(videos[2]));
            YouTubeDownloadCompleted completed = events.await(
                    YouTubeDownloadCompleted.class,
                    event -> isOf(event.download().id(), id));
            assertThat(completed.counts()).isEqualTo(new DownloadCounts(4, 2, 2));
        }
        assertThat(items(id))
                .containsExactly("completed", "failed unavailable private", "completed", "failed unavailable private");
        assertThat(FakeYtDlp.processes(hidden)).as("not asked for at all").isEmpty();
        assertThat(Asked.of(id, "plex_state")).isEqualTo("waiting");
        assertThat(Asked.of(id, "playlist_title")).isEqualTo("A list");
        assertThat(Sql.column(
                        "select jsonb_array_elements_text(file_paths) from youtube.youtube_downloads where id = ?", id))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("/001 - Video 1 [" + videos[0] + "].mp4"),
                        third -> assertThat(third).endsWith("/003 - Video 3 [" + videos[2] + "].mp4"))
                .allSatisfy(path ->
                        assertThat(YouTubeTestResource.root().resolve(path)).isRegularFile());
    }

    @Test
    void aFileServesEverybodyWhoWantsIt() {
        String[] videos = videos(1);
        FakeYtDlp.say(videos[0], "hold");
        UUID first = playlist(anna, videos);
        UUID second = playlist(household.member(Role.USER), videos);
        household.work();
        await().until(() -> items(first).size() + items(second).size() == 2
                && FakeYtDlp.processes(videos[0]).size() == 1);
        FakeYtDlp.say(videos[0], "ok");

        await().until(() -> status(first).equals("completed") && status(second).equals("completed"));

        assertThat(FakeYtDlp.processes(videos[0])).hasSize(1);
        assertThat(Asked.of(first, "file_paths")).isEqualTo(Asked.of(second, "file_paths"));
    }

    @Test
    void aFileThatSomebodyDeletedIsDownloadedAgain() throws IOException {
        String[] videos = videos(1);
        UUID first = playlist(anna, videos);
        household.work();
        await().until(() -> status(first).equals("completed"));
        Path file = YouTubeTestResource.root().resolve(Asked.of(first, "file_paths ->> 0"));
        Files.delete(file);

        UUID second = playlist(anna, videos);
        await().until(() -> status(second).equals("completed"));

        assertThat(FakeYtDlp.processes(videos[0])).hasSize(2);
        assertThat(YouTubeTestResource.root().resolve(Asked.of(second, "file_paths ->> 0")))
                .isRegularFile();
    }

    @Test
    void whatFailsForAWhileIsTriedAgainAndWhatFailsForGoodIsGivenUp() {
        String[] videos = videos(2);
        FakeYtDlp.say(videos[0], "once");
        FakeYtDlp.say(videos[1], "broken");
        UUID id = playlist(anna, videos);
        household.work();

        await().until(() -> status(id).equals("completed"));

        assertThat(items(id)).containsExactly("completed", "failed error network");
        assertThat(FakeYtDlp.processes(videos[0])).hasSize(2);
        assertThat(FakeYtDlp.processes(videos[1])).hasSize(3);
    }

    @Test
    void aPlaylistThatIsNotThereIsSaidSo() {
        String playlist = FakeYtDlp.playlist(Asked.next());
        FakeYtDlp.say(playlist, "missing");
        UUID id = Asked.download(anna, playlist);
        household.work();

        await().until(() -> status(id).equals("failed unavailable"));

        assertThat(Asked.of(id, "last_error")).contains("does not exist");
        assertThat(FakeYtDlp.processes(playlist)).as("asked once").hasSize(1);
    }

    @Test
    void everythingRestsWhenYouTubeRefusesAndGoesOnAfterwards() {
        String[] videos = videos(1);
        FakeYtDlp.say(videos[0], "limited");
        UUID id = playlist(anna, videos);
        household.work();
        await().until(() ->
                Asked.of(id, "(select pauses from youtube.queue_state)").equals("1"));
        FakeYtDlp.say(videos[0], "ok");
        Sql.run("update youtube.queue_state set paused_until = now() + interval '1 hour'");

        anna.api()
                .get("/youtube-downloads/queue")
                .then()
                .statusCode(200)
                .body("paused", equalTo(true))
                .body("pausedUntil", notNullValue())
                .body("message", containsString("pause"))
                .body("waiting", equalTo(1));
        assertThat(items(id)).containsExactly("queued rate_limited");
        Sql.run("update youtube.queue_state set paused_until = now()");
        await().until(() -> status(id).equals("completed"));

        assertThat(Asked.of(id, "(select concat(pauses, paused_until) from youtube.queue_state)"))
                .isEqualTo("0");
        assertThat(FakeYtDlp.processes(videos[0])).hasSize(2);
    }

    @Test
    void whatIsCancelledLeavesNoProcessBehind() {
        String[] videos = videos(5);
        for (String video : videos) {
            FakeYtDlp.say(video, "hold");
        }
        UUID id = playlist(anna, videos);
        household.work();
        await().until(() -> FakeYtDlp.processes(videos[2]).size() == 1);
        try (KafkaProbe events = KafkaProbe.on(Topics.YOUTUBE_DOWNLOADS)) {
            anna.api().post("/youtube-downloads/{id}/cancel", id).then().statusCode(202);
            await().until(() -> status(id).equals("failed cancelled"));

            YouTubeDownloadCancelled cancelled = events.await(
                    YouTubeDownloadCancelled.class,
                    event -> isOf(event.download().id(), id));
            assertThat(cancelled.counts()).isEqualTo(new DownloadCounts(5, 0, 5));
        }
        assertThat(items(id)).hasSize(5).containsOnly("failed cancelled cancelled");
        for (String video : videos) {
            assertThat(FakeYtDlp.processes(video)).noneMatch(QueueTest::isAlive);
        }
    }

    @Test
    void whatAKilledInstanceLeftIsGoneOnWith() {
        String[] videos = videos(1);
        UUID id = playlist(anna, videos);
        FakeYtDlp.say(videos[0], "hold");
        household.work();
        await().until(() -> FakeYtDlp.processes(videos[0]).size() == 1);

        // As if this instance had been away, and another had taken the video over and been killed at it.
        Sql.run(
                "update youtube.youtube_download_items set lease_owner = gen_random_uuid(),"
                        + " lease_until = now() where download_id = ?",
                id);

        // Its process takes its time to end; until then it is not begun again.
        long first = FakeYtDlp.processes(videos[0]).getFirst();
        await().until(() -> !isAlive(first));
        FakeYtDlp.say(videos[0], "ok");
        await().until(() -> status(id).equals("completed"));
        assertThat(FakeYtDlp.processes(videos[0])).hasSize(2);
    }

    @Test
    void whatStopsForWantOfRoomKeepsItsPlace() {
        String[] videos = videos(1);
        FakeYtDlp.say(videos[0], "hold");
        UUID id = playlist(anna, videos);
        household.work();
        await().until(() -> FakeYtDlp.processes(videos[0]).size() == 1);

        held.stopAll(Held.Stop.DISK_FULL);

        await().until(() -> FakeYtDlp.processes(videos[0]).size() == 2);
        FakeYtDlp.say(videos[0], "ok");
        await().until(() -> status(id).equals("completed"));
        assertThat(Sql.value("select attempts from youtube.youtube_download_items where download_id = ?", id))
                .as("an interruption is no failed attempt")
                .isEqualTo("1");
    }

    @Test
    void aPlaylistStopsWhereItsPersonHasNoRoomLeft() {
        // Each of them has 21 bytes; and three begin at once.
        Downloads.store(anna.id(), "room%07d".formatted(Asked.next()), 1024 * 1024 - 50);
        UUID id = playlist(anna, videos(4));
        household.work();

        await().until(() -> status(id).equals("completed"));

        assertThat(items(id))
                .containsExactlyInAnyOrder(
                        "completed", "completed", "failed disk_full quota", "failed disk_full quota");
        anna.api().get("/youtube-downloads/quota").then().body("bytes.used", equalTo(1024 * 1024 - 50 + 2 * 21));
    }

    private static boolean isOf(UUID one, UUID other) {
        return one.equals(other);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
