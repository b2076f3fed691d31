package io.medianest.youtube;

import io.medianest.testing.authorisation.AccessMatrix;
import io.medianest.youtube.support.Household;
import io.medianest.youtube.support.YouTubeTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URL;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who may call what, for every operation that the service's document names: a new one needs its entry here. 400 stands
 * where the body is not taken: whoever gets that far is let in.
 */
@YouTubeTest
class AuthorisationTest {
    private static final String MATRIX = """
            # operation               scope            nobody user other moderator admin suspended key without-scope
            # --- one's own, and for a MODERATOR everybody's
            previewDownload           downloads:read   401    400  400   400       400   401       400 403
            createDownload            downloads:write  401    400  400   400       400   401       400 403
            listDownloads             downloads:read   401    200  200   200       200   401       200 403
            getDownload               downloads:read   401    200  404   200       200   401       200 403
            listDownloadItems         downloads:read   401    200  404   200       200   401       200 403
            cancelDownload            downloads:write  401    202  404   202       202   401       202 403
            retryDownload             downloads:write  401    202  404   202       202   401       202 403
            deleteDownload            downloads:write  401    204  404   204       204   401       204 403
            streamDownloads           downloads:read   401    200  200   200       200   401       200 403
            getDownloadQueue          downloads:read   401    200  200   200       200   401       200 403
            getDownloadQuota          downloads:read   401    200  200   200       200   401       200 403
            """;

    @RegisterExtension
    static final Household household = new Household();

    @TestHTTPResource(value = "/openapi?format=json", management = true)
    URL document;

    @TestFactory
    Stream<DynamicTest> operations() {
        return AccessMatrix.of(document, MATRIX).tests(new DownloadCast(household));
    }
}
