package io.medianest.simulators.plex;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Stands in for app.plex.tv/auth: offers the accounts instead of asking for a password. */
final class SignInPage {

    private static final String TEMPLATE = read();

    private SignInPage() {}

    static void answer(RoutingContext ctx, List<PlexAccount> accounts) {
        String buttons = accounts.stream()
                .map(account -> "<button data-account=\"" + account.id() + "\">" + escape(account.username())
                        + (account.hasAccess() ? "" : " (no access)") + "</button>")
                .collect(Collectors.joining("\n"));
        ctx.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(TEMPLATE.replace("<!-- accounts -->", buttons));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String read() {
        try (InputStream in = SignInPage.class.getResourceAsStream("sign-in.html")) {
            if (in == null) {
                throw new IllegalStateException("The jar lacks sign-in.html");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
