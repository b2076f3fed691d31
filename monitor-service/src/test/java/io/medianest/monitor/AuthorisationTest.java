package io.medianest.monitor;

import io.medianest.monitor.support.Household;
import io.medianest.monitor.support.MonitorTest;
import io.medianest.testing.authorisation.AccessMatrix;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who may call what, for every operation that the service's document names: a new one needs its entry here. 400 stands
 * where the body is not taken, 404 where there is nothing of that id: whoever gets that far is let in.
 */
@MonitorTest
class AuthorisationTest {
    private static final String MATRIX = """
            # operation               scope            nobody user other moderator admin suspended key without-scope
            # --- how services are
            listServices              status:read      401    200  200   200       200   401       200 403
            getService                status:read      401    200  200   200       200   401       200 403
            getServiceHistory         status:read      401    200  200   200       200   401       200 403
            checkService              -                401    403  403   403       409   401       403 403
            streamServices            status:read      401    200  200   200       200   401       200 403
            # --- how services are reached
            listServiceConfigs        -                401    403  403   403       200   401       403 403
            getServiceConfig          -                401    403  403   403       404   401       403 403
            putServiceConfig          -                401    403  403   403       400   401       403 403
            deleteServiceConfig       -                401    403  403   403       404   401       403 403
            testServiceConfig         -                401    403  403   403       404   401       403 403
            listServiceConfigChanges  -                401    403  403   403       200   401       403 403
            # --- when services did not work, or were not expected to
            listIncidents             status:read      401    200  200   200       200   401       200 403
            listServiceIncidents      status:read      401    200  200   200       200   401       200 403
            listMaintenanceWindows    -                401    403  403   403       200   401       403 403
            createMaintenanceWindow   -                401    403  403   403       400   401       403 403
            deleteMaintenanceWindow   -                401    403  403   403       404   401       403 403
            # --- who is told
            listAlertChannels         -                401    403  403   403       200   401       403 403
            createAlertChannel        -                401    403  403   403       400   401       403 403
            getAlertChannel           -                401    403  403   403       404   401       403 403
            putAlertChannel           -                401    403  403   403       400   401       403 403
            deleteAlertChannel        -                401    403  403   403       404   401       403 403
            testAlertChannel          -                401    403  403   403       404   401       403 403
            listAlertDeliveries       -                401    403  403   403       200   401       403 403
            # --- what everybody may know
            getStatusPage             -                200    200  200   200       200   200       200 200
            # --- errors
            reportError               -                401    400  400   400       400   401       403 403
            listErrors                -                401    403  403   403       200   401       403 403
            getError                  -                401    403  403   403       404   401       403 403
            getErrorRates             -                401    403  403   403       200   401       403 403
            listErrorGroups           -                401    403  403   403       200   401       403 403
            patchErrorGroup           -                401    403  403   403       400   401       403 403
            getCorrelation            -                401    403  403   403       200   401       403 403
            # --- events that could not be handled
            listDeadLetters           -                401    403  403   403       200   401       403 403
            replayDeadLetter          -                401    403  403   403       404   401       403 403
            deleteDeadLetter          -                401    403  403   403       404   401       403 403
            # --- who changed what, and how much there is
            getStats                  -                401    403  403   403       200   401       403 403
            listAudit                 -                401    403  403   403       200   401       403 403
            # --- recurring work
            listJobs                  -                401    403  403   403       200   401       403 403
            runJob                    -                401    403  403   403       404   401       403 403
            """;

    @RegisterExtension
    static final Household household = new Household();

    @TestHTTPResource(value = "/openapi?format=json", management = true)
    URL document;

    @TestFactory
    Stream<DynamicTest> operations() {
        return AccessMatrix.of(document, MATRIX).tests(new MonitorCast(household));
    }
}
