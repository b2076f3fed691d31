package io.medianest.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The links in mails, followed in a browser. */
@Tag("full")
class MailLinkIT {
    private static final int PHONE = 320;
    private static final int DESK = 1440;

    private static RunningStack stack;
    private static WebBrowser browser;

    @BeforeAll
    static void start() {
        browser = WebBrowser.start()
                .orElseGet(() -> Assumptions.abort("there is no Chromium with its driver: links are not followed"));
        stack = RunningStack.get();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aForgottenPasswordComesBack() {
        String email = stack.newUser("forgetful");
        stack.portal().post("/auth/password/forgot", "{\"email\":\"%s\"}".formatted(email));
        URI link = stack.linkMailedTo(email, "/reset-password");

        browser.open(link, PHONE);

        assertThat(browser.address()).endsWith("/reset-password");
        assertThat(browser.fits()).isTrue();
        assertThat(browser.shows("[name=token]")).isFalse();
        browser.type("[name=newPassword]", "correct horse");
        browser.type("[data-repeats]", "correct horse battery");
        assertThat(browser.press()).isEqualTo("The two passwords are not the same.");
        browser.type("[data-repeats]", "correct horse");
        assertThat(browser.press()).contains("15 characters");
        browser.type("[name=newPassword]", "a river runs behind the old mill");
        browser.type("[data-repeats]", "a river runs behind the old mill");
        assertThat(browser.press()).isEqualTo("Your password is changed. Sign in with it.");
        assertThat(browser.shows("form")).isFalse();
        stack.portal().signIn(email, "a river runs behind the old mill", "phone");

        browser.open(link, DESK);
        browser.type("[name=newPassword]", "a river runs behind the old mill too");
        browser.type("[data-repeats]", "a river runs behind the old mill too");
        assertThat(browser.press()).as("the link is good once").isNotEmpty();
        assertThat(browser.shows("[name=token]")).isTrue();
    }

    @Test
    void anAddressIsConfirmedAndAStrangerThrownOut() {
        String email = stack.newUser("careful");
        Portal owner = stack.portal().signIn(email, RunningStack.PASSWORD, "phone");
        assertThat(owner.post("/auth/email/verification").status()).isEqualTo(202);
        browser.open(stack.linkMailedTo(email, "/verify-email"), DESK);
        assertThat(browser.press()).isEqualTo("Your address is confirmed.");
        assertThat(owner.get("/auth/me").body().path("emailVerified").asBoolean())
                .isTrue();

        Portal stranger = stack.portal().signIn(email, RunningStack.PASSWORD, "somebody's laptop");
        browser.open(stack.linkMailedTo(email, "/not-me"), PHONE);
        assertThat(stranger.get("/auth/me").status()).as("opening the page").isEqualTo(200);
        assertThat(browser.press()).isEqualTo("Everybody is signed out. A mail tells you how to come back.");

        await().until(() -> stranger.get("/auth/me").status() == 401);
        assertThat(stack.linkMailedTo(email, "/reset-password")).isNotNull();
    }

    @Test
    void theCodeOfTheMailDoesAsWellAsItsLink() {
        String email = stack.newUser("careful");
        stack.portal().signIn(email, RunningStack.PASSWORD, "phone").post("/auth/email/verification");
        URI link = stack.linkMailedTo(email, "/verify-email");

        browser.open(link.resolve("/verify-email"), PHONE);
        browser.type("[name=token]", "nonsense");
        assertThat(browser.press()).contains("link");
        browser.type("[name=token]", link.getFragment().substring("token=".length()));
        browser.press();

        await().until(() -> !browser.shows("form"));
    }
}
