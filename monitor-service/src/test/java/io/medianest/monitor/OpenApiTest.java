package io.medianest.monitor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.monitor.support.MonitorTest;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds the served document against the committed one. After a change of the API that is meant, write it anew:
 *
 * <pre>{@code mvn -pl monitor-service -am test -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dopenapi.write}</pre>
 */
@MonitorTest
class OpenApiTest {
    private static final Path COMMITTED = Path.of("openapi.yaml");

    @TestHTTPResource(value = "/openapi", management = true)
    URL document;

    @Test
    void theServedDocumentIsTheCommittedOne() throws IOException {
        String served = given().get(document).then().statusCode(200).extract().asString();
        if (System.getProperty("openapi.write") != null) {
            Files.writeString(COMMITTED, served);
        }

        assertThat(served)
                .as("openapi.yaml is not what is served; -Dopenapi.write writes it anew")
                .isEqualTo(Files.readString(COMMITTED));
    }
}
