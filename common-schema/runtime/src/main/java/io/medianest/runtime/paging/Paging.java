package io.medianest.runtime.paging;

import io.medianest.encryption.KeyedHash;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.KeyedHashes;
import io.medianest.runtime.security.SecretsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the paging parameters of lists. A cursor is opaque and signed, for one list each: whoever changes it, or takes
 * it to another list, is told so instead of getting a wrong page.
 */
@ApplicationScoped
public class Paging {
    /** The items of a page when the caller does not say. */
    public static final int DEFAULT_LIMIT = 20;

    /** The most items of a page. */
    public static final int MAX_LIMIT = 100;

    private static final int POSITION_BYTES = Long.BYTES * 3;
    private static final int SEAL_BYTES = 12;
    /** Stands in no text of the database, so that no text can run on into the name of a list. */
    private static final char END_OF_TEXT = 0;

    private final KeyedHash seal;

    Paging(SecretsConfig secrets) {
        seal = KeyedHashes.of(secrets, "cursor");
    }

    /**
     * Reads {@code limit} and {@code cursor}.
     *
     * @param list names the list and its filters; a cursor is valid for the list it was made for
     * @param limit as it came; null for the default
     * @param cursor as it came; null for the first page
     * @throws ProblemException 400 {@code VALIDATION_FAILED} for the limit, {@code INVALID_CURSOR} for the cursor
     */
    public PageRequest request(String list, @Nullable String limit, @Nullable String cursor) {
        return new PageRequest(this, list, parseLimit(limit), cursor == null ? null : decode(list, cursor));
    }

    /**
     * Reads {@code limit} and {@code cursor} of a list that is ordered by a text.
     *
     * @param list names the list, its order and its filters; a cursor is valid for the list it was made for
     * @param limit as it came; null for the default
     * @param cursor as it came; null for the first page
     * @throws ProblemException 400 {@code VALIDATION_FAILED} for the limit, {@code INVALID_CURSOR} for the cursor
     */
    public TextPageRequest textRequest(String list, @Nullable String limit, @Nullable String cursor) {
        return new TextPageRequest(this, list, parseLimit(limit), cursor == null ? null : decodeText(list, cursor));
    }

    String encode(String list, Position position) {
        return seal(
                list,
                ByteBuffer.allocate(POSITION_BYTES)
                        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt()))
                        .putLong(position.id().getMostSignificantBits())
                        .putLong(position.id().getLeastSignificantBits())
                        .array());
    }

    String encode(String list, TextPosition position) {
        byte[] text = position.text().getBytes(StandardCharsets.UTF_8);
        return seal(
                END_OF_TEXT + list,
                ByteBuffer.allocate(Long.BYTES + text.length)
                        .putLong(position.id())
                        .put(text)
                        .array());
    }

    private Position decode(String list, String cursor) {
        ByteBuffer buffer = open(list, cursor);
        if (buffer.remaining() != POSITION_BYTES) {
            throw invalidCursor();
        }
        Instant createdAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
        return new Position(createdAt, new UUID(buffer.getLong(), buffer.getLong()));
    }

    private TextPosition decodeText(String list, String cursor) {
        ByteBuffer buffer = open(END_OF_TEXT + list, cursor);
        if (buffer.remaining() < Long.BYTES) {
            throw invalidCursor();
        }
        long id = buffer.getLong();
        return new TextPosition(StandardCharsets.UTF_8.decode(buffer).toString(), id);
    }

    private String seal(String list, byte[] body) {
        byte[] cursor = Arrays.copyOf(body, body.length + SEAL_BYTES);
        System.arraycopy(seal.of(sealed(list, body)), 0, cursor, body.length, SEAL_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** What was sealed for that list. */
    private ByteBuffer open(String list, String cursor) {
        byte[] bytes = bytes(cursor);
        if (bytes.length < SEAL_BYTES) {
            throw invalidCursor();
        }
        byte[] body = Arrays.copyOf(bytes, bytes.length - SEAL_BYTES);
        byte[] claimed = Arrays.copyOfRange(bytes, body.length, bytes.length);
        if (!seal.matches(sealed(list, body), claimed)) {
            throw invalidCursor();
        }
        return ByteBuffer.wrap(body);
    }

    private static byte[] sealed(String list, byte[] body) {
        byte[] name = list.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(body.length + name.length)
                .put(body)
                .put(name)
                .array();
    }

    private static byte[] bytes(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw invalidCursor();
        }
    }

    private static int parseLimit(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (!limit.matches("[0-9]{1,3}")) {
            throw invalidLimit();
        }
        int value = Integer.parseInt(limit);
        if (value < 1 || value > MAX_LIMIT) {
            throw invalidLimit();
        }
        return value;
    }

    private static ProblemException invalidLimit() {
        return ProblemException.invalid("limit", "must be a whole number from 1 to " + MAX_LIMIT);
    }

    private static ProblemException invalidCursor() {
        return new ProblemException(
                400, "INVALID_CURSOR", "The cursor was not made for this list; start again without one.");
    }
}
