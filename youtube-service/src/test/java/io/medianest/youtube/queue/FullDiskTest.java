package io.medianest.youtube.queue;

import static io.medianest.youtube.queue.Asked.items;
import static io.medianest.youtube.queue.Asked.playlist;
import static io.medianest.youtube.queue.Asked.status;
import static io.medianest.youtube.queue.Asked.videos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.youtube.support.FakeYtDlp;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A disk in memory that is filled up and emptied again. */
@YouTubeTest
@TestProfile(FullDiskTest.SmallDisk.class)
@Tag("full")
class FullDiskTest {
    private static final Path DISK = Path.of("/dev/shm");
    private static final int MEGABYTE = 1024 * 1024;
    private static final int ROOM = 24 * MEGABYTE;

    @RegisterExtension
    static final Household household = new Household();

    /** All but some megabytes of the disk must stay free. */
    public static final class SmallDisk implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path root = Files.createTempDirectory(DISK, "medianest-youtube");
                root.toFile().deleteOnExit();
                long free = Files.getFileStore(root).getUsableSpace();
                return Map.of(
                        "medianest.youtube.root", root.toString(),
                        "medianest.youtube.least-free", Long.toString(free - ROOM / 2));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void nothingIsBegunAndNothingGoesOnUntilThereIsRoom() throws IOException {
        FakeYtDlp.reset();
        Member anna = household.member(Role.USER);
        String[] videos = videos(1);
        FakeYtDlp.say(videos[0], "hold");
        UUID id = playlist(anna, videos);
        household.work();
        await().until(() -> FakeYtDlp.processes(videos[0]).size() == 1);
        Path filling = Files.createTempFile(DISK, "medianest-filling", "");
        try {
            Files.write(filling, new byte[ROOM]);

            await().until(() -> items(id).equals(List.of("queued")));
            anna.api()
                    .get("/youtube-downloads/queue")
                    .then()
                    .body("paused", equalTo(true))
                    .body("message", containsString("room"));
            UUID later = playlist(anna, videos(1));
            await().until(() -> items(later).size() == 1);
            assertThat(FakeYtDlp.processes(videos[0]))
                    .as("stopped, and not begun again")
                    .hasSize(1);
        } finally {
            Files.delete(filling);
        }
        FakeYtDlp.say(videos[0], "ok");
        await().until(() -> status(id).equals("completed"));
        assertThat(FakeYtDlp.processes(videos[0])).hasSize(2);
    }
}
