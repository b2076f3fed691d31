package io.medianest.testing.people;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/**
 * Somebody who can sign in.
 *
 * @param id the user
 * @param token an access token of five minutes
 */
public record Member(UUID id, String token) {

    /** A request of the API as this person. */
    public RequestSpecification api() {
        return given().auth().oauth2(token).contentType(ContentType.JSON).basePath("/api/v1");
    }
}
