package io.medianest.auth.websession;

import io.medianest.auth.user.UserView;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A browser's session, as its pages see it.
 *
 * @param user who is signed in
 * @param csrfToken what calls that change something must carry as {@code X-CSRF-Token}
 */
@Schema(name = "WebSession")
public record WebSessionView(UserView user, String csrfToken) {

    /** Shows no token, wherever this is printed. */
    @Override
    public String toString() {
        return "WebSessionView[" + user.id() + "]";
    }
}
