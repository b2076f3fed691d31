package io.medianest.youtube.collection;

import io.medianest.encryption.FieldCipher;
import io.medianest.plex.PlexConnections;
import io.medianest.simulators.control.LoggedRequest;
import io.medianest.simulators.plex.Item;
import io.medianest.simulators.plex.PlexCollection;
import io.medianest.simulators.plex.PlexSimulator;
import io.medianest.testing.stores.Sql;
import io.medianest.youtube.support.YouTubeTestResource;
import io.quarkus.arc.Arc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A simulated Plex whose library of videos is the folder of downloads, new and connected before each test. */
final class PlexShelf implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    /** The scan of the whole library among {@link #scans()}. */
    static final String ALL = "all";

    private static PlexSimulator plex;

    @Override
    public void beforeAll(ExtensionContext context) {
        if (plex == null) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            // Vert.x finds its parts by the thread's class loader, which in a Quarkus test need not be this class's.
            thread.setContextClassLoader(PlexSimulator.class.getClassLoader());
            plex = PlexSimulator.start(
                    "127.0.0.1", 0, 0, YouTubeTestResource.root().toString());
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Sql.run("delete from youtube.removals");
        Sql.run("delete from youtube.videos");
        plex.reset();
        plex.scanner().duration(Duration.ofMillis(20));
        Path keyset =
                Path.of(ConfigProvider.getConfig().getValue("medianest.secrets.connections-keyset-file", String.class));
        Sql.run(
                "insert into monitor.service_config (service_name, service_url, api_key) values ('plex', ?, ?)"
                        + " on conflict (service_name) do update set service_url = excluded.service_url,"
                        + " api_key = excluded.api_key, enabled = true",
                plex.server().baseUrl(),
                FieldCipher.fromKeysetFile(keyset)
                        .encrypt(plex.owner().token(), FieldCipher.place("service_config", "api_key", "plex")));
        refresh();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Sql.run("delete from monitor.service_config where service_name = 'plex'");
        refresh();
    }

    PlexSimulator plex() {
        return plex;
    }

    /** The videos of a collection, by the names of their files. */
    List<String> content(String collection) {
        return plex.collections().find(collection).map(PlexCollection::items).orElse(List.of()).stream()
                .map(key -> plex.library().item(key).map(Item::file).orElse("?"))
                .map(PlexFolder::nameOf)
                .toList();
    }

    /** The calls of Plex that change something there, scans among them. */
    List<String> changes() {
        return plex.server().log().all().stream()
                .filter(call -> !call.method().equals("GET") || call.path().endsWith("/refresh"))
                .map(LoggedRequest::path)
                .toList();
    }

    /** The folders that Plex was sent to, as they are called here, or {@link #ALL}. */
    List<String> scans() {
        return plex.server().log().all().stream()
                .filter(call -> call.path().endsWith("/refresh"))
                .map(PlexShelf::scanned)
                .toList();
    }

    private static String scanned(LoggedRequest call) {
        String query = call.query();
        return query == null
                ? ALL
                : URLDecoder.decode(query, StandardCharsets.UTF_8)
                        .replace("path=" + YouTubeTestResource.root() + "/", "");
    }

    /** A download that has ended, with these files, which are on the disk. */
    static UUID downloaded(String playlist, String title, String... paths) {
        UUID id = UUID.randomUUID();
        Sql.run(
                "insert into youtube.youtube_downloads (id, user_id, playlist_url, playlist_id, playlist_title, status,"
                        + " items_total, items_done, plex_state, completed_at)"
                        + " values (?, ?, ?, ?, ?, 'completed', ?, ?, 'none', now())",
                id,
                PlexShelf.person(),
                "https://www.youtube.com/playlist?list=" + playlist,
                playlist,
                title,
                paths.length,
                paths.length);
        for (int i = 0; i < paths.length; i++) {
            item(id, i + 1, paths[i]);
        }
        waits(id);
        return id;
    }

    /** Its files are to be shown in Plex, now and from the beginning. */
    static void waits(UUID download) {
        Sql.run(
                "update youtube.youtube_downloads set plex_state = 'waiting', plex_attempts = 0, plex_error = null,"
                        + " plex_next_attempt_at = null where id = ?",
                download);
    }

    static String state(UUID download) {
        return Sql.value("select plex_state from youtube.youtube_downloads where id = ?", download);
    }

    /** Waits until all of it is in Plex; returns its collection. */
    static String awaitDone(UUID download) {
        Awaitility.await("in Plex").until(() -> state(download).equals("done"));
        return Sql.value("select plex_collection_id from youtube.youtube_downloads where id = ?", download);
    }

    static Path file(String path) {
        return YouTubeTestResource.root().resolve(path);
    }

    private static void item(UUID download, int position, String path) {
        write(file(path));
        String videoId = path.replaceAll(".*\\[(.*)]\\.mp4", "$1");
        Sql.run(
                "insert into youtube.videos (id, video_id, quality, file_path, file_bytes, title)"
                        + " values (gen_random_uuid(), ?, 'best', ?, 4, ?) on conflict do nothing",
                videoId,
                path,
                path);
        Sql.run(
                "insert into youtube.youtube_download_items (download_id, video_id, position, title, status, file_path,"
                        + " stored_video_id) select ?, ?, ?, ?, 'completed', ?, id from youtube.videos where file_path = ?",
                download,
                videoId,
                position,
                path,
                path,
                path);
    }

    private static UUID person() {
        return UUID.fromString(Sql.value("select id::text from auth.users limit 1"));
    }

    private static void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "film");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refresh() {
        Arc.container().instance(PlexConnections.class).get().refresh().await().atMost(Duration.ofSeconds(10));
    }
}
