package io.medianest.media.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.events.Topics;
import io.medianest.events.user.UserDeleted;
import io.medianest.events.user.UserSuspended;
import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.media.support.Publisher;
import io.medianest.runtime.security.Role;
import io.medianest.testing.stores.KafkaProbe;
import io.medianest.testing.stores.Sql;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@MediaTest
class UserEventsTest {
    @RegisterExtension
    static final Household household = new Household();

    @Test
    void whatADeletedPersonAskedForIsTakenBackOnce() {
        Member anna = household.member(Role.USER);
        Member moderator = household.stranger(Role.MODERATOR);
        String pending = household.film(anna, 603);
        String declined = household.film(anna, 604);
        moderator.api().post("/media-requests/{id}/decline", declined).then().statusCode(200);

        UUID event = UUID.randomUUID();
        Publisher.publish(event, new UserDeleted(anna.id()));
        Publisher.publish(event, new UserDeleted(anna.id()));
        household.awaitStatus(moderator, pending, "failed");
        household.read(moderator, pending).then().body("failureReason", equalTo("cancelled"));
        household.read(moderator, declined).then().body("failureReason", equalTo("declined"));
        assertThat(Sql.value(
                        "select count(*) from media.processed_events where consumer = 'media.users' and event_id = ?",
                        event))
                .isEqualTo("1");
        assertThat(Sql.column(
                        "select actor_id from audit.change_log where row_id = ? order by id desc limit 1", pending))
                .containsExactly("service:media.users");
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndStopsNothing() {
        Member anna = household.member(Role.USER);
        String pending = household.film(anna, 603);
        UUID broken = UUID.randomUUID();
        try (KafkaProbe dead = KafkaProbe.on(Topics.USERS.deadLetters())) {
            Publisher.publish(
                    broken, "user.deleted", Topics.USERS.name(), anna.id().toString(), "{\"userId\":7}");
            Publisher.publish(
                    UUID.randomUUID(),
                    "user.unheard-of",
                    Topics.USERS.name(),
                    anna.id().toString(),
                    "{}");
            Publisher.publish(UUID.randomUUID(), new UserSuspended(anna.id()));
            Publisher.publish(UUID.randomUUID(), new UserDeleted(anna.id()));
            dead.awaitRecord(record -> record.value().equals("{\"userId\":7}"), "dead letter");
        }
        household.awaitStatus(household.stranger(Role.MODERATOR), pending, "failed");
    }
}
