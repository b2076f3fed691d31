package io.medianest.gateway.proxy;

import io.quarkus.vertx.http.runtime.filters.AbstractResponseWrapper;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;

/**
 * A request whose answer is reset by closing its connection. Resetting the answer itself closes the connection too, but
 * tells nobody, so that the graceful shutdown would wait for that request until its time is up.
 */
final class CuttableRequest extends HttpServerRequestWrapper {
    private final HttpServerResponse response;

    CuttableRequest(HttpServerRequest request) {
        super((HttpServerRequestInternal) request);
        response = new AbstractResponseWrapper(request.response()) {
            @Override
            public boolean reset() {
                return reset(0);
            }

            @Override
            public boolean reset(long code) {
                request.connection().close();
                return true;
            }
        };
    }

    @Override
    public HttpServerResponse response() {
        return response;
    }
}
