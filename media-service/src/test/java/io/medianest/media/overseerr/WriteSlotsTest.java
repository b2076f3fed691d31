package io.medianest.media.overseerr;

import static io.quarkus.vertx.VertxContextSupport.subscribeAndAwait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.media.overseerr.OverseerrUnavailableException.Reason;
import io.medianest.media.support.Household;
import io.medianest.media.support.MediaTest;
import io.medianest.testing.stores.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two of these stand for two instances: all they share is the database. */
@MediaTest
class WriteSlotsTest {
    private static final int MOST = 2;
    private static final String HELD =
            "select count(*) from media.sync_state where name like 'overseerr-change-%' and lease_until > now()";

    @RegisterExtension
    static final Household household = new Household();

    private final Pool pool;
    private final OverseerrConfig config;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private WriteSlots one;
    private WriteSlots other;

    WriteSlotsTest(Pool pool, OverseerrConfig config) {
        this.pool = pool;
        this.config = config;
    }

    @BeforeEach
    void instances() {
        one = new WriteSlots(pool, config);
        other = new WriteSlots(pool, config);
    }

    @Test
    void neverMoreThanTwoChangesAreUnderWayOverAllInstances() throws Throwable {
        List<Uni<Answer>> changes = IntStream.range(0, 10)
                .mapToObj(number -> (number % 2 == 0 ? one : other).within(this::change))
                .toList();
        assertThat(subscribeAndAwait(() -> Uni.join().all(changes).andFailFast()))
                .hasSize(10);
        assertThat(most.get()).isBetween(1, MOST);
        assertThat(Sql.value(HELD)).isEqualTo("0");
    }

    @Test
    void aSlotIsHeldWhileAChangeMayStillBeUnderWayThere() {
        OverseerrUnavailableException late = new OverseerrUnavailableException(Reason.TIMEOUT, true);
        assertThatThrownBy(() -> subscribeAndAwait(
                        () -> one.within(() -> Uni.createFrom().failure(late))))
                .isSameAs(late);
        assertThat(Sql.value(HELD)).isEqualTo("1");
        OverseerrUnavailableException broken = new OverseerrUnavailableException(Reason.UNREACHABLE, true);
        assertThatThrownBy(() -> subscribeAndAwait(
                        () -> other.within(() -> Uni.createFrom().failure(broken))))
                .isSameAs(broken);
        assertThat(Sql.value(HELD)).isEqualTo("1");
    }

    private Uni<Answer> change() {
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return Uni.createFrom()
                .item(new Answer(200, "{}"))
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(50))
                .invoke(() -> underWay.decrementAndGet());
    }
}
