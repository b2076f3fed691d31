package io.medianest.media.image;

import io.medianest.encryption.KeyedHash;
import io.medianest.runtime.security.KeyedHashes;
import io.medianest.runtime.security.SecretsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the paths of {@code posterUrl} fields. Each holds a sealed token that names one picture: nobody can make one for
 * anything else, so that the service fetches only what it has itself shown. A picture always has the same link, which
 * browsers can keep; one of Plex is for one person, and good as long as that person sees the library.
 */
@ApplicationScoped
public class ImageLinks {
    private static final String PATH = "/api/v1/images/";
    private static final int SEAL_BYTES = 16;
    private static final int MOST_CHARACTERS = 500;
    private static final byte TMDB = 1;
    private static final byte PLEX = 2;
    private static final Pattern TMDB_PATH = Pattern.compile("/[A-Za-z0-9_-]{1,64}\\.(?:jpg|png|webp)");
    private static final Pattern PLEX_PATH =
            Pattern.compile("/library/(?:metadata|collections)/[0-9]{1,15}/(?:thumb|art|composite)/[0-9]{1,15}");
    private static final Pattern LIBRARY = Pattern.compile("[0-9]{1,9}");

    private final KeyedHash seal;

    ImageLinks(SecretsConfig secrets) {
        seal = KeyedHashes.of(secrets, "image");
    }

    /**
     * The link of a picture at TMDB.
     *
     * @param path as TMDB and Overseerr give it, such as {@code /abc.jpg}; null for none
     * @return a path below this server; null if there is none, or if that is no path of TMDB's
     */
    public @Nullable String tmdb(@Nullable String path) {
        if (path == null || !TMDB_PATH.matcher(path).matches()) {
            return null;
        }
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        return link(ByteBuffer.allocate(1 + name.length).put(TMDB).put(name).array());
    }

    /**
     * The link of artwork of the Plex server.
     *
     * @param viewer who is shown it
     * @param library the key of the library
     * @param path as Plex gives it; null for none
     * @return a path below this server; null if there is none, or if that is no path of artwork
     */
    public @Nullable String plex(UUID viewer, String library, @Nullable String path) {
        // What follows are sizes, which are asked for anew.
        String plain = path == null ? "" : path.replaceFirst("\\?.*$", "");
        if (!PLEX_PATH.matcher(plain).matches() || !LIBRARY.matcher(library).matches()) {
            return null;
        }
        byte[] name = (library + plain).getBytes(StandardCharsets.UTF_8);
        return link(ByteBuffer.allocate(1 + Long.BYTES * 2 + name.length)
                .put(PLEX)
                .putLong(viewer.getMostSignificantBits())
                .putLong(viewer.getLeastSignificantBits())
                .put(name)
                .array());
    }

    /** The picture that a link's token names; empty if it was not made here. */
    Optional<ImageSource> read(String token) {
        byte[] bytes = bytes(token);
        if (bytes.length <= SEAL_BYTES) {
            return Optional.empty();
        }
        byte[] body = Arrays.copyOfRange(bytes, SEAL_BYTES, bytes.length);
        return seal.matches(body, Arrays.copyOf(bytes, SEAL_BYTES)) ? source(ByteBuffer.wrap(body)) : Optional.empty();
    }

    /** Checks the shape again: what was allowed when the link was made need not be any more. */
    private static Optional<ImageSource> source(ByteBuffer body) {
        byte kind = body.get();
        if (kind == TMDB) {
            String path = StandardCharsets.UTF_8.decode(body).toString();
            return TMDB_PATH.matcher(path).matches() ? Optional.of(new ImageSource.Tmdb(path)) : Optional.empty();
        }
        if (kind != PLEX || body.remaining() <= Long.BYTES * 2) {
            return Optional.empty();
        }
        UUID viewer = new UUID(body.getLong(), body.getLong());
        String name = StandardCharsets.UTF_8.decode(body).toString();
        int slash = Math.max(0, name.indexOf('/'));
        String path = name.substring(slash);
        return PLEX_PATH.matcher(path).matches()
                ? Optional.of(new ImageSource.Plex(viewer, name.substring(0, slash), path))
                : Optional.empty();
    }

    private String link(byte[] body) {
        byte[] token = new byte[SEAL_BYTES + body.length];
        System.arraycopy(seal.of(body), 0, token, 0, SEAL_BYTES);
        System.arraycopy(body, 0, token, SEAL_BYTES, body.length);
        return PATH + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static byte[] bytes(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return new byte[0];
        }
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
