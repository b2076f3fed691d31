package io.medianest.runtime.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The public keys that access tokens may be signed with: auth-service's current one and the next. They are read from
 * the database view that auth-service publishes them in, at start and then regularly; through an outage the last good
 * ones stay in use.
 */
@ApplicationScoped
public class PublicKeys {
    private static final Logger LOG = Logger.getLogger(PublicKeys.class);
    private static final String QUERY = "select kid, public_jwk::text as jwk from auth.public_keys";
    /** However many tokens name an unknown key, the database is asked at most this often. */
    private static final Duration SHORTEST_REFRESH = Duration.ofSeconds(1);

    /** On the very first start the other services are there before auth-service has made the keys. */
    private static final Duration FIRST_REFRESH = Duration.ofMillis(500);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Pool pool;
    private final Vertx vertx;
    private final TokenConfig config;
    private final AtomicLong lastRefresh = new AtomicLong(Long.MIN_VALUE);
    private volatile JWKSet keys = new JWKSet();

    PublicKeys(Pool pool, Vertx vertx, TokenConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        refreshAndContinue();
        vertx.setPeriodic(FIRST_REFRESH.toMillis(), this::refreshUntilLoaded);
        vertx.setPeriodic(config.keyRefresh().toMillis(), id -> refreshAndContinue());
    }

    private void refreshUntilLoaded(long timer) {
        if (isLoaded()) {
            vertx.cancelTimer(timer);
        } else {
            refreshAndContinue();
        }
    }

    /** The keys as last read; empty until they could be read once. */
    public JWKSet current() {
        return keys;
    }

    /** Whether tokens can be verified at all. */
    public boolean isLoaded() {
        return !keys.isEmpty();
    }

    /** Reads the keys again because a token names an unknown one; does nothing if they were read just now. */
    Uni<JWKSet> refreshForUnknownKey() {
        long now = System.nanoTime();
        long last = lastRefresh.get();
        boolean recent = last != Long.MIN_VALUE && now - last < SHORTEST_REFRESH.toNanos();
        if (recent || !lastRefresh.compareAndSet(last, now)) {
            return Uni.createFrom().item(keys);
        }
        return refresh().onFailure().recoverWithItem(failure -> {
            LOG.warnf("The public keys could not be read again, the known ones stay: %s", failure.toString());
            return keys;
        });
    }

    private void refreshAndContinue() {
        refresh()
                .subscribe()
                .with(
                        read -> LOG.debugf("%d public keys read", read.size()),
                        failure -> LOG.warnf(
                                "The public keys could not be read, the known ones stay: %s", failure.toString()));
    }

    private Uni<JWKSet> refresh() {
        return pool.query(QUERY)
                .execute()
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(PublicKeys::parse)
                .invoke(read -> {
                    if (!read.isEmpty()) {
                        keys = read;
                    }
                });
    }

    private static JWKSet parse(RowSet<Row> rows) {
        List<JWK> parsed = new ArrayList<>();
        for (Row row : rows) {
            try {
                parsed.add(JWK.parse(row.getString("jwk")).toPublicJWK());
            } catch (ParseException e) {
                LOG.errorf("The public key %s is not readable and is left out", row.getString("kid"));
            }
        }
        return new JWKSet(parsed);
    }
}
