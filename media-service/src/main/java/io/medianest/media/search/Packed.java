package io.medianest.media.search;

import io.medianest.media.search.TitleCache.Kept;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jboss.logging.Logger;

/** How an answer is written into the cache: since when, then the text, compressed. */
final class Packed {
    private static final Logger LOG = Logger.getLogger(Packed.class);
    private static final int LONGEST_TEXT = 4 * 1024 * 1024;

    private Packed() {}

    static String write(Kept kept) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(kept.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kept.since().toEpochMilli() + ":" + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** What {@link #write} wrote; empty for anything else. */
    static Optional<Kept> read(String packed) {
        int colon = packed.indexOf(':');
        try {
            Instant since = Instant.ofEpochMilli(Long.parseLong(packed.substring(0, Math.max(colon, 0))));
            byte[] bytes = Base64.getDecoder().decode(packed.substring(colon + 1));
            try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return Optional.of(
                        new Kept(new String(unpacking.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8), since));
            }
        } catch (IllegalArgumentException | IOException e) {
            LOG.warnf("What the cache keeps is none of ours: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
