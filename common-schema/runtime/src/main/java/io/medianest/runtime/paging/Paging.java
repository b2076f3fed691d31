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

    String encode(String list, Position position) {
        byte[] body = ByteBuffer.allocate(POSITION_BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, position.createdAt()))
                .putLong(position.id().getMostSignificantBits())
                .putLong(position.id().getLeastSignificantBits())
                .array();
        byte[] cursor = Arrays.copyOf(body, POSITION_BYTES + SEAL_BYTES);
        System.arraycopy(seal.of(sealed(list, body)), 0, cursor, POSITION_BYTES, SEAL_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    private Position decode(String list, String cursor) {
        byte[] bytes = bytes(cursor);
        if (bytes.length != POSITION_BYTES + SEAL_BYTES) {
            throw invalidCursor();
        }
        byte[] body = Arrays.copyOf(bytes, POSITION_BYTES);
        byte[] claimed = Arrays.copyOfRange(bytes, POSITION_BYTES, bytes.length);
        if (!seal.matches(sealed(list, body), claimed)) {
            throw invalidCursor();
        }
        ByteBuffer buffer = ByteBuffer.wrap(body);
        Instant createdAt = Instant.EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS);
        return new Position(createdAt, new UUID(buffer.getLong(), buffer.getLong()));
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
