package io.medianest.auth.signin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hamcrest.Matchers.hasSize;

import io.medianest.auth.Household;
import io.medianest.auth.Household.Person;
import io.medianest.auth.device.DeviceInfo;
import io.medianest.auth.onetime.OneTimeTokens;
import io.medianest.auth.secondfactor.Authenticator;
import io.medianest.auth.secondfactor.SecondFactorConfig;
import io.medianest.auth.secondfactor.SecondFactorQuery;
import io.medianest.auth.user.UserStatus;
import io.medianest.persistence.transaction.Transactions;
import io.medianest.runtime.problem.ProblemException;
import io.medianest.runtime.security.Role;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** As configured by an operator who demands a second factor of MODERATORs. */
@QuarkusTest
class SecondFactorGateTest {
    private static final String FACTOR = "/api/v1/auth/second-factor";

    private final SecondFactorQuery query;
    private final OneTimeTokens tokens;
    private final Transactions transactions;

    SecondFactorGateTest(SecondFactorQuery query, OneTimeTokens tokens, Transactions transactions) {
        this.query = query;
        this.tokens = tokens;
        this.transactions = transactions;
    }

    private record Demanding(Optional<Set<Role>> requiredFor, boolean withPlex, String issuer)
            implements SecondFactorConfig {}

    @Test
    void nobodyOfThatRoleGetsInWithout() throws Throwable {
        Person moderator = Household.person(Role.MODERATOR);
        check(new Proof(Household.person(Role.USER).id(), UserStatus.ACTIVE, false), true);

        ProblemException demand = refused(new Proof(moderator.id(), UserStatus.ACTIVE, false), true);

        assertThat(demand.status()).isEqualTo(403);
        assertThat(demand.code()).isEqualTo("SECOND_FACTOR_SETUP_REQUIRED");
        String token = String.valueOf(demand.extensions().get("setupToken"));
        for (String closed : new String[] {"/auth/me", "/auth/devices", "/auth/second-factor"}) {
            by(token).get("/api/v1" + closed).then().statusCode(403);
        }
        by(token).delete(FACTOR).then().statusCode(403);
        Authenticator app = new Authenticator(
                by(token).post(FACTOR).then().statusCode(200).extract().path("secret"));
        by(token)
                .body(Map.of("code", app.code()))
                .post(FACTOR + "/confirm")
                .then()
                .statusCode(200)
                .body("recoveryCodes", hasSize(10));

        by(token).post(FACTOR).then().statusCode(401);
        assertThat(refused(new Proof(moderator.id(), UserStatus.ACTIVE, false), true)
                        .code())
                .isEqualTo("SECOND_FACTOR_REQUIRED");
    }

    @Test
    void isAskedForAfterPlexUnlessTheOperatorTrustsPlex() throws Throwable {
        Person moderator = Household.person(Role.MODERATOR);
        Proof proof = new Proof(moderator.id(), UserStatus.ACTIVE, false).madeByPlex();

        check(proof, false);
        assertThat(refused(proof, true).code()).isEqualTo("SECOND_FACTOR_SETUP_REQUIRED");
    }

    private ProblemException refused(Proof proof, boolean withPlex) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> check(proof, withPlex));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private void check(Proof proof, boolean withPlex) throws Throwable {
        SecondFactorConfig config = new Demanding(Optional.of(Set.of(Role.MODERATOR)), withPlex, "MediaNest");
        SecondFactorGate gate = new SecondFactorGate(query, config, tokens, transactions);
        VertxContextSupport.subscribeAndAwait(() -> gate.check(proof, DeviceInfo.UNKNOWN));
    }

    private static RequestSpecification by(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
