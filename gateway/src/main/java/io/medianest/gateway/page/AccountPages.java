package io.medianest.gateway.page;

import io.medianest.gateway.page.PageFiles.Styles;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * The pages that links in mails lead to. Opening one changes nothing; it asks, and then calls the API with the token
 * behind the {@code #} of its address.
 */
@ApplicationScoped
class AccountPages {
    private static final List<String> PAGES = List.of("reset-password", "verify-email", "not-me");
    private static final List<String> PARTS = List.of("account.js", "account.css");

    private final PageFiles files;

    AccountPages(PageFiles files) {
        this.files = files;
    }

    void register(@Observes Router router) {
        PAGES.forEach(page -> files.add(router, "/" + page, "pages/" + page + ".html", Styles.OWN));
        PARTS.forEach(part -> files.add(router, "/pages/" + part, "pages/" + part, Styles.OWN));
    }
}
