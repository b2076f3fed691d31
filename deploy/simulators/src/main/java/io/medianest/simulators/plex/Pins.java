package io.medianest.simulators.plex;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The PINs of sign-ins that are under way. Safe for use by several threads. */
public final class Pins {

    /**
     * A PIN.
     *
     * @param account who approved it, or null so far
     * @param polledAt when its client last asked, or null
     */
    public record Pin(
            int id,
            String code,
            String clientIdentifier,
            String product,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Integer account,
            @Nullable Instant polledAt) {

        Pin approvedBy(int account) {
            return new Pin(id, code, clientIdentifier, product, createdAt, expiresAt, account, polledAt);
        }

        Pin expiredAt(Instant at) {
            return new Pin(id, code, clientIdentifier, product, createdAt, at, account, polledAt);
        }

        Pin polledAt(Instant at) {
            return new Pin(id, code, clientIdentifier, product, createdAt, expiresAt, account, at);
        }

        boolean isExpired() {
            return !Instant.now().isBefore(expiresAt);
        }
    }

    private static final Duration LIFE = Duration.ofMinutes(30);
    /** A client that asks each second is not quite punctual. */
    private static final Duration PAUSE = Duration.ofMillis(900);

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final SecureRandom random = new SecureRandom();
    private final List<Pin> pins = new ArrayList<>();

    /** All PINs, oldest first. */
    public synchronized List<Pin> all() {
        return List.copyOf(pins);
    }

    /** The user approves the PIN in Plex's own page. */
    public synchronized void approve(String code, int account) {
        Pin pin = pins.stream()
                .filter(candidate -> candidate.code().equals(code) && !candidate.isExpired())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No PIN with that code"));
        replace(pin, pin.approvedBy(account));
    }

    /** Half an hour passes for this PIN. */
    public synchronized void expire(int id) {
        Pin pin = find(id).orElseThrow();
        replace(pin, pin.expiredAt(Instant.now()));
    }

    synchronized Pin create(boolean strong, String clientIdentifier, String product) {
        Instant now = Instant.now();
        Pin pin = new Pin(
                1_000_000 + pins.size(),
                code(strong ? 25 : 4),
                clientIdentifier,
                product,
                now,
                now.plus(LIFE),
                null,
                null);
        pins.add(pin);
        return pin;
    }

    synchronized Optional<Pin> find(int id) {
        return pins.stream().filter(pin -> pin.id() == id).findFirst();
    }

    /** Notes that the client asks for it; false when it asks more than once a second. */
    synchronized boolean poll(Pin pin) {
        Instant now = Instant.now();
        Instant last = pin.polledAt();
        if (last != null && now.isBefore(last.plus(PAUSE))) {
            return false;
        }
        replace(pin, pin.polledAt(now));
        return true;
    }

    synchronized void clear() {
        pins.clear();
    }

    private void replace(Pin old, Pin replacement) {
        pins.set(pins.indexOf(old), replacement);
    }

    private String code(int length) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < length; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
