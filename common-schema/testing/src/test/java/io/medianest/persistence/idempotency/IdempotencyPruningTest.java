package io.medianest.persistence.idempotency;

import static io.quarkus.vertx.VertxContextSupport.subscribeAndAwait;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.database.LoginRole;
import io.medianest.testing.stores.StoresTestResource;
import io.medianest.testing.stores.TestStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = StoresTestResource.class,
        initArgs = @ResourceArg(name = "role", value = "youtube_service"))
class IdempotencyPruningTest {
    private final IdempotencyPruning pruning;

    IdempotencyPruningTest(IdempotencyPruning pruning) {
        this.pruning = pruning;
    }

    @Test
    void forgetsInBatchesWhatHasExpiredAndNothingElse() throws Throwable {
        int expired = IdempotencyPruning.BATCH * 2 + 1;
        try (Connection connection = TestStores.connect(LoginRole.YOUTUBE_SERVICE);
                Statement statement = connection.createStatement()) {
            statement.execute("delete from idempotency_keys where expires_at <= now()");
            statement.execute("""
                    insert into idempotency_keys (user_id, key, request_hash, expires_at)
                    select '00000000-0000-0000-0000-000000000001', 'k' || n, '', now() + make_interval(mins => -n)
                      from generate_series(-9, %d) n""".formatted(expired));

            assertThat(subscribeAndAwait(pruning::prune)).isEqualTo(expired + 1);

            try (ResultSet count = statement.executeQuery(
                    "select count(*) from idempotency_keys where user_id = '00000000-0000-0000-0000-000000000001'")) {
                count.next();
                assertThat(count.getInt(1)).isEqualTo(9);
            }
        }
    }
}
