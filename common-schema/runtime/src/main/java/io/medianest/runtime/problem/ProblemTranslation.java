package io.medianest.runtime.problem;

import io.medianest.runtime.problem.Problem.FieldError;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/** What each kind of failure means to a caller. */
final class ProblemTranslation {
    private static final Duration SOON = Duration.ofSeconds(5);

    private ProblemTranslation() {}

    /** The problem for a failure; empty if it is unexpected and must be logged. */
    static Optional<ProblemException> translate(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> Optional.of(problem);
            case ConstraintViolationException e -> Optional.of(ProblemException.invalid(fieldErrors(e)));
            case UnauthorizedException e -> Optional.of(unauthenticated());
            case AuthenticationException e -> Optional.of(unauthenticated());
            case ForbiddenException e -> Optional.of(ofStatus(403));
            case WebApplicationException e
            when e.getResponse().getStatus() < 500 ->
                Optional.of(ofStatus(e.getResponse().getStatus()));
            case TimeoutException e -> Optional.of(timeout());
            case java.util.concurrent.TimeoutException e -> Optional.of(timeout());
            case org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException e -> Optional.of(timeout());
            case ConnectException e -> Optional.of(storeUnavailable());
            case ClosedChannelException e -> Optional.of(storeUnavailable());
            case CircuitBreakerOpenException e -> Optional.of(storeUnavailable());
            case PgException e when isUnavailable(e.getSqlState()) -> Optional.of(storeUnavailable());
            // Hibernate gives the client's exceptions this form.
            case SQLException e when isUnavailable(e.getSQLState()) -> Optional.of(storeUnavailable());
            default -> translateCause(failure);
        };
    }

    /** The problem for a bare HTTP status. */
    static ProblemException ofStatus(int status) {
        return switch (status) {
            case 400 -> new ProblemException(400, "BAD_REQUEST", "The request cannot be understood.");
            case 401 -> unauthenticated();
            case 403 -> new ProblemException(403, "FORBIDDEN", "You are signed in, but may not do this.");
            case 404 -> new ProblemException(404, "NOT_FOUND", "There is nothing at this address.");
            case 405 -> new ProblemException(405, "METHOD_NOT_ALLOWED", "This address does not take that method.");
            case 406 -> new ProblemException(406, "NOT_ACCEPTABLE", "The answer is application/json; accept that.");
            case 408 -> new ProblemException(408, "REQUEST_TIMEOUT", "The request came too slowly; send it again.");
            case 413 -> new ProblemException(413, "PAYLOAD_TOO_LARGE", "The body is too large; send a smaller one.");
            case 414 -> new ProblemException(414, "URI_TOO_LONG", "The address is too long; send a shorter one.");
            case 415 -> new ProblemException(415, "UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json.");
            case 431 -> new ProblemException(431, "HEADERS_TOO_LARGE", "The headers are too large; send fewer.");
            default ->
                status < 500
                        ? new ProblemException(status, "REQUEST_REFUSED", "The request was refused.")
                        : unexpected();
        };
    }

    static ProblemException unexpected() {
        return new ProblemException(
                500, "INTERNAL_ERROR", "Something failed on our side; tell the owner the correlation id.");
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(401, "UNAUTHENTICATED", "Sign in: the access token is missing or not valid.");
    }

    private static ProblemException timeout() {
        return ProblemException.unavailable("TIMEOUT", "This took too long; try again in a moment.", SOON);
    }

    private static ProblemException storeUnavailable() {
        return ProblemException.unavailable(
                "STORE_UNAVAILABLE", "A part of MediaNest cannot be reached; try again in a moment.", SOON);
    }

    private static boolean isUnavailable(@Nullable String state) {
        // Classes 08 (connection), 53 (resources), 57P (shutdown, starting up): the database, not the statement.
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P"));
    }

    private static Optional<ProblemException> translateCause(Throwable failure) {
        Throwable cause = failure.getCause();
        if (cause != null) {
            return translate(cause);
        }
        // The database client reports a connection cut in the middle by these.
        boolean cut = failure instanceof IOException
                || failure.getClass().getName().endsWith("ClosedConnectionException")
                || "Connection was closed".equals(failure.getMessage());
        return cut ? Optional.of(storeUnavailable()) : Optional.empty();
    }

    private static List<FieldError> fieldErrors(ConstraintViolationException e) {
        return e.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
    }

    /** The violation's path without the method and the parameter that holds the body. */
    private static String field(ConstraintViolation<?> violation) {
        StringBuilder field = new StringBuilder();
        String parameter = "";
        for (Path.Node node : violation.getPropertyPath()) {
            switch (node.getKind()) {
                case METHOD, CONSTRUCTOR -> {}
                case PARAMETER -> parameter = node.getName();
                case PROPERTY, CONTAINER_ELEMENT -> append(field, node);
                default -> append(field, node);
            }
        }
        return field.isEmpty() ? parameter : field.toString();
    }

    private static void append(StringBuilder field, Path.Node node) {
        if (node.getIndex() != null) {
            field.append('[').append(node.getIndex()).append(']');
        }
        String name = node.getName();
        if (name != null && !name.startsWith("<")) {
            field.append(field.isEmpty() ? "" : ".").append(name);
        }
    }
}
