package io.medianest.gateway.proxy;

import io.medianest.gateway.guard.LimitedBody;
import io.medianest.gateway.guard.LimitsConfig;
import io.medianest.gateway.header.RequestHeaders;
import io.medianest.gateway.header.ResponseHeaders;
import io.medianest.gateway.route.Destination;
import io.medianest.gateway.route.Route;
import io.medianest.gateway.route.Service;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends requests on to services, and whatever comes of it back to the client. */
@ApplicationScoped
public class Forwarder {
    private static final ProxyOptions OPTIONS = new ProxyOptions().setSupportWebSocket(false);
    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final String EVENT_STREAM = "text/event-stream";

    private final Clients clients;
    private final ProxyConfig config;
    private final long maxBodySize;
    private final RequestHeaders requestHeaders;
    private final Failures failures;
    private final OpenStreams streams;

    Forwarder(
            Clients clients,
            ProxyConfig config,
            LimitsConfig limits,
            RequestHeaders requestHeaders,
            Failures failures,
            OpenStreams streams) {
        this.clients = clients;
        this.config = config;
        maxBodySize = limits.maxBodySize().asLongValue();
        this.requestHeaders = requestHeaders;
        this.failures = failures;
        this.streams = streams;
    }

    /** Answers the request with what the service answers, or with a problem of the gateway's own. */
    void forward(RoutingContext context, Route route) {
        forward(context, route, context.request().uri());
    }

    /**
     * As {@link #forward(RoutingContext, Route)}, at another address than the client asked for.
     *
     * @param uri path and query at the service
     */
    public void forward(RoutingContext context, Route route, String uri) {
        RequestMetrics.routed(context, route);
        if (context.request().version() == HttpVersion.HTTP_1_0) {
            failures.versionTooOld(context);
        } else {
            new Exchange(context, route.destination(), uri).begin();
        }
    }

    /**
     * One request and its answer. The library moves headers and bodies; this decides what they may be, and how long to
     * wait. Everything runs on the request's own context.
     */
    private final class Exchange implements ProxyInterceptor {
        private final RoutingContext context;
        private final Destination destination;
        private final String uri;
        private @Nullable HttpClientRequest sent;
        private @Nullable LimitedBody upload;
        private long timer;
        private boolean late;

        Exchange(RoutingContext context, Destination destination, String uri) {
            this.context = context;
            this.destination = destination;
            this.uri = uri;
        }

        void begin() {
            boolean stream = expectsStream(context.request());
            HttpProxy.reverseProxy(OPTIONS, clients.client(destination.service(), stream))
                    .origin(proxy -> connect(stream))
                    .addInterceptor(this)
                    .handle(new CuttableRequest(context.request()));
        }

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext proxy) {
            ProxyRequest request = proxy.request().setURI(uri);
            requestHeaders.prepare(context, request.headers());
            LimitedBody limited = new LimitedBody(request.getBody().stream(), maxBodySize);
            upload = limited;
            request.setBody(Body.body(limited, request.getBody().length()));
            return clients.breaker(destination.service())
                    .guard(() -> send(proxy).recover(this::blamed))
                    .onComplete(done -> context.vertx().cancelTimer(timer))
                    .recover(this::answer);
        }

        private Future<ProxyResponse> send(ProxyContext proxy) {
            boolean repeatable = Repetition.isHarmless(context.request());
            return proxy.sendRequest()
                    .recover(failure -> repeatable && isAwaited() && Repetition.isCalledFor(failure)
                            ? again(proxy, failure)
                            : Future.failedFuture(failure))
                    .compose(Exchange::checked);
        }

        private Future<ProxyResponse> again(ProxyContext proxy, Throwable failure) {
            failures.triedAgain(destination.service(), failure);
            context.vertx().cancelTimer(timer);
            sent = null;
            proxy.request().setBody(Body.body(Buffer.buffer()));
            return proxy.sendRequest();
        }

        private boolean isAwaited() {
            return !late && !context.response().closed();
        }

        /** Tells the breaker apart what the client or our own limits did. */
        private Future<ProxyResponse> blamed(Throwable failure) {
            boolean ofClient = context.response().closed()
                    || (upload != null && (upload.isExceeded() || (late && !upload.isEnded())));
            return Future.failedFuture(
                    ofClient || failure instanceof ConnectionPoolTooBusyException
                            ? new Breaker.NotItsFaultException(failure)
                            : failure);
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext proxy) {
            ProxyResponse response = proxy.response();
            ResponseHeaders.prepare(context, response.headers(), destination);
            response.setStatusMessage(null);
            if (isEventStream(response.headers().get(HttpHeaderNames.CONTENT_TYPE))) {
                streams.opened(destination.service(), context);
            }
            return proxy.sendResponse()
                    .onComplete(done -> streams.closed(destination.service(), context))
                    .recover(this::cutShort);
        }

        private Future<HttpClientRequest> connect(boolean stream) {
            return clients.request(destination, stream).onSuccess(request -> {
                sent = request;
                // What fails later fails the answer too, and is dealt with there.
                request.exceptionHandler(failure -> LOG.debugf("A request failed: %s", failure));
                timer = context.vertx().setTimer(config.responseTimeout().toMillis(), id -> expire(request));
                if (context.response().closed()) {
                    request.reset();
                }
            });
        }

        private void expire(HttpClientRequest request) {
            late = true;
            request.reset();
        }

        private static Future<ProxyResponse> checked(ProxyResponse response) {
            for (String encoding : response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING)) {
                if (!encoding.equals("chunked")) {
                    return Future.failedFuture("The answer's transfer encoding is not known");
                }
            }
            return Future.succeededFuture(response);
        }

        /** Answers in the service's stead. The library has nothing more to do then, so it waits for nothing. */
        private Future<ProxyResponse> answer(Throwable outcome) {
            Throwable failure = Breaker.cause(outcome);
            if (sent != null) {
                sent.reset();
            }
            if (context.response().closed()) {
                // The client has gone; nobody is left to be told.
            } else if (upload != null && upload.isExceeded()) {
                failures.bodyTooLarge(context);
            } else if (failure instanceof CircuitBreakerOpenException) {
                Service service = destination.service();
                failures.leftAlone(context, service, clients.breaker(service).retryAfter());
            } else if (sent == null) {
                failures.unreachable(context, destination.service(), failure);
            } else if (!late) {
                failures.brokenOff(context, destination.service(), failure);
            } else if (upload != null && upload.isEnded()) {
                failures.tooLate(context, destination.service(), config.responseTimeout());
            } else {
                failures.requestTooSlow(context);
            }
            return Promise.<ProxyResponse>promise().future();
        }

        private Future<Void> cutShort(Throwable failure) {
            if (sent != null) {
                sent.reset();
            }
            if (!context.response().closed() && !context.response().ended()) {
                failures.cutShort(context, destination.service(), failure);
            }
            return Future.succeededFuture();
        }
    }

    private static boolean expectsStream(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaderNames.ACCEPT);
        return request.path().endsWith("/events") || (accept != null && accept.contains(EVENT_STREAM));
    }

    private static boolean isEventStream(@Nullable String contentType) {
        return contentType != null && contentType.startsWith(EVENT_STREAM);
    }
}
