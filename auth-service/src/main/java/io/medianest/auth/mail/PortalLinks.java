package io.medianest.auth.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Links into MediaNest as people reach it. */
@ApplicationScoped
public class PortalLinks {
    private static final URI LOCAL = URI.create("http://localhost:8080");

    private final String base;

    /**
     * @param publicUrl the address that people use, such as {@code https://media.example.org}: with it links in mails
     *     begin
     */
    PortalLinks(@ConfigProperty(name = "medianest.public-url") Optional<URI> publicUrl) {
        base = publicUrl.orElse(LOCAL).toString().replaceAll("/+$", "");
    }

    /** MediaNest's own address, without a slash at its end. */
    public String home() {
        return base;
    }

    /**
     * A link that carries a token. The token stands behind the {@code #}, which browsers keep to themselves: it is in no
     * server's log. Opening the link changes nothing; the page asks first.
     *
     * @param page the page's name
     */
    public String withToken(String page, String token) {
        return base + "/" + page + "#token=" + token;
    }
}
