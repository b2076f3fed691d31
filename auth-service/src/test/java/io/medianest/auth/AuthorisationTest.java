package io.medianest.auth;

import io.medianest.testing.authorisation.AccessMatrix;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Who may call what, for every operation that the service's document names: a new one needs its entry here. 400 stands
 * where the body is not taken: whoever gets that far is let in.
 */
@QuarkusTest
class AuthorisationTest {
    private static final String MATRIX = """
            # operation       scope         nobody user other moderator admin suspended key without-scope
            # --- open to everybody
            setUp             -             400    400  400   400       400   400       400 400
            logIn             -             400    400  400   400       400   400       400 400
            refresh           -             400    400  400   400       400   400       400 400
            openWebSession    -             400    400  400   400       400   400       400 400
            startPlexPin      -             400    400  400   400       400   400       400 400
            completePlexPin   -             410    410  410   410       410   410       410 410
            getKeys           -             200    200  200   200       200   200       200 200
            logInWithSecondFactor -         400    400  400   400       400   400       400 400
            forgotPassword    -             400    400  400   400       400   400       400 400
            resetPassword     -             400    400  400   400       400   400       400 400
            verifyEmail       -             400    400  400   400       400   400       400 400
            notMe             -             400    400  400   400       400   400       400 400
            # --- oneself; a device has no web session
            getMe             profile:read  401    200  200   200       200   401       200 403
            changeMe          -             401    200  200   200       200   401       403 403
            changePassword    -             401    400  400   400       400   401       403 403
            signInAgain       -             401    400  400   400       400   401       403 403
            requestEmailVerification -      401    202  202   202       202   401       403 403
            listSecurityEvents -            401    200  200   200       200   401       403 403
            getSecondFactor   -             401    200  200   200       200   401       403 403
            beginSecondFactor -             401    200  200   200       200   401       403 403
            confirmSecondFactor -           401    400  400   400       400   401       403 403
            renewRecoveryCodes -            401    409  409   409       409   401       403 403
            removeSecondFactor -            401    409  409   409       409   401       403 403
            listDevices       -             401    200  200   200       200   401       403 403
            revokeDevice      -             401    204  404   404       404   401       403 403
            logOut            -             401    204  204   204       204   401       403 403
            logOutEverywhere  -             401    204  204   204       204   401       403 403
            getWebSession     -             401    404  404   404       404   401       403 403
            endWebSession     -             401    404  404   404       404   401       403 403
            listApiKeys       -             401    200  200   200       200   401       403 403
            createApiKey      -             401    400  400   400       400   401       403 403
            revokeApiKey      -             401    204  404   404       404   401       403 403
            listAccounts      -             401    200  200   200       200   401       403 403
            linkPlex          -             401    400  400   400       400   401       403 403
            unlinkAccount     -             401    404  404   404       404   401       403 403
            exportMe          -             401    200  200   200       200   401       403 403
            deleteMe          -             401    204  204   204       204   401       403 403
            # --- ADMIN
            listUsers         users:read    401    403  403   403       200   401       200 403
            createUser        users:write   401    403  403   403       400   401       400 403
            getUser           users:read    401    403  403   403       200   401       200 403
            changeUser        users:write   401    403  403   403       200   401       200 403
            deleteUser        users:write   401    403  403   403       204   401       204 403
            logOutUser        -             401    403  403   403       204   401       403 403
            removeSecondFactorOfUser -      401    403  403   403       404   401       403 403
            listRateLimits    users:read    401    403  403   403       200   401       200 403
            """;

    @TestHTTPResource(value = "/openapi?format=json", management = true)
    URL document;

    @TestFactory
    Stream<DynamicTest> operations() {
        return AccessMatrix.of(document, MATRIX).tests(new AuthCast());
    }
}
