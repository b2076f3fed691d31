package io.medianest.auth.key;

import com.nimbusds.jose.jwk.JWK;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What everybody may know of the signing keys. */
@ApplicationScoped
class PublishedKeys {
    private static final String QUERY =
            "select public_jwk::text as jwk from public_keys order by array_position(array['current', 'next'], state), kid";

    private final Pool pool;

    PublishedKeys(Pool pool) {
        this.pool = pool;
    }

    /** The current key, the next one, and those whose last tokens have not expired yet. */
    Uni<JsonWebKeySet> all() {
        return pool.query(QUERY).execute().map(rows -> {
            List<Map<String, Object>> keys = new ArrayList<>();
            for (Row row : rows) {
                keys.add(publicPart(row.getString("jwk")));
            }
            return new JsonWebKeySet(keys);
        });
    }

    private static Map<String, Object> publicPart(String jwk) {
        try {
            return JWK.parse(jwk).toPublicJWK().toJSONObject();
        } catch (ParseException e) {
            throw new IllegalStateException("A published key is not readable", e);
        }
    }
}
