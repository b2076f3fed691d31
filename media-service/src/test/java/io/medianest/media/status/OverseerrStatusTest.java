package io.medianest.media.status;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.medianest.media.support.Household;
import io.medianest.media.support.Household.Member;
import io.medianest.media.support.MediaTest;
import io.medianest.runtime.security.Role;
import io.medianest.simulators.control.Fault;
import io.medianest.simulators.overseerr.Product;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an ADMIN is told of the connection to Overseerr. */
@MediaTest
class OverseerrStatusTest {
    @RegisterExtension
    static final Household household = new Household();

    private Member admin;

    @BeforeEach
    void people() {
        admin = household.stranger(Role.ADMIN);
    }

    @Test
    void bothProductsAreToldApart() {
        status().body("usable", equalTo(true))
                .body("problem", nullValue())
                .body("url", equalTo(household.quietOverseerr().baseUrl()))
                .body("product", equalTo("seerr"))
                .body("version", equalTo("3.0.1"))
                .body(
                        "features",
                        contains("search", "requests", "import-from-plex", "completed-status", "deleted-status"))
                .body("lastContactAt", notNullValue())
                .body("queue.length", equalTo(0));
        household.overseerr().options(household.overseerr().options().withProduct(Product.OVERSEERR));
        household.quietOverseerr().webhooks().register("http://127.0.0.1:1", "x");
        // Its status asks a public site, and may fail with it.
        household.overseerr().faults().add(Fault.status(500).on("GET", "/api/v1/status"));
        status().body("usable", equalTo(true))
                .body("product", equalTo("overseerr"))
                .body("version", nullValue())
                .body("features", contains("search", "requests", "import-from-plex", "webhook"));
    }

    @Test
    void whatIsInTheWayIsToldWithWhatWaits() {
        household.connect(household.quietOverseerr().baseUrl(), "wrong");
        String id = household.film(admin, 603);
        admin.api().post("/media-requests/{id}/approve", id).then().statusCode(200);
        await().untilAsserted(() -> status().body("usable", equalTo(false))
                .body("problem", containsString("refuses the API key"))
                .body("product", nullValue())
                .body("features", empty())
                .body("queue.length", equalTo(1))
                .body("queue.oldestSince", notNullValue())
                .body("queue.lastError", containsString("refuses the API key")));
        household.disconnect();
        status().body("problem", containsString("not set up")).body("url", nullValue());
    }

    private ValidatableResponse status() {
        return admin.api().get("/media/overseerr").then().statusCode(200);
    }
}
