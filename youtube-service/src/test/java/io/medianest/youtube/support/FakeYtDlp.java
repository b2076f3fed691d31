package io.medianest.youtube.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A program that takes yt-dlp's place for what is named {@code fake}: it does with each video what the test says, at
 * once and without YouTube. Everything else it leaves to the fake whose deeds are in the ids.
 */
public final class FakeYtDlp {
    private static final String FOLDER = "medianest.test-fake-yt-dlp";
    private static final String SCRIPT = """
            #!/bin/sh
            control='@CONTROL@'
            case "$1 $2" in
              '--ignore-config --version') echo 2026.10.26; exit 0 ;;
              '--ignore-config --help') echo '--progress-delta --no-plugin-dirs'; exit 0 ;;
            esac
            list= home= temp= out= before=
            for last; do
              case "$before" in
                -P) case "$last" in home:*) home=${last#home:} ;; temp:*) temp=${last#temp:} ;; esac ;;
                -o) out=$(printf %s "$last" | sed 's/%%/%/g; s/\\.%(ext)s$//') ;;
              esac
              [ "$last" = -J ] && list=yes
              before=$last
            done
            id=${last##*=}
            case "$id" in
              fake*|PLfake*) ;;
              *) exec '@OTHER@' "$@" ;;
            esac
            said() { cat "$control/$id" 2>/dev/null || echo ok; }
            fail() { echo "ERROR: [youtube] $id: $1" >&2; exit 1; }
            echo "$id $$" >> "$control/started"
            while [ "$(said)" = hold ]; do
              echo '@P {"status":"downloading","downloaded_bytes":50,"total_bytes":100,"speed":10.0,"eta":5}'
              sleep 0.05
            done
            case "$(said)" in
              private) fail 'Private video. Sign in if you have been granted access to this video' ;;
              limited) fail 'Unable to download webpage: HTTP Error 429: Too Many Requests' ;;
              broken) fail 'Unable to download webpage: Connection reset by peer' ;;
              missing) fail 'YouTube said: The playlist does not exist.' ;;
              once) echo ok > "$control/$id"; fail 'Unable to download webpage: Connection reset by peer' ;;
            esac
            [ "$list" ] && { cat "$control/$id.json"; exit 0; }
            printf 'the video %s' "$id" > "$home/$out.mp4"
            echo "@DONE {\\"id\\":\\"$id\\",\\"title\\":\\"Title of $id\\",\\"duration\\":5,\\"filepath\\":\\"$home/$out.mp4\\",\\"width\\":640,\\"height\\":360}"
            """;

    private static final String LISTED_AS_PRIVATE = "fakepriv";

    private FakeYtDlp() {}

    /**
     * Makes the program; answers where it is.
     *
     * @param other does what this one leaves
     */
    static String make(Path folder, Path other) throws IOException {
        Path control = Files.createDirectories(folder.resolve("control")).toRealPath();
        System.setProperty(FOLDER, control.toString());
        Path script = Files.writeString(
                folder.resolve("yt-dlp"),
                SCRIPT.replace("@CONTROL@", control.toString())
                        .replace("@OTHER@", other.toAbsolutePath().toString()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toRealPath().toString();
    }

    /** Forgets what was said and done. */
    public static void reset() {
        try (var files = Files.list(control())) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of a video that is a fake. */
    public static String video(int number) {
        return "fake-%06d".formatted(number);
    }

    /** The id of a video that each playlist already says is private. */
    public static String listedAsPrivate(int number) {
        return LISTED_AS_PRIVATE + "%03d".formatted(number);
    }

    /** The id of a playlist that is a fake. */
    public static String playlist(int number) {
        return "PLfake-%010d".formatted(number);
    }

    /**
     * Says what becomes of a video or a playlist.
     *
     * @param what ok, hold (it goes on and on until something else is said), private, limited, broken, missing, or once:
     *     broken the first time only
     */
    public static void say(String id, String what) {
        write(id, what);
    }

    /** Makes a playlist with these videos. */
    public static void list(String playlist, String title, String... videos) {
        String entries = IntStream.range(0, videos.length)
                .mapToObj(i -> "{\"id\":\"%s\",\"title\":\"%s\",\"duration\":5}"
                        .formatted(
                                videos[i],
                                videos[i].startsWith(LISTED_AS_PRIVATE) ? "[Private video]" : "Video " + (i + 1)))
                .collect(Collectors.joining(","));
        write(
                playlist + ".json",
                "{\"id\":\"%s\",\"title\":\"%s\",\"entries\":[%s]}".formatted(playlist, title, entries));
    }

    /** The processes that were begun for a video or a playlist, the first one first. */
    public static List<Long> processes(String id) {
        Path started = control().resolve("started");
        try {
            return Files.exists(started)
                    ? Files.readAllLines(started).stream()
                            .filter(line -> line.startsWith(id + " "))
                            .map(line -> Long.valueOf(line.substring(id.length() + 1)))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String name, String text) {
        try {
            Path next = Files.writeString(
                    control().resolve(name + ".next"),
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(next, control().resolve(name), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path control() {
        return Path.of(System.getProperty(FOLDER));
    }
}
