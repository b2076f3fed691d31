package io.medianest.youtube.file;

import io.medianest.youtube.address.Quality;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Names of files and folders made from titles. A title is never a whole name: each ends with the id, so that no two are
 * alike, and none is {@code ..}; and each is short enough for every file system, whatever ending follows.
 */
public final class FileNames {
    /** Of the 255 bytes that file systems take; the rest is for number, id, quality and endings of files in parts. */
    private static final int MOST_BYTES = 150;

    private FileNames() {}

    /**
     * The name of a video's file, without its ending: {@code 007 - Title [dQw4w9WgXcQ]}.
     *
     * @param position its place in the playlist, from 1
     */
    public static String stem(int position, String title, String videoId) {
        String shown = cleaned(title);
        return String.format(Locale.ROOT, "%03d - ", position) + (shown.isEmpty() ? "" : shown + " ") + "[" + videoId
                + "]";
    }

    /**
     * The name of a playlist's folder: {@code Title [PL…]}, with the quality if that is limited.
     *
     * @param title its title; empty while nobody knows it
     */
    public static String folder(String title, String id, Quality quality) {
        String shown = cleaned(title);
        return (shown.isEmpty() ? "" : shown + " ")
                + "[" + id + "]"
                + (quality == Quality.BEST ? "" : " " + quality.wireName());
    }

    /** Nothing that a file system, a shell or Plex takes for something else, and not too long. */
    private static String cleaned(String title) {
        StringBuilder clean = new StringBuilder();
        int bytes = 0;
        for (int c :
                Normalizer.normalize(title, Normalizer.Form.NFC).codePoints().toArray()) {
            String kept = kept(c);
            bytes += kept.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                break;
            }
            clean.append(kept);
        }
        return clean.toString().replaceAll("\\s+", " ").replaceAll("^[. \\-_]+|[. ]+$", "");
    }

    private static String kept(int c) {
        if ("/\\:*?\"<>|%[]{}$`;&".indexOf(c) >= 0) {
            return "_";
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> " ";
            default -> Character.toString(c);
        };
    }
}
