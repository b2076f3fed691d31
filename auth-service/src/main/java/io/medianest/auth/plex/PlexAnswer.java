package io.medianest.auth.plex;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What Plex answered.
 *
 * @param status the HTTP status
 * @param body as it came; may be empty, or no JSON at all
 */
record PlexAnswer(int status, String body) {

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body as an object; fails with 503 if this is not how Plex answers. */
    JsonObject object() {
        try {
            return new JsonObject(body);
        } catch (DecodeException e) {
            throw PlexProblems.nonsense();
        }
    }

    /** The body as a list; fails with 503 if this is not how Plex answers. */
    JsonArray list() {
        try {
            return new JsonArray(body);
        } catch (DecodeException e) {
            throw PlexProblems.nonsense();
        }
    }

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "PlexAnswer[" + status + "]";
    }
}
