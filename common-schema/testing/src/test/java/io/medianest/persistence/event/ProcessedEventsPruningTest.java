package io.medianest.persistence.event;

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
class ProcessedEventsPruningTest {
    private final ProcessedEventsPruning pruning;

    ProcessedEventsPruningTest(ProcessedEventsPruning pruning) {
        this.pruning = pruning;
    }

    @Test
    void forgetsWhatNobodyCanDeliverAgain() throws Throwable {
        try (Connection connection = TestStores.connect(LoginRole.YOUTUBE_SERVICE);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into processed_events (consumer, event_id, processed_at)
                    values ('pruning', gen_random_uuid(), now() - interval '61 days'),
                           ('pruning', gen_random_uuid(), now() - interval '59 days'),
                           ('pruning', gen_random_uuid(), now())""");

            assertThat(subscribeAndAwait(pruning::prune)).isEqualTo(1);

            try (ResultSet count =
                    statement.executeQuery("select count(*) from processed_events where consumer = 'pruning'")) {
                count.next();
                assertThat(count.getInt(1)).isEqualTo(2);
            }
        }
    }
}
