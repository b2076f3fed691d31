package io.medianest.monitor.support;

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
 * A household whose services are not configured before each test, and in which nobody is told of anything.
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
        Sql.run("delete from monitor.service_config");
        Sql.run("delete from monitor.alert_channels");
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
