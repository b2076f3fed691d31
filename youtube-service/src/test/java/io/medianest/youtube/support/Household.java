package io.medianest.youtube.support;

import io.medianest.runtime.security.Role;
import io.medianest.testing.people.Member;
import io.medianest.testing.people.People;
import io.medianest.testing.stores.Sql;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A household without downloads before each test, and with a queue that rests: nothing happens to downloads but what
 * the test does.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Household household = new Household();
 * }</pre>
 */
public final class Household implements BeforeAllCallback, BeforeEachCallback {
    private static People people;

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(20));
        if (people == null) {
            people = new People();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Sql.run("delete from youtube.youtube_downloads");
        Sql.run("update youtube.queue_state set paused_until = now() + interval '1 day', pause_reason = 'a test'");
    }

    /** Lets the queue work. */
    public void work() {
        Sql.run("update youtube.queue_state set paused_until = null, pause_reason = null, pauses = 0,"
                + " next_start_at = now()");
    }

    /** How many downloads somebody has. */
    public int downloadsOf(Member member) {
        return Sql.column("select id from youtube.youtube_downloads where user_id = ?", member.id())
                .size();
    }

    /** Those who can be made. */
    public People people() {
        return people;
    }

    /** A new person with that role. */
    public Member member(Role role) {
        return people.member(role);
    }
}
