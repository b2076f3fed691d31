package io.medianest.runtime.http;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a service answers a call that created something, complete enough to be given again.
 *
 * @param status the HTTP status
 * @param body what is shown
 * @param location where it can be read from now on, as a path from the API's root; null if nowhere
 * @param etag its version, as {@link IfMatch#etag}; null if it has none
 */
public record Answer<T>(
        int status,
        T body,
        @Nullable String location,
        @Nullable String etag) {

    /** 201 with the address of what was created. */
    public static <T> Answer<T> created(T body, String location) {
        return new Answer<>(201, body, location, null);
    }

    /** The same with the version. */
    public Answer<T> version(long version) {
        return new Answer<>(status, body, location, IfMatch.etag(version));
    }

    /** The same with another view of what was created. */
    public <U> Answer<U> map(Function<T, U> view) {
        return new Answer<>(status, view.apply(body), location, etag);
    }

    /** The same as a resource returns it. */
    public RestResponse<T> response() {
        RestResponse.ResponseBuilder<T> response =
                RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(status), body);
        if (location != null) {
            // As text: an URI would be completed with this service's own address, which clients cannot reach.
            response.header(HttpHeaders.LOCATION, location);
        }
        if (etag != null) {
            response.header(HttpHeaders.ETAG, etag);
        }
        return response.build();
    }
}
