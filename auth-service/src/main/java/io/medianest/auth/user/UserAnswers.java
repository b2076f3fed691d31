package io.medianest.auth.user;

import io.medianest.runtime.http.Answer;
import io.medianest.runtime.http.IfMatch;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.RestResponse;

/** Users as answers of the API, with the version as {@code ETag}. */
final class UserAnswers {
    private UserAnswers() {}

    static RestResponse<UserView> ok(VersionedUser user) {
        return RestResponse.ResponseBuilder.ok(user.view())
                .header(HttpHeaders.ETAG, IfMatch.etag(user.version()))
                .build();
    }

    static Answer<UserView> created(VersionedUser user) {
        return Answer.created(user.view(), location(user.view())).version(user.version());
    }

    static String location(UserView user) {
        return "/api/v1/users/" + user.id();
    }
}
