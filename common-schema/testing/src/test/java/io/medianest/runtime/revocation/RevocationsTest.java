package io.medianest.runtime.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.events.revocation.TokenRevoked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevocationsTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final UUID user = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();
    private final Hands clock = new Hands();
    private final Revocations revocations = new Revocations(clock, clock::nanoTime);

    @BeforeEach
    void hearASign() {
        revocations.heardAt(START);
    }

    @Test
    void anySessionIsAcceptedUntilItIsRevoked() {
        assertThat(accepts(1)).isTrue();

        revocations.add(TokenRevoked.ofSession(session, START.plusSeconds(300)));

        assertThat(accepts(1)).isFalse();
        assertThat(revocations.accepts(user, UUID.randomUUID(), 1, START)).isTrue();
    }

    @Test
    void ofAUserOnlyOlderVersionsAreRefused() {
        revocations.add(TokenRevoked.ofUser(user, 3, START.plusSeconds(300)));

        assertThat(accepts(2)).isFalse();
        assertThat(accepts(3)).isTrue();
        assertThat(revocations.accepts(UUID.randomUUID(), session, 2, START)).isTrue();
    }

    @Test
    void anOlderRevocationHeardLaterChangesNothing() {
        revocations.add(TokenRevoked.ofUser(user, 3, START.plusSeconds(300)));
        revocations.add(TokenRevoked.ofUser(user, 2, START.plusSeconds(200)));

        assertThat(accepts(2)).isFalse();
    }

    @Test
    void whatConcernsExpiredTokensOnlyIsForgotten() {
        revocations.add(TokenRevoked.ofSession(session, START.plusSeconds(300)));
        revocations.add(TokenRevoked.ofUser(user, 3, START.plusSeconds(300)));
        revocations.prune();
        assertThat(revocations.size()).isEqualTo(2);

        clock.forward(Duration.ofSeconds(301));
        revocations.prune();

        assertThat(revocations.size()).isZero();
    }

    @Test
    void inSilenceOnlyYoungTokensAreAccepted() {
        clock.forward(Duration.ofSeconds(30));
        assertThat(accepts(1)).as("a sign 30 seconds ago is enough").isTrue();

        clock.forward(Duration.ofMillis(1));
        Instant now = clock.instant();
        assertThat(revocations.accepts(user, session, 1, now.minusSeconds(60))).isFalse();
        assertThat(revocations.accepts(user, session, 1, now.minusSeconds(59))).isTrue();

        revocations.heardAt(now);
        assertThat(accepts(1)).isTrue();
    }

    @Test
    void beforeTheFirstSignOnlyYoungTokensAreAccepted() {
        Revocations fresh = new Revocations(clock, clock::nanoTime);

        assertThat(fresh.accepts(user, session, 1, START.minusSeconds(61))).isFalse();
        assertThat(fresh.accepts(user, session, 1, START.minusSeconds(10))).isTrue();
    }

    @Test
    void aRevokedTokenIsRefusedHoweverYoung() {
        clock.forward(Duration.ofSeconds(40));
        revocations.add(TokenRevoked.ofSession(session, START.plusSeconds(300)));

        assertThat(revocations.accepts(user, session, 1, clock.instant())).isFalse();
    }

    @Test
    void aSignFromTheFutureOrThePastDoesNotProlongTrust() {
        revocations.heardAt(START.plus(Duration.ofHours(1)));
        revocations.heardAt(START.minusSeconds(20));
        assertThat(revocations.silence()).isZero();

        clock.forward(Duration.ofSeconds(31));
        assertThat(accepts(1)).isFalse();
    }

    @Test
    void aClockSetBackOrForwardNeitherHidesSilenceNorMakesIt() {
        clock.set(Duration.ofHours(1));
        assertThat(revocations.silence()).isZero();

        clock.set(Duration.ofHours(-2));
        clock.forward(Duration.ofSeconds(31));
        assertThat(revocations.isSilent()).isTrue();

        revocations.heardAt(clock.instant());
        assertThat(revocations.silence()).isZero();
    }

    private boolean accepts(int version) {
        return revocations.accepts(user, session, version, START.minusSeconds(120));
    }

    private static final class Hands extends Clock implements InstantSource {
        private Instant now = START;
        private Duration passed = Duration.ofDays(-1);

        /** Time passes. */
        void forward(Duration duration) {
            now = now.plus(duration);
            passed = passed.plus(duration);
        }

        /** Somebody sets the clock. */
        void set(Duration difference) {
            now = now.plus(difference);
        }

        long nanoTime() {
            return passed.toNanos();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
