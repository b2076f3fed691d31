package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@OnGateway
class AccountPagesTest {

    @ParameterizedTest
    @CsvSource({
        "/reset-password, /api/v1/auth/password/reset",
        "/verify-email, /api/v1/auth/email/verify",
        "/not-me, /api/v1/auth/not-me"
    })
    void isServedWithAllThatItLoads(String path, String call) {
        String page = given().get(path)
                .then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Content-Security-Policy", containsString("script-src 'self'; style-src 'self';"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("Referrer-Policy", equalTo("no-referrer"))
                .extract()
                .asString();

        assertThat(page).contains("data-action=\"" + call + "\"").doesNotContain("<script>", "style=", "http");
        Matcher links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page);
        int count = 0;
        while (links.find()) {
            given().get(links.group(1))
                    .then()
                    .statusCode(200)
                    .header("Content-Length", Integer::parseInt, greaterThan(10));
            count++;
        }
        assertThat(count).isEqualTo(3);
        given().post(path).then().statusCode(405).header("Allow", equalTo("GET, HEAD"));
    }

    /** Here monitor-service cannot be reached; what it answers is shown by the tests of the whole stack. */
    @Test
    void theStatusPageRunsNothingAndIsLimitedLikeOtherCalls() {
        given().get("/status")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Content-Security-Policy", containsString("default-src 'none'; style-src 'self';"))
                .header("Content-Security-Policy", not(containsString("script-src")))
                .header("RateLimit-Policy", containsString("general"));
        given().post("/status").then().statusCode(405).header("Allow", equalTo("GET, HEAD"));
        given().get("/pages/status.css").then().statusCode(200).contentType("text/css; charset=utf-8");
    }
}
