package io.medianest.youtube.collection;

import static io.medianest.youtube.collection.PlexShelf.awaitDone;
import static io.medianest.youtube.collection.PlexShelf.downloaded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.medianest.events.Topics;
import io.medianest.events.youtube.YouTubeDownloadInPlex;
import io.medianest.events.youtube.YouTubeDownloadNotInPlex;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.plex.Item;
import io.medianest.simulators.plex.Item.Kind;
import io.medianest.simulators.plex.PlexCollection;
import io.medianest.simulators.plex.PlexLibrary;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@YouTubeTest
class CollectionTest {
    @RegisterExtension
    static final Household household = new Household();

    @RegisterExtension
    static final PlexShelf shelf = new PlexShelf();

    private static final String LIST = "PLaaaaaaaaaaaa";

    @BeforeEach
    void somebody() {
        household.member(Role.USER);
    }

    @Test
    void filesBecomeACollectionInTheOrderOfThePlaylist() {
        UUID download = downloaded(
                LIST, "Evening", "Evening/02 b [vvvvvvvvvv2].mp4", "Evening/01 a [vvvvvvvvvv1].mp4", "Late/c [v3].mp4");

        String collection = awaitDone(download);

        assertThat(shelf.plex().collections().find(collection).orElseThrow().title())
                .isEqualTo("Evening");
        assertThat(shelf.plex().collections().find(collection).orElseThrow().sort())
                .as("arranged")
                .isEqualTo(2);
        assertThat(shelf.content(collection))
                .containsExactly("02 b [vvvvvvvvvv2].mp4", "01 a [vvvvvvvvvv1].mp4", "c [v3].mp4");
        assertThat(Sql.column(
                        "select plex_rating_key from youtube.youtube_download_items where download_id = ?"
                                + " order by position",
                        download))
                .isEqualTo(items(collection));
        assertThat(shelf.scans().stream().takeWhile(folder -> !folder.equals(PlexShelf.ALL)))
                .as("one folder at a time before all of it")
                .contains("Evening", "Late");
    }

    @Test
    void whatIsThereAlreadyIsNotTouched() {
        UUID download = downloaded(LIST, "Evening", "Evening/01 [v1].mp4", "Evening/02 [v2].mp4");
        String collection = awaitDone(download);
        shelf.plex().server().log().clear();

        PlexShelf.waits(download);

        assertThat(awaitDone(download)).isEqualTo(collection);
        assertThat(shelf.changes()).isEmpty();
        assertThat(shelf.plex().collections().all()).hasSize(1);
    }

    @Test
    void itIsPutInOrderAgainAndWhatSomebodyAddedStays() {
        UUID download = downloaded(LIST, "Evening", "E/01 [v1].mp4", "E/02 [v2].mp4", "E/03 [v3].mp4");
        PlexCollection collection =
                shelf.plex().collections().find(awaitDone(download)).orElseThrow();
        UUID other = downloaded("PLbbbbbbbbbbbb", "Other", "O/own [v9].mp4");
        String own = items(awaitDone(other)).getFirst();
        List<String> shuffled = new java.util.ArrayList<>(collection.items());
        Collections.reverse(shuffled);
        shelf.plex().collections().delete(collection.ratingKey());
        shuffled.addFirst(own);
        PlexCollection byHand =
                shelf.plex().collections().create(PlexLibrary.YOUTUBE, Kind.MOVIE, "Evening", shuffled.subList(0, 3));

        PlexShelf.waits(download);

        await().untilAsserted(() -> assertThat(shelf.content(byHand.ratingKey()))
                .containsExactly("own [v9].mp4", "01 [v1].mp4", "02 [v2].mp4", "03 [v3].mp4"));
        assertThat(awaitDone(download)).as("found by its name").isEqualTo(byHand.ratingKey());
        assertThat(shelf.plex().collections().all()).hasSize(2);
    }

    @Test
    void aPlaylistHasOneCollectionWhoeverAsksForIt() {
        String first = awaitDone(downloaded(LIST, "Evening", "E/01 [v1].mp4"));
        String again = awaitDone(downloaded(LIST, "Evening, renamed", "E/01 [v1].mp4", "E/02 [v2].mp4"));

        assertThat(again).isEqualTo(first);
        assertThat(shelf.content(first)).containsExactly("01 [v1].mp4", "02 [v2].mp4");

        String namesake = awaitDone(downloaded("PLcccccccccccc", "Evening", "Z/01 [v8].mp4"));

        assertThat(namesake).as("of another playlist").isNotEqualTo(first);
        assertThat(shelf.plex().collections().all())
                .extracting(PlexCollection::title)
                .containsExactly("Evening", "Evening [PLcccccccccccc]");
    }

    @Test
    void whilePlexIsAwayOnlyThisStepWaits() {
        shelf.plex().server().goDown(Down.REFUSING);
        UUID download = downloaded(LIST, "Evening", "E/01 [v1].mp4");

        await().until(() -> String.valueOf(error(download)).contains("Plex cannot be reached"));
        assertThat(Sql.value(
                        "select status || ' ' || plex_state from youtube.youtube_downloads where id = ?", download))
                .isEqualTo("completed waiting");

        shelf.plex().server().comeBack();
        awaitDone(download);
        assertThat(error(download)).isNull();
    }

    @Test
    void aNewFolderThatPlexOverlooksIsFoundByScanningAll() {
        shelf.plex().scanner().missNewFolders(true);

        String collection = awaitDone(downloaded(LIST, "Evening", "New/01 [v1].mp4"));

        assertThat(shelf.content(collection)).containsExactly("01 [v1].mp4");
    }

    @Test
    void theCollectionIsMadeOfWhatIsThereAndTheRestIsSaid() throws IOException {
        shelf.plex().server().goDown(Down.REFUSING);
        UUID download = downloaded(LIST, "Evening", "E/01 [v1].mp4", "E/02 [v2].mp4");
        Files.delete(PlexShelf.file("E/02 [v2].mp4"));
        YouTubeDownloadNotInPlex told;
        try (KafkaProbe events = KafkaProbe.on(Topics.YOUTUBE_DOWNLOADS)) {
            shelf.plex().server().comeBack();
            told = events.await(
                    YouTubeDownloadNotInPlex.class,
                    event -> event.download().id().equals(download));
        }

        assertThat(PlexShelf.state(download)).isEqualTo("failed");
        assertThat(error(download)).isEqualTo(told.message()).isEqualTo("1 of 2 videos have not appeared in Plex.");
        String collection =
                Sql.value("select plex_collection_id from youtube.youtube_downloads where id = ?", download);
        assertThat(told.plexCollectionId()).isEqualTo(collection);
        assertThat(shelf.content(collection)).containsExactly("01 [v1].mp4");
    }

    @Test
    void whoeverListensHearsThatPlexHasIt() {
        try (KafkaProbe events = KafkaProbe.on(Topics.YOUTUBE_DOWNLOADS)) {
            UUID download = downloaded(LIST, "Evening", "E/01 [v1].mp4");
            String collection = awaitDone(download);

            YouTubeDownloadInPlex there = events.await(
                    YouTubeDownloadInPlex.class, event -> event.download().id().equals(download));
            assertThat(there.plexCollectionId()).isEqualTo(collection);
            assertThat(there.status()).isEqualTo("completed");
        }
    }

    @Test
    void aSingleVideoNeedsNoCollection() {
        UUID download = downloaded("none", "A video", "V/video [v1].mp4");
        Sql.run("update youtube.youtube_downloads set single_video = true, playlist_id = null where id = ?", download);

        await().until(() -> PlexShelf.state(download).equals("done"));

        assertThat(shelf.plex().library().items()).extracting(Item::section).containsOnly(PlexLibrary.YOUTUBE);
        assertThat(Sql.value(
                        "select plex_rating_key from youtube.youtube_download_items where download_id = ?", download))
                .isNotNull();
    }

    private static List<String> items(String collection) {
        return shelf.plex().collections().find(collection).orElseThrow().items();
    }

    private static String error(UUID download) {
        return Sql.value("select plex_error from youtube.youtube_downloads where id = ?", download);
    }
}
