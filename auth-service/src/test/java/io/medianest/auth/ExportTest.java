package io.medianest.auth;

import static io.medianest.auth.Household.execute;
import static io.medianest.auth.Household.query;
import static io.medianest.auth.PlexWorld.SHARED;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.medianest.auth.Household.Person;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The copy of everything that is stored about somebody. */
@QuarkusTest
class ExportTest {
    private static final String PATH = "/api/v1/auth/me/export";

    @Test
    void holdsWhatEverySliceKnowsOfThePersonAndOfNobodyElse() {
        Household.admin();
        PlexWorld.reset();
        Person person = PlexWorld.signIn(PlexWorld.account(SHARED));
        Person other = Household.person(Role.USER);
        for (Person each : List.of(person, other)) {
            String mine = each.equals(person) ? "Mine" : "Theirs";
            execute(
                    "insert into media.media_requests (user_id, title, media_type) values (?, ?, 'movie')",
                    each.id(),
                    mine);
            execute(
                    "insert into youtube.youtube_downloads (user_id, playlist_url, playlist_title)"
                            + " values (?, 'https://youtube.example/list', ?)",
                    each.id(),
                    mine);
            execute(
                    "insert into youtube.youtube_download_items (download_id, video_id, position, title)"
                            + " select id, 'v', 1, playlist_title from youtube.youtube_downloads where user_id = ?",
                    each.id());
            execute(
                    "insert into monitor.error_logs (user_id, correlation_id, error_code, error_message, request_path,"
                            + " request_method) values (?, 'c', ?, 'm', '/x', 'GET')",
                    each.id(),
                    mine);
            execute(
                    "insert into media.request_rules (user_id, open_limit) values (?, ?)",
                    each.id(),
                    each.equals(person) ? 7 : 8);
        }

        execute(
                "insert into auth.second_factors (user_id, sealed_secret, confirmed_at) values (?, 'sealed-secret', now())",
                person.id());
        execute("update auth.users set pending_email = 'next@example.org' where id = ?", person.id());

        Response copy = person.asks().get(PATH);

        copy.then()
                .statusCode(200)
                .header("Content-Disposition", "attachment; filename=\"medianest-export.json\"")
                .header("Cache-Control", "no-store")
                .body("cut", empty())
                .body("data.profile.id", equalTo(List.of(person.id().toString())))
                .body("data.profile.email", equalTo(List.of(person.email())))
                .body("data.accounts.provider", equalTo(List.of("plex")))
                .body("data.profile.pendingEmail", equalTo(List.of("next@example.org")))
                .body("data.secondFactors", hasSize(1))
                .body("data.devices", hasSize(1))
                .body("data.securityEvents.type", hasItem("data-exported"))
                .body("data.mediaRequests.title", equalTo(List.of("Mine")))
                .body("data.requestRule.openLimit", equalTo(List.of(7)))
                .body("data.youtubeDownloads.playlistTitle", equalTo(List.of("Mine")))
                .body("data.youtubeVideos.title", equalTo(List.of("Mine")))
                .body("data.errors.errorCode", equalTo(List.of("Mine")))
                .body("data.changes.table", hasItem("auth.users"));
        assertThat(copy.asString())
                .doesNotContain(
                        other.id().toString(), other.email(), "Theirs", "plex-token", "sealed-secret", "$argon2", "v1:")
                .doesNotContain(query("select plex_token from auth.users where id = ?", person.id())
                        .getFirst());
    }

    @Test
    void isForOneselfAndNotForEver() {
        given().get(PATH).then().statusCode(401);
        Person person = Household.person(Role.USER);

        for (int i = 0; i < 5; i++) {
            person.asks().get(PATH).then().statusCode(200);
        }
        person.asks().get(PATH).then().statusCode(429).body("code", equalTo("RATE_LIMITED"));
    }
}
