package io.medianest.monitor.alert;

import io.medianest.testing.people.Member;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Channels of tests. */
final class Channels {
    private Channels() {}

    /** A body that makes a webhook about some services. */
    static Map<String, Object> webhook(String url, String... services) {
        return body("webhook", Map.of("url", url), services);
    }

    /** A body. */
    static Map<String, Object> body(String kind, Map<String, Object> destination, String... services) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", kind + " " + UUID.randomUUID().toString().substring(0, 8));
        body.put("kind", kind);
        body.put("enabled", true);
        body.put("destination", destination);
        if (services.length > 0) {
            body.put("services", List.of(services));
        }
        return body;
    }

    /** The same with one more field. */
    static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(field, value);
        return more;
    }

    static ValidatableResponse post(Member admin, Map<String, Object> body) {
        return admin.api().body(body).post("/alert-channels").then();
    }

    /** Makes one; answers its id. */
    static String make(Member admin, Map<String, Object> body) {
        return post(admin, body).statusCode(201).extract().path("id");
    }
}
