package io.medianest.runtime.error;

import io.medianest.runtime.security.Caller;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes requests that were answered with 500 or more. */
@ApplicationScoped
public class FailedRequests {
    private static final int SERVER_ERROR = 500;
    private static final String BASE = "/api/v1";
    /** Where Quarkus leaves the template of the path for its metrics. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private final Errors errors;

    FailedRequests(Errors errors) {
        this.errors = errors;
    }

    /**
     * Takes what was answered, if it is an error of the server.
     *
     * @param failure what was thrown; null if nothing was
     */
    public void answered(RoutingContext request, int status, String code, String detail, @Nullable Throwable failure) {
        if (status >= SERVER_ERROR) {
            errors.report(new ErrorReport(
                    code,
                    failure,
                    detail,
                    request.request().method().name(),
                    request.request().path(),
                    template(),
                    status,
                    user(request)));
        }
    }

    private static @Nullable String template() {
        Context context = Vertx.currentContext();
        if (context == null || !VertxContext.isDuplicatedContext(context)) {
            return null;
        }
        String template = context.getLocal(TEMPLATE);
        return template != null && template.startsWith(BASE) ? template.substring(BASE.length()) : template;
    }

    private static @Nullable UUID user(RoutingContext request) {
        return request.user() instanceof QuarkusHttpUser user
                        && user.getSecurityIdentity().getPrincipal() instanceof Caller caller
                ? caller.userId()
                : null;
    }
}
