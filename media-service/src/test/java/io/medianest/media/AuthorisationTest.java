package io.medianest.media;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may call what, for every operation that the service's document names: a new one needs its entry here. */
@MediaTest
class AuthorisationTest {
    /** Signed in by a text of its own; see WebhookTest. */
    private static final Set<String> OVERSEERR = Set.of("receiveOverseerrWebhook");

    private static final Set<String> ANY_USER = Set.of(
            "createMediaRequest",
            "listMediaRequests",
            "getMediaRequest",
            "getMediaRequestHistory",
            "cancelMediaRequest",
            "streamMediaRequests",
            "searchTitles",
            "listTrendingTitles",
            "getTitle");
    private static final Set<String> MODERATOR = Set.of(
            "approveMediaRequest",
            "declineMediaRequest",
            "retryMediaRequest",
            "completeMediaRequest",
            "countMediaRequests",
            "listMediaRequestsByUser");
    private static final Set<String> ADMIN =
            Set.of("listOverseerrAccounts", "getOverseerrAccount", "chooseOverseerrAccount", "unsetOverseerrAccount");

    @RegisterExtension
    static final Household household = new Household();

    @TestHTTPResource(value = "/openapi?format=json", management = true)
    URL document;

    private record Operation(String id, String method, String path) {

        /** Calls it without a good body or an existing id: whoever gets past the door then meets another refusal. */
        int status(String token) {
            var request = token == null ? given() : given().auth().oauth2(token);
            return request.contentType("application/json")
                    .body(method.equals("get") || method.equals("delete") ? "" : "{\"unknown\":1}")
                    .request(
                            method.toUpperCase(Locale.ROOT),
                            path.replaceAll("\\{(id|userId)}", "00000000-0000-0000-0000-000000000000")
                                    .replaceAll("\\{mediaType[^}]*}", "movie")
                                    .replace("{tmdbId}", "603"))
                    .statusCode();
        }
    }

    @Test
    void everyOperationHasItsEntry() {
        List<String> entries = Stream.of(OVERSEERR, ANY_USER, MODERATOR, ADMIN)
                .flatMap(Set::stream)
                .toList();

        assertThat(operations()).extracting(Operation::id).containsExactlyInAnyOrderElementsOf(entries);
    }

    @Test
    void nobodyPassesWithoutAToken() {
        assertThat(operations())
                .allSatisfy(operation -> assertThat(operation.status(null))
                        .as(operation.toString())
                        .isEqualTo(401));
    }

    @Test
    void roles() {
        expect(Role.USER, MODERATOR, false);
        expect(Role.USER, ADMIN, false);
        expect(Role.MODERATOR, MODERATOR, true);
        expect(Role.MODERATOR, ADMIN, false);
        expect(Role.ADMIN, MODERATOR, true);
        expect(Role.ADMIN, ADMIN, true);
    }

    private void expect(Role role, Set<String> ids, boolean allowed) {
        Member member = household.stranger(role);
        operations().stream()
                .filter(operation -> ids.contains(operation.id()))
                .forEach(operation -> assertThat(operation.status(member.token()) == 403)
                        .as(operation + " as " + role)
                        .isEqualTo(!allowed));
    }

    private List<Operation> operations() {
        Map<String, Map<String, Map<String, Object>>> paths =
                given().get(document).then().statusCode(200).extract().path("paths");
        List<Operation> operations = new ArrayList<>();
        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            if (operation.get("operationId") instanceof String id) {
                operations.add(new Operation(id, method, path));
            }
        }));
        return operations;
    }
}
