package io.medianest.media.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.overseerr.OverseerrUser;
import io.medianest.simulators.overseerr.Users.PlexFriend;
import io.medianest.testing.stores.Sql;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On whose behalf requests are sent. */
@MediaTest
class OverseerrAccountTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member admin;

    @BeforeEach
    void people() {
        admin = household.stranger(Role.ADMIN);
    }

    @Test
    void somebodyWhomOverseerrDoesNotKnowIsImported() {
        Member anna = household.stranger(Role.USER);
        household.quietOverseerr().users().addPlexFriend(new PlexFriend(anna.plexId(), "anna", anna.email()));
        send(anna, 603);
        assertThat(requester().plexId()).isEqualTo(anna.plexId());
    }

    @Test
    void aVerifiedAddressIsEnoughWithoutPlex() {
        OverseerrUser account = household.quietOverseerr().users().addLocalUser("anna", "anna@example.org");
        Member anna = household.local(Role.USER, "Anna@Example.org");
        send(anna, 603);
        assertThat(requester().id()).isEqualTo(account.id());
    }

    @Test
    void anAddressThatIsNotVerifiedIsNot() {
        household.quietOverseerr().users().addLocalUser("anna", "anna2@example.org");
        Member anna = household.local(Role.USER, "anna2@example.org");
        Sql.run("update auth.users set email_verified_at = null where id = ?", anna.id());
        expectFailure(anna, 603, "no account in Overseerr");
    }

    @Test
    void nobodyBecomesTheOwnerByAddress() {
        Member anna = household.local(Role.USER, "owner@example.org");
        expectFailure(anna, 603, "no account in Overseerr");
        assertThat(household.quietOverseerr().requests().all()).isEmpty();
        Sql.run("delete from auth.users where id = ?", anna.id());
    }

    @Test
    void anAdminChoosesAndARetrySucceeds() {
        OverseerrUser account = household.quietOverseerr().users().addLocalUser("shared", "shared@example.org");
        Member anna = household.local(Role.USER, UUID.randomUUID() + "@example.org");
        String id = expectFailure(anna, 603, "choose an account");
        admin.api()
                .get("/media/overseerr-accounts")
                .then()
                .statusCode(200)
                .body("items.displayName", hasItems("owner", "shared"));
        choose(admin, anna.id(), account.id())
                .then()
                .statusCode(200)
                .body("overseerrUserId", equalTo(account.id()))
                .body("matchedBy", equalTo("admin"));
        admin.api().post("/media-requests/{id}/retry", id).then().statusCode(200);
        household.awaitStatus(anna, id, "processing");
        assertThat(requester().id()).isEqualTo(account.id());
    }

    @Test
    void anAccountThatIsGoneIsLookedForAgain() {
        Member anna = household.member(Role.USER);
        Sql.run(
                "insert into media.overseerr_users (user_id, overseerr_user_id, matched_by) values (?, 77, 'plex')",
                anna.id());
        send(anna, 603);
        assertThat(requester().plexId()).isEqualTo(anna.plexId());
    }

    @Test
    void anAccountThatAnAdminChoseAndThatIsGoneNeedsTheAdmin() {
        Member anna = household.member(Role.USER);
        choose(admin, anna.id(), 77).then().statusCode(200);
        expectFailure(anna, 603, "an ADMIN chose");
        admin.api().delete("/media/overseerr-accounts/{id}", anna.id()).then().statusCode(204);
        admin.api()
                .get("/media/overseerr-accounts/{id}", anna.id())
                .then()
                .statusCode(200)
                .body("overseerrUserId", nullValue());
    }

    @Test
    void onlyAdminsChoose() {
        Member moderator = household.stranger(Role.MODERATOR);
        choose(moderator, moderator.id(), 1).then().statusCode(403);
        moderator.api().get("/media/overseerr-accounts").then().statusCode(403);
        moderator
                .api()
                .delete("/media/overseerr-accounts/{id}", moderator.id())
                .then()
                .statusCode(403);
        choose(admin, UUID.randomUUID(), 1).then().statusCode(404).body("code", equalTo("NOT_FOUND"));
        choose(admin, moderator.id(), 0).then().statusCode(400);
    }

    private Response choose(Member who, UUID user, int account) {
        return who.api().body(Map.of("overseerrUserId", account)).put("/media/overseerr-accounts/{id}", user);
    }

    private void send(Member member, int film) {
        String id = household.film(member, film);
        admin.api().post("/media-requests/{id}/approve", id).then().statusCode(200);
        household.awaitStatus(member, id, "processing");
    }

    private String expectFailure(Member member, int film, String note) {
        String id = household.film(member, film);
        admin.api().post("/media-requests/{id}/approve", id).then().statusCode(200);
        household.awaitStatus(member, id, "failed");
        household
                .read(member, id)
                .then()
                .body("failureReason", equalTo("error"))
                .body("decisionNote", containsString(note));
        return id;
    }

    private OverseerrUser requester() {
        return household
                .quietOverseerr()
                .users()
                .get(household.quietOverseerr().requests().all().getFirst().requestedBy());
    }
}
