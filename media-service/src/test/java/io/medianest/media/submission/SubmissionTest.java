package io.medianest.media.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.Fault;
import io.medianest.simulators.control.LoggedRequest;
import io.medianest.simulators.control.SimulatorServer.Down;
import io.medianest.simulators.overseerr.MediaRequest;
import io.medianest.simulators.overseerr.OverseerrUser.QuotaLimit;
import io.medianest.simulators.overseerr.Product;
import io.medianest.testing.stores.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Approved requests reach Overseerr, once, whatever goes wrong on the way. */
@MediaTest
class SubmissionTest {
    private static final String CREATE = "/api/v1/request";
    private static final int MATRIX = 603;
    private static final int APPROVED = 2;
    private static final String LATE = "update media.media_requests set next_attempt_at = now() + interval '1 hour'"
            + " where id = ?::uuid and submission_state = 'queued' and attempts = 0";

    @RegisterExtension
    static final Household household = new Household();

    private Member anna;
    private Member moderator;

    @BeforeEach
    void people() {
        anna = household.member(Role.USER);
        moderator = household.stranger(Role.MODERATOR);
    }

    @Test
    void aFilmIsSentOnThePersonsBehalfAndApproved() {
        String id = approved(household.film(anna, MATRIX));
        household.awaitStatus(anna, id, "processing");
        assertThat(there()).singleElement().satisfies(request -> {
            assertThat(request.tmdbId()).isEqualTo(MATRIX);
            assertThat(request.status()).isEqualTo(APPROVED);
            assertThat(request.is4k()).isFalse();
            assertThat(household
                            .quietOverseerr()
                            .users()
                            .get(request.requestedBy())
                            .plexId())
                    .isEqualTo(anna.plexId());
        });
        household
                .read(anna, id)
                .then()
                .body("overseerrId", equalTo(Integer.toString(there().getFirst().id())));
    }

    @Test
    void seasonsAreSentByNumber() {
        String id = approved(household.seasons(anna, 1396, List.of(2, 1)));
        household.awaitStatus(anna, id, "processing");
        assertThat(there())
                .singleElement()
                .satisfies(request -> assertThat(request.seasonNumbers()).containsExactly(1, 2));
    }

    @Test
    void allSeasonsAreExpandedByWhatOverseerrMakesOfThem() {
        household.overseerr().server().goDown(Down.REFUSING);
        String id = approved(household.seasons(anna, 1396, "all"));
        household.overseerr().server().comeBack();
        household.awaitStatus(anna, id, "processing");
        assertThat(household.read(anna, id).jsonPath().getList("seasons.number", Integer.class))
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void whileOverseerrIsDownRequestsWaitAndThenGoOutInOrderOnce() {
        household.overseerr().server().goDown(Down.REFUSING);
        List<Integer> films = List.of(603, 604, 605);
        List<String> ids = new ArrayList<>();
        for (int film : films) {
            ids.add(approved(household.film(anna, film)));
        }
        household.read(anna, ids.getFirst()).then().body("status", equalTo("approved"));
        household.overseerr().server().comeBack();
        ids.forEach(id -> household.awaitStatus(anna, id, "processing"));
        assertThat(there()).extracting(MediaRequest::tmdbId).containsExactlyElementsOf(films);
        assertThat(household.quietOverseerr().writes().mostConcurrentWrites()).isEqualTo(1);
    }

    @Test
    void theClockOfWhoeverApprovedDoesNotHoldARequestUp() {
        household.overseerr().server().goDown(Down.REFUSING);
        String id = approved(household.film(anna, MATRIX));
        await().until(() -> Sql.run(LATE, id) == 1);
        household.overseerr().server().comeBack();
        household.awaitStatus(anna, id, "processing");
    }

    /** Faults that Overseerr gets over by itself. */
    static Stream<Fault> passing() {
        return Stream.of(
                Fault.latency(Duration.ofMillis(700)),
                Fault.drop(),
                Fault.dropAnswer(),
                Fault.hang(),
                Fault.status(500),
                Fault.status(502).withBody("<html>Bad Gateway</html>"),
                Fault.status(503),
                Fault.rateLimited(1));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aFaultDelaysARequestAndNeverDoublesIt(Fault fault) {
        String id = household.film(anna, MATRIX);
        household.overseerr().faults().add(fault.on("POST", CREATE).times(1));
        approved(id);
        household.awaitStatus(anna, id, "processing");
        assertThat(there()).hasSize(1);
        assertThat(there().getFirst().status()).isEqualTo(APPROVED);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aFaultOfTheApprovalThereDelaysIt(Fault fault) {
        String id = household.film(anna, MATRIX);
        household
                .overseerr()
                .faults()
                .add(fault.on("POST", CREATE + "/*/approve").times(1));
        approved(id);
        household.awaitStatus(anna, id, "processing");
        assertThat(there())
                .singleElement()
                .satisfies(request -> assertThat(request.status()).isEqualTo(APPROVED));
    }

    @Test
    void whatTookEffectWithoutAnAnswerIsTakenOver() {
        String id = household.film(anna, MATRIX);
        household.overseerr().faults().add(Fault.dropAnswer().on("POST", CREATE).times(1));
        approved(id);
        household.awaitStatus(anna, id, "processing");
        assertThat(there()).hasSize(1);
        assertThat(creations()).hasSize(1);
    }

    @Test
    void whatACrashLeftBehindIsLookedForBeforeItIsSentAgain() {
        String id = household.film(anna, MATRIX);
        household.disconnect();
        approved(id);
        // As an instance leaves it that is killed between Overseerr's answer and its own commit.
        Sql.run(
                "update media.media_requests set submission_state = 'sending', attempts = 1, lease_owner = 'killed',"
                        + " lease_until = now() where id = ?::uuid",
                id);
        int left = household.askThere(anna, Map.of("mediaType", "movie", "mediaId", MATRIX), false);
        household.connect();
        household.awaitStatus(anna, id, "processing");
        household.read(anna, id).then().body("overseerrId", equalTo(Integer.toString(left)));
        assertThat(creations()).hasSize(1);
        assertThat(there())
                .singleElement()
                .satisfies(request -> assertThat(request.status()).isEqualTo(APPROVED));
    }

    @Test
    void whatSomebodyAskedForInOverseerrIsTakenOver() {
        Member bert = household.member(Role.USER);
        String first = approved(household.film(bert, MATRIX));
        household.awaitStatus(bert, first, "processing");
        Sql.run("delete from media.media_requests where id = ?::uuid", first);

        String id = approved(household.film(anna, MATRIX));
        household.awaitStatus(anna, id, "processing");
        assertThat(there()).hasSize(1);
        household
                .read(anna, id)
                .then()
                .body("overseerrId", equalTo(Integer.toString(there().getFirst().id())));
    }

    @Test
    void seasonsThatAreThereAlreadyAreTakenOver() {
        Member bert = household.member(Role.USER);
        String first = approved(household.seasons(bert, 1396, List.of(1, 2)));
        household.awaitStatus(bert, first, "processing");
        Sql.run("delete from media.media_requests where id = ?::uuid", first);

        String id = approved(household.seasons(anna, 1396, List.of(2)));
        household.awaitStatus(anna, id, "processing");
        assertThat(there()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatFailedInOverseerrIsBegunAgainThere(Product product) {
        Member bert = household.member(Role.USER);
        String first = approved(household.film(bert, MATRIX));
        household.awaitStatus(bert, first, "processing");
        Sql.run("delete from media.media_requests where id = ?::uuid", first);
        household.quietOverseerr().requests().fail(there().getFirst().id(), product);

        String id = approved(household.film(anna, MATRIX));
        household.awaitStatus(anna, id, "processing");
        assertThat(there())
                .singleElement()
                .satisfies(request -> assertThat(request.status()).isEqualTo(APPROVED));
    }

    @Test
    void whatIsDeclinedThereBeforeItsApprovalArrivesIsNotSentAgain() {
        String id = household.film(anna, MATRIX);
        household.overseerr().faults().add(Fault.status(503).on("POST", CREATE + "/*/approve"));
        approved(id);
        await().until(() -> Sql.value("select count(overseerr_id) from media.media_requests where id = ?::uuid", id)
                .equals("1"));
        household.overseerr().requests().decline(there().getFirst().id());
        household.overseerr().faults().clear();
        household.awaitStatus(anna, id, "failed");
        household.read(anna, id).then().body("failureReason", equalTo("declined"));
        assertThat(creations()).hasSize(1);
    }

    @Test
    void aQuotaOfOverseerrFailsTheRequestWithItsWords() {
        String id = household.film(anna, MATRIX);
        household.quietOverseerr().users().setQuotas(2, new QuotaLimit(1, 7), new QuotaLimit(0, 0));
        String used = approved(household.film(anna, 604));
        household.awaitStatus(anna, used, "processing");
        approved(id);
        household.awaitStatus(anna, id, "failed");
        household
                .read(anna, id)
                .then()
                .body("failureReason", equalTo("error"))
                .body("decisionNote", containsString("Movie Quota exceeded"));
    }

    @Test
    void whatOverseerrCannotDoIsGivenUpAndMayBeRetried() {
        String id = household.film(anna, MATRIX);
        household.overseerr().faults().add(Fault.status(500).on("POST", CREATE));
        approved(id);
        household.awaitStatus(anna, id, "failed");
        assertThat(creations()).hasSize(3);
        household.overseerr().faults().clear();
        moderator.api().post("/media-requests/{id}/retry", id).then().statusCode(200);
        household.awaitStatus(anna, id, "processing");
        assertThat(there()).hasSize(1);
    }

    @Test
    void aRequestThatFailsDoesNotHoldUpTheOthers() {
        String bad = household.film(anna, MATRIX);
        String good = household.seasons(anna, 1396, List.of(1));
        household.overseerr().faults().add(Fault.status(500).on("POST", CREATE).times(1));
        approved(bad);
        approved(good);
        household.awaitStatus(anna, good, "processing");
        household.awaitStatus(anna, bad, "processing");
    }

    @Test
    void aWrongKeyStopsTheQueueUntilItIsSetRight() {
        String id = household.film(anna, MATRIX);
        household.connect(household.quietOverseerr().baseUrl(), "wrong");
        approved(id);
        await().untilAsserted(() -> assertThat(lastError(id)).contains("refuses the API key"));
        household.read(anna, id).then().body("status", equalTo("approved"));
        household.connect();
        household.awaitStatus(anna, id, "processing");
    }

    @Test
    void csrfProtectionIsNamed() {
        String id = household.film(anna, MATRIX);
        household.overseerr().options(household.overseerr().options().withCsrfProtection(true));
        approved(id);
        await().untilAsserted(() -> assertThat(lastError(id)).contains("CSRF protection"));
        household.overseerr().options(household.overseerr().options().withCsrfProtection(false));
        household.awaitStatus(anna, id, "processing");
    }

    @Test
    void theKeyIsSentToOverseerrAloneAndNotFurther() {
        household.overseerr().faults().add(Fault.status(302).on("POST", CREATE).times(1));
        String id = approved(household.film(anna, MATRIX));
        household.awaitStatus(anna, id, "processing");
        assertThat(household.quietOverseerr().log().all())
                .allSatisfy(call -> assertThat(call.query() == null ? "" : call.query())
                        .doesNotContain(household.quietOverseerr().apiKey()));
    }

    private List<MediaRequest> there() {
        return household.quietOverseerr().requests().all();
    }

    private List<LoggedRequest> creations() {
        return household.quietOverseerr().log().matching("POST", CREATE);
    }

    private String approved(String id) {
        moderator.api().post("/media-requests/{id}/approve", id).then().statusCode(200);
        return id;
    }

    private static String lastError(String id) {
        return String.valueOf(Sql.value("select last_error from media.media_requests where id = ?::uuid", id));
    }
}
