package io.medianest.auth;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;

/**
 * A browser that is signed in, as the gateway knows it.
 *
 * @param token what it exchanged the cookie for
 */
record Browser(String cookie, String csrf, String token) {
    static Browser of(Response signIn) {
        String cookie = signIn.then().statusCode(200).extract().cookie("medianest");
        return new Browser(cookie, signIn.path("csrfToken"), Exchange.token(Exchange.ofCookie(cookie)));
    }

    void awaitRefusal() {
        await().untilAsserted(
                        () -> Exchange.asks(token).get("/api/v1/auth/me").then().statusCode(401));
        Exchange.ofCookie(cookie).then().statusCode(401).body("code", equalTo("UNAUTHENTICATED"));
    }

    void isSignedIn() {
        Exchange.token(Exchange.ofCookie(cookie));
    }
}
