package io.medianest.auth;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Stands in for the gateway: exchanges cookies and API keys, and calls with what it gets. */
final class Exchange {
    private Exchange() {}

    static Response ofCookie(String cookie) {
        return of(Map.of("session", cookie, "clientAddress", "198.51.100.7"));
    }

    static Response ofKey(String key) {
        return of(Map.of("apiKey", key));
    }

    static Response of(Object body) {
        return given().contentType("application/json").body(body).post("/internal/token-exchange");
    }

    /** The token that an exchange has given. */
    static String token(Response answer) {
        return answer.then().statusCode(200).extract().path("accessToken");
    }

    /** A request as the gateway passes it on. */
    static RequestSpecification asks(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }
}
