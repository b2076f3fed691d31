package io.medianest.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnGateway
class DocumentationTest {

    @Test
    void theMergedDocumentIsServed() {
        for (int time = 1; time <= 2; time++) {
            given().get("/api/v1/openapi.json")
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .body("openapi", equalTo("3.1.0"))
                    .body("paths", hasKey("/api/v1/health"));
        }
    }

    @Test
    void thePageLoadsOnlyWhatIsServedHereAndAllOfIt() {
        String page = given().get("/api/docs")
                .then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Content-Security-Policy", containsString("script-src 'self';"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .extract()
                .asString();

        assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("<script>");
        Matcher links = Pattern.compile("(?:src|href)=\"([^\"]+)\"").matcher(page);
        int count = 0;
        while (links.find()) {
            given().get(links.group(1))
                    .then()
                    .statusCode(200)
                    .header("Content-Length", Integer::parseInt, greaterThan(10));
            count++;
        }
        assertThat(count).isEqualTo(6);
    }

    @Test
    void nothingElseOfTheLibraryIsServed() {
        given().get("/api/docs/oauth2-redirect.html").then().statusCode(404);
        given().get("/api/docs/swagger-ui.js").then().statusCode(404);
        given().post("/api/docs")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("GET, HEAD"))
                .body("code", equalTo("METHOD_NOT_ALLOWED"));
    }
}
