package io.medianest.media;

import static org.awaitility.Awaitility.await;

import io.medianest.events.revocation.TokenRevoked;
import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.runtime.security.Role;
import io.medianest.runtime.security.Scope;
import io.medianest.testing.authorisation.Cast;
import io.medianest.testing.authorisation.Column;
import io.medianest.testing.authorisation.Operation;
import io.medianest.testing.stores.EventPublisher;
import io.medianest.testing.stores.Sql;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The people of the matrix, and a request of the first of them for each call. */
final class MediaCast implements Cast {
    private static final String ASK = "insert into media.media_requests"
            + " (id, user_id, title, media_type, tmdb_id, status, failure_reason) values (?, ?, 'Film', 'movie', ?, ?, ?)";

    private final Household household;
    private final Map<Column, Member> people = new EnumMap<>(Column.class);
    private int lastFilm = 9_000_000;

    MediaCast(Household household) {
        this.household = household;
    }

    @Override
    public String token(Column column, Operation operation) {
        String needed = operation.scope().orElse("");
        return switch (column) {
            case KEY -> keyToken(needed.isEmpty() ? allBut(needed) : needed);
            case KEY_WITHOUT_SCOPE -> keyToken(allBut(needed));
            default -> person(column).token();
        };
    }

    @Override
    public String path(Operation operation) {
        String path = operation
                .path()
                .replaceAll("\\{mediaType[^}]*}", "movie")
                .replace("{tmdbId}", "603")
                .replace("{role}", "USER")
                .replace("{userId}", person(Column.USER).id().toString())
                .replaceAll("\\{key[^}]*}", "77")
                .replaceAll("\\{ratingKey[^}]*}", "7700")
                .replace("{token}", "bm8gbGluaw");
        if (path.contains("/library")) {
            library();
        }
        if (path.contains("{id}")) {
            return path.replace("{id}", request(operation.id()));
        }
        return switch (operation.id()) {
            case "searchTitles", "searchLibraries" -> path + "?query=matrix";
            case "listMediaRequestsByUser" -> path + "?status=pending";
            default -> path;
        };
    }

    @Override
    public Optional<Object> body(Operation operation) {
        return switch (operation.id()) {
            case "approveMediaRequest", "declineMediaRequest" -> Optional.of(Map.of());
            default -> Optional.empty();
        };
    }

    /** In the state that the operation needs. */
    private String request(String operation) {
        UUID id = UUID.randomUUID();
        String status = switch (operation) {
            case "retryMediaRequest" -> "failed";
            case "completeMediaRequest" -> "available";
            default -> "pending";
        };
        lastFilm++;
        Sql.run(
                ASK,
                id,
                person(Column.USER).id(),
                Integer.toString(lastFilm),
                status,
                status.equals("failed") ? "error" : null);
        Sql.run(
                "insert into media.media_request_history (request_id, source, to_status) values (?, 'user', ?)",
                id,
                status);
        return id.toString();
    }

    /** A library that Plex shares with the first of them, with a title and a collection. */
    private void library() {
        Sql.run(
                "insert into media.library_sections (key, server_id, media_type, title) values ('77', 'here', 'movie', 'Films')"
                        + " on conflict do nothing");
        Sql.run("insert into media.library_titles (rating_key, section_key, media_type, title, sort_title, search_text,"
                + " added_at, recent_at, updated_at) values (7700, '77', 'movie', 'X', 'x', 'x', now(), now(), now())"
                + " on conflict do nothing");
        Sql.run("insert into media.library_collections values (7700, '77', 'X', 'x', null, null, 0, now())"
                + " on conflict do nothing");
        Sql.run(
                "insert into media.library_shares values (?, '77') on conflict do nothing",
                Integer.toString(person(Column.USER).plexId()));
    }

    private Member person(Column column) {
        return people.computeIfAbsent(column, missing -> {
            Role role = switch (missing) {
                case MODERATOR -> Role.MODERATOR;
                case ADMIN -> Role.ADMIN;
                default -> Role.USER;
            };
            Member member = household.stranger(role);
            if (missing == Column.SUSPENDED) {
                suspend(member);
            }
            return member;
        });
    }

    private static void suspend(Member member) {
        try (EventPublisher publisher = EventPublisher.create()) {
            publisher.publish(TokenRevoked.ofUser(member.id(), 1, Instant.now().plusSeconds(360)), 1);
        }
        await().untilAsserted(() -> member.api().get("/media-requests").then().statusCode(401));
    }

    private String keyToken(String scopes) {
        return household
                .tokens()
                .of(
                        person(Column.ADMIN).id(),
                        Role.ADMIN,
                        claims -> claims.claim("auth_time", null).claim("scope", scopes));
    }

    private static String allBut(String scope) {
        return Arrays.stream(Scope.values())
                .map(Scope::wireName)
                .filter(name -> !name.equals(scope))
                .collect(Collectors.joining(" "));
    }
}
