package io.medianest.youtube.collection;

import static io.medianest.youtube.collection.PlexShelf.awaitDone;
import static io.medianest.youtube.collection.PlexShelf.downloaded;
import static io.medianest.youtube.collection.PlexShelf.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.plex.Item;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@YouTubeTest
class RemovalTest {
    @RegisterExtension
    static final Household household = new Household();

    @RegisterExtension
    static final PlexShelf shelf = new PlexShelf();

    private static final String LIST = "PLaaaaaaaaaaaa";
    private static final String OTHER = "PLbbbbbbbbbbbb";

    private io.medianest.testing.people.Member moderator;

    @BeforeEach
    void somebody() {
        moderator = household.member(Role.MODERATOR);
    }

    @Test
    void filesItemsAndTheEmptyCollectionGo() {
        UUID download = downloaded(LIST, "Evening", "E/01 [v1].mp4", "E/02 [v2].mp4");
        awaitDone(download);

        delete(download, true);

        await().until(() -> shelf.plex().collections().all().isEmpty());
        assertThat(file("E")).as("the empty folder too").doesNotExist();
        assertThat(Sql.value("select count(*) from youtube.videos")).isEqualTo("0");
        await("Plex has looked").until(() -> shelf.plex().library().items().isEmpty());
        await().until(() -> Sql.value("select count(*) from youtube.removals").equals("0"));
    }

    @Test
    void withoutTheFilesAllStays() {
        UUID download = downloaded(LIST, "Evening", "E/01 [v1].mp4");
        String collection = awaitDone(download);

        delete(download, false);

        assertThat(Sql.value("select count(*) from youtube.removals")).isEqualTo("0");
        assertThat(file("E/01 [v1].mp4")).exists();
        assertThat(shelf.content(collection)).containsExactly("01 [v1].mp4");
    }

    @Test
    void whatAnotherDownloadHasTooStays() {
        UUID download = downloaded(LIST, "Evening", "E/01 [v1].mp4", "E/02 [v2].mp4", "E/03 [v3].mp4");
        String collection = awaitDone(download);
        awaitDone(downloaded(LIST, "Evening", "E/01 [v1].mp4"));
        String elsewhere = awaitDone(downloaded(OTHER, "Morning", "E/02 [v2].mp4"));

        delete(download, true);

        await().untilAsserted(() -> assertThat(shelf.content(collection)).containsExactly("01 [v1].mp4"));
        assertThat(shelf.content(elsewhere)).containsExactly("02 [v2].mp4");
        assertThat(file("E/01 [v1].mp4")).exists();
        assertThat(file("E/02 [v2].mp4")).exists();
        assertThat(file("E/03 [v3].mp4")).doesNotExist();
    }

    @Test
    void whilePlexIsAwayFilesGoAndItemsFollow() {
        UUID download = downloaded(LIST, "Evening", "E/01 [v1].mp4");
        awaitDone(download);
        shelf.plex().server().goDown(Down.REFUSING);

        delete(download, true);

        await().until(() -> !file("E/01 [v1].mp4").toFile().exists());
        assertThat(shelf.plex().collections().all()).hasSize(1);
        shelf.plex().server().comeBack();
        await().until(() -> shelf.plex().collections().all().isEmpty());
        await().untilAsserted(() -> assertThat(shelf.plex().library().items())
                .extracting(Item::file)
                .noneMatch(file("E/01 [v1].mp4").toString()::equals));
    }

    private void delete(UUID download, boolean files) {
        moderator
                .api()
                .delete("/youtube-downloads/{id}?files={files}", download, files)
                .then()
                .statusCode(204);
    }
}
