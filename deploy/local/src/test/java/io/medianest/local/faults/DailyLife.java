package io.medianest.local.faults;

import io.medianest.local.faults.Visitor.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** What a household does with MediaNest, a call of each kind. */
final class DailyLife {
    private static final String API = "/api/v1";
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Household household;
    private final Map<String, Supplier<Reply>> calls = new LinkedHashMap<>();
    private Visitor admin;
    private String refreshToken = "";
    private String pending;

    DailyLife(Household household) {
        this.household = household;
        admin = household.admin();
        pending = ask().text("id");
        Visitor nobody = household.nobody();
        get("/healthz", nobody);
        get(API + "/health", nobody);
        get(API + "/auth/jwks.json", nobody);
        add("POST /api/v1/auth/login", this::signIn);
        add("POST /api/v1/auth/token/refresh", this::refresh);
        add("GET /api/v1/auth/me", () -> admin.get(API + "/auth/me"));
        add(
                "GET /api/v1/auth/me, token not valid",
                () -> nobody.as("not.a.token").get(API + "/auth/me"));
        add("GET /api/v1/users", () -> admin.get(API + "/users"));
        add("GET /api/v1/media/search?query=matrix", () -> admin.get(API + "/media/search?query=matrix"));
        add("GET /api/v1/media-requests", () -> admin.get(API + "/media-requests"));
        add("POST /api/v1/media-requests", this::ask);
        add("POST /api/v1/media-requests/{id}/approve", this::approve);
        add("GET /api/v1/services", () -> admin.get(API + "/services"));
        add("GET /api/v1/media-requests/events", () -> admin.get(API + "/media-requests/events"));
    }

    /** The calls there are. */
    List<String> calls() {
        return List.copyOf(calls.keySet());
    }

    /** Makes one. */
    Reply make(String call) {
        return Objects.requireNonNull(calls.get(call), call).get();
    }

    /** As clients do: a token is short-lived, and while revocations cannot be heard shorter-lived still. */
    void signInIfPossible() {
        Reply reply = signIn();
        if (reply.status() == OK) {
            admin = household.nobody().as(reply.text("accessToken"));
            refreshToken = reply.text("refreshToken");
        }
    }

    private Reply signIn() {
        return household.nobody().post(API + "/auth/login", household.signInOfAdmin());
    }

    private Reply refresh() {
        Reply reply = household.nobody().post(API + "/auth/token/refresh", """
                {"refreshToken":"%s"}
                """.formatted(refreshToken));
        if (reply.status() == OK) {
            refreshToken = reply.text("refreshToken");
        }
        return reply;
    }

    private Reply ask() {
        Reply reply = admin.post(API + "/media-requests", household.freshFilm().wish());
        if (reply.status() == CREATED) {
            pending = reply.text("id");
        }
        return reply;
    }

    private Reply approve() {
        return admin.send("POST", API + "/media-requests/" + pending + "/approve", null);
    }

    private void get(String path, Visitor visitor) {
        add("GET " + path, () -> visitor.get(path));
    }

    private void add(String call, Supplier<Reply> made) {
        calls.put(call, made);
    }
}
