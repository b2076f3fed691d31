package io.medianest.youtube;

import io.medianest.runtime.security.Role;
import io.medianest.testing.authorisation.Cast;
import io.medianest.testing.authorisation.Column;
import io.medianest.testing.authorisation.Operation;
import io.medianest.testing.people.Member;
import io.medianest.testing.people.People;
import io.medianest.youtube.support.Downloads;
import io.medianest.youtube.support.Household;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The people of the matrix, and a download of the first of them for each call. */
final class DownloadCast implements Cast {
    private final Household household;
    private final Map<Column, Member> members = new EnumMap<>(Column.class);

    DownloadCast(Household household) {
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
        String path = operation.path();
        return path.contains("{id}")
                ? path.replace("{id}", download(operation.id()).toString())
                : path;
    }

    @Override
    public Optional<Object> body(Operation operation) {
        return Optional.empty();
    }

    /** In the state that the operation needs. */
    private UUID download(String operation) {
        boolean ended = operation.equals("retryDownload") || operation.equals("deleteDownload");
        return Downloads.insert(member(Column.USER).id(), ended ? "failed" : "queued");
    }

    private Member member(Column column) {
        return members.computeIfAbsent(column, missing -> switch (missing) {
            case MODERATOR -> household.member(Role.MODERATOR);
            case ADMIN -> household.member(Role.ADMIN);
            case SUSPENDED -> household.people().suspended("/youtube-downloads/" + UUID.randomUUID());
            default -> household.member(Role.USER);
        });
    }

    private String keyToken(String scopes) {
        return household.people().keyToken(member(Column.ADMIN).id(), Role.ADMIN, scopes);
    }
}
