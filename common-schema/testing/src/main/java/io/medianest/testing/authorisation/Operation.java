package io.medianest.testing.authorisation;

import static io.restassured.RestAssured.given;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An operation of a service's OpenAPI document.
 *
 * @param id its {@code operationId}
 * @param method in lower case
 * @param path with parameters in braces
 * @param scope what the document says that an API key needs; empty if it says nothing
 */
public record Operation(String id, String method, String path, Optional<String> scope) {

    /** Whether calls carry a body. */
    boolean hasBody() {
        return method.equals("post") || method.equals("put") || method.equals("patch");
    }

    static List<Operation> of(URL document) {
        Map<String, Map<String, Map<String, Object>>> paths =
                given().get(document).then().statusCode(200).extract().path("paths");
        List<Operation> operations = new ArrayList<>();
        paths.forEach((path, methods) -> methods.forEach((method, operation) -> {
            if (operation.get("operationId") instanceof String id) {
                operations.add(new Operation(
                        id, method, path, Optional.ofNullable((String) operation.get("x-api-key-scope"))));
            }
        }));
        return operations;
    }
}
