package io.medianest.media.life;

import io.medianest.media.support.Household;
import io.medianest.media.support.MediaTest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sequences of what people, moderators, Overseerr and faults do. Once it is quiet again, our state and
 * Overseerr's agree, nothing was sent twice, nothing is lost, and the history explains every state.
 *
 * <p>A failure names its seed and all that was done; {@code -Dmedianest.life.seed=<seed>} does the same again, as far as
 * chance has a say in it.
 */
@MediaTest
class RandomLifeTest {
    private static final Logger LOG = Logger.getLogger(RandomLifeTest.class);
    private static final int SEEDS = 12;

    @RegisterExtension
    static final Household household = new Household();

    @Test
    void aShortLife() {
        live(seed(), 1, 16);
    }

    static LongStream seeds() {
        return LongStream.generate(RandomLifeTest::seed).limit(SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("full")
    void aLongLife(long seed) {
        live(seed, 4, 25);
    }

    private static void live(long seed, int rounds, int actions) {
        LOG.infof("A random life of seed %d", seed);
        try (RandomLife life = new RandomLife(household, seed)) {
            for (int i = 0; i < rounds; i++) {
                life.live(actions);
                life.rest();
            }
        }
    }

    private static long seed() {
        return Optional.ofNullable(Long.getLong("medianest.life.seed")).orElseGet(() -> new SecureRandom().nextLong());
    }
}
