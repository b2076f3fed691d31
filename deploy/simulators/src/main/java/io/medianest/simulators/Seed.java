package io.medianest.simulators;

import io.medianest.simulators.overseerr.OverseerrSimulator;
import io.medianest.simulators.overseerr.OverseerrUser;
import io.medianest.simulators.overseerr.Users.PlexFriend;
import io.medianest.simulators.plex.PlexSimulator;
import io.medianest.simulators.youtube.Channel;
import io.medianest.simulators.youtube.Trouble;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** People and titles that are there from the start; {@code demo.json} shows the form. */
final class Seed {

    private final JsonObject data;

    private Seed(JsonObject data) {
        this.data = data;
    }

    /** The seed of this name: {@code demo}, {@code empty}, or a JSON file. */
    static Seed of(String name) {
        return new Seed(
                switch (name) {
                    case "empty" -> new JsonObject();
                    case "demo" -> new JsonObject(demo());
                    default -> new JsonObject(read(Path.of(name)));
                });
    }

    void sow(PlexSimulator plex, OverseerrSimulator overseerr) {
        data.getJsonArray("accounts", new JsonArray()).forEach(entry -> account((JsonObject) entry, plex, overseerr));
        data.getJsonArray("movies", new JsonArray())
                .forEach(id -> overseerr.library().addMovie((Integer) id));
        data.getJsonObject("tv", new JsonObject())
                .forEach(entry -> overseerr.library().addSeasons(Integer.parseInt(entry.getKey()), numbers((JsonArray)
                        entry.getValue())));
        data.getJsonArray("files", new JsonArray())
                .forEach(path -> plex.scanner().addFile(path.toString()));
    }

    /** Publishes the playlists, each with its videos. */
    void sow(Channel channel) {
        for (Object each : data.getJsonArray("playlists", new JsonArray())) {
            JsonObject playlist = (JsonObject) each;
            List<JsonObject> videos = playlist.getJsonArray("videos").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            for (JsonObject video : videos) {
                String id = video.getString("id");
                channel.addVideo(id, video.getString("title"), video.getInteger("seconds", 2));
                channel.trouble(id, Trouble.named(video.getString("trouble", "none")));
            }
            channel.addPlaylist(
                    playlist.getString("id"),
                    playlist.getString("title"),
                    videos.stream().map(video -> video.getString("id")).toList());
        }
    }

    private static void account(JsonObject entry, PlexSimulator plex, OverseerrSimulator overseerr) {
        int id = entry.getInteger("id");
        String username = entry.getString("username");
        String email = entry.getString("email");
        Set<String> sections = entry.getJsonArray("sections", new JsonArray()).stream()
                .map(String::valueOf)
                .collect(Collectors.toSet());
        plex.accounts().add(id, username, email, sections);
        if (entry.getBoolean("overseerr", false)) {
            OverseerrUser user = overseerr.users().addPlexUser(id, username, email);
            overseerr.users().setPermissions(user.id(), entry.getInteger("permissions", user.permissions()));
        } else if (!sections.isEmpty()) {
            overseerr.users().addPlexFriend(new PlexFriend(id, username, email));
        }
    }

    private static List<Integer> numbers(JsonArray array) {
        return array.stream().map(Integer.class::cast).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The seed cannot be read: " + file, e);
        }
    }

    private static String demo() {
        try (InputStream in = Seed.class.getResourceAsStream("demo.json")) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks demo.json");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
