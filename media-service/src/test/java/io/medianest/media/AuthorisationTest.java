package io.medianest.media;

import io.medianest.media.support.Household;
import io.medianest.media.support.MediaTest;
import io.medianest.testing.authorisation.AccessMatrix;
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
@MediaTest
class AuthorisationTest {
    private static final String MATRIX = """
            # operation               scope            nobody user other moderator admin suspended key without-scope
            # --- one's own, and for those who decide everybody's
            createMediaRequest        requests:write   401    400  400   400       400   401       400 403
            listMediaRequests         requests:read    401    200  200   200       200   401       200 403
            getMediaRequest           requests:read    401    200  404   200       200   401       200 403
            getMediaRequestHistory    requests:read    401    200  404   200       200   401       200 403
            cancelMediaRequest        requests:write   401    204  404   404       404   401       404 403
            followMediaRequest        requests:write   401    204  204   204       204   401       204 403
            unfollowMediaRequest      requests:write   401    204  204   204       204   401       204 403
            getMediaRequestQuota      requests:read    401    200  200   200       200   401       200 403
            streamMediaRequests       requests:read    401    200  200   200       200   401       200 403
            searchTitles              library:read     401    200  200   200       200   401       200 403
            listTrendingTitles        library:read     401    200  200   200       200   401       200 403
            listPopularTitles         library:read     401    200  200   200       200   401       200 403
            getTitle                  library:read     401    200  200   200       200   401       200 403
            listLibraries             library:read     401    200  200   200       200   401       200 403
            listLibraryItems          library:read     401    200  404   404       200   401       200 403
            listLibraryCollections    library:read     401    200  404   404       200   401       200 403
            listLibraryCollectionItems library:read    401    200  404   404       200   401       200 403
            getLibraryItem            library:read     401    200  404   404       200   401       200 403
            searchLibraries           library:read     401    200  200   200       200   401       200 403
            listRecentLibraryItems    library:read     401    200  200   200       200   401       200 403
            # --- whoever has the link, see ImagesTest; this one was not made here
            getImage                  -                404    404  404   404       404   404       404 404
            # --- MODERATOR
            approveMediaRequest       requests:decide  401    403  403   200       200   401       200 403
            declineMediaRequest       requests:decide  401    403  403   200       200   401       200 403
            decideMediaRequests       requests:decide  401    403  403   400       400   401       400 403
            retryMediaRequest         requests:decide  401    403  403   200       200   401       200 403
            completeMediaRequest      requests:decide  401    403  403   200       200   401       200 403
            countMediaRequests        requests:read    401    403  403   200       200   401       200 403
            listMediaRequestsByUser   requests:read    401    403  403   200       200   401       200 403
            # --- ADMIN
            getOverseerrStatus        -                401    403  403   403       200   401       403 403
            listOverseerrAccounts     -                401    403  403   403       200   401       403 403
            getOverseerrAccount       -                401    403  403   403       200   401       403 403
            chooseOverseerrAccount    -                401    403  403   403       400   401       403 403
            unsetOverseerrAccount     -                401    403  403   403       204   401       403 403
            setLibraryAccess          -                401    403  403   403       400   401       403 403
            listRequestRules          -                401    403  403   403       200   401       403 403
            setRequestRuleOfRole      -                401    403  403   403       400   401       403 403
            removeRequestRuleOfRole   -                401    403  403   403       204   401       403 403
            setRequestRuleOfUser      -                401    403  403   403       400   401       403 403
            removeRequestRuleOfUser   -                401    403  403   403       204   401       403 403
            # --- Overseerr, by a text of its own, see WebhookTest; no key is that, whatever it was made for
            receiveOverseerrWebhook   -                401    401  401   401       401   401       403 403
            """;

    @RegisterExtension
    static final Household household = new Household();

    @TestHTTPResource(value = "/openapi?format=json", management = true)
    URL document;

    @TestFactory
    Stream<DynamicTest> operations() {
        return AccessMatrix.of(document, MATRIX).tests(new MediaCast(household));
    }
}
