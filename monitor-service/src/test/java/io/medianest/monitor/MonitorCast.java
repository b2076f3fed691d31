package io.medianest.monitor;

import io.medianest.monitor.support.Household;
import io.medianest.runtime.security.Role;
import io.medianest.testing.authorisation.Cast;
import io.medianest.testing.authorisation.Column;
import io.medianest.testing.authorisation.Operation;
import io.medianest.testing.people.Member;
import io.medianest.testing.people.People;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The people of the matrix. What they call about are services that are named {@code plex}, and ids that nothing has. */
final class MonitorCast implements Cast {
    private final Household household;
    private final Map<Column, Member> members = new EnumMap<>(Column.class);

    MonitorCast(Household household) {
        this.household = household;
    }

    @Override
    public String token(Column column, Operation operation) {
        String needed = operation.scope().orElse("");
        return switch (column) {
            case KEY -> keyToken(needed.isEmpty() ? People.allScopesBut(needed) : needed);
            case KEY_WITHOUT_SCOPE -> keyToken(People.allScopesBut(needed));
            default -> member(column).token();
        };
    }

    @Override
    public String path(Operation operation) {
        return operation
                .path()
                .replace("{name}", "plex")
                .replace("{id}", UUID.randomUUID().toString());
    }

    @Override
    public Optional<Object> body(Operation operation) {
        return Optional.empty();
    }

    private Member member(Column column) {
        return members.computeIfAbsent(column, missing -> switch (missing) {
            case MODERATOR -> household.member(Role.MODERATOR);
            case ADMIN -> household.member(Role.ADMIN);
            case SUSPENDED -> household.people().suspended("/service-configs");
            default -> household.member(Role.USER);
        });
    }

    private String keyToken(String scopes) {
        return household.people().keyToken(member(Column.ADMIN).id(), Role.ADMIN, scopes);
    }
}
