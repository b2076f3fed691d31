package io.medianest.local.demo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.medianest.encryption.SecureTokens;
import io.medianest.local.installation.PrivateFile;
import io.medianest.stores.process.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The people of the demo: made once through the public API, as an administrator would make them, and kept in a file with
 * their passwords.
 */
public final class DemoUsers {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final int PASSWORD_LENGTH = 20;

    private final Path file;
    private final PortalClient portal;

    /**
     * @param file keeps them: {@code [{"role","email","password"}]}, readable by its owner only
     * @param portal the gateway
     */
    public DemoUsers(Path file, PortalClient portal) {
        this.file = file;
        this.portal = portal;
    }

    /** Those whom a file keeps; empty if they have not all been made yet. */
    public static Optional<List<DemoUser>> in(Path file) {
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /** Whether a file keeps them, or those of an attempt that was cut off. */
    public static boolean wereBegun(Path file) {
        return Files.exists(file) || Files.exists(partial(file));
    }

    /**
     * Makes them unless they were made before. What an earlier attempt left undone is done.
     *
     * @param setupToken makes the administrator; empty if there is one already
     * @throws StartException if the portal refuses, as when somebody else is its administrator
     */
    public List<DemoUser> make(Optional<String> setupToken) {
        Optional<List<DemoUser>> made = in(file);
        return made.isPresent() ? made.get() : makeNow(setupToken);
    }

    private List<DemoUser> makeNow(Optional<String> setupToken) {
        // Before anybody is made with them, so that no crash loses the passwords.
        Path partial = partial(file);
        List<DemoUser> users = in(partial).orElseGet(() -> write(partial, invent()));
        DemoUser admin = users.getFirst();
        setupToken.ifPresent(token -> portal.create(
                "/auth/setup",
                Optional.empty(),
                Map.of(
                        "setupToken",
                        token,
                        "email",
                        admin.email(),
                        "name",
                        name(admin),
                        "password",
                        admin.password())));
        String accessToken = portal.signIn(admin.email(), admin.password());
        for (DemoUser user : users.subList(1, users.size())) {
            portal.create(
                    "/users",
                    Optional.of(accessToken),
                    // By their addresses they are known to the simulated Overseerr.
                    Map.of(
                            "email", user.email(),
                            "emailVerified", true,
                            "name", name(user),
                            "password", user.password(),
                            "role", user.role()));
        }
        try {
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's users cannot be kept in " + file, e);
        }
        return users;
    }

    private static Path partial(Path file) {
        return file.resolveSibling(file.getFileName() + ".partial");
    }

    private static List<DemoUser> invent() {
        return List.of(
                DemoUser.of("ADMIN", "admin", password()),
                DemoUser.of("MODERATOR", "moderator", password()),
                DemoUser.of("USER", "user", password()));
    }

    private static String password() {
        return SecureTokens.create().substring(0, PASSWORD_LENGTH);
    }

    private static String name(DemoUser user) {
        return switch (user.role()) {
            case "ADMIN" -> "Ada Admin";
            case "MODERATOR" -> "Mo Moderator";
            default -> "Una User";
        };
    }

    private static List<DemoUser> read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), new TypeReference<>() {});
        } catch (JacksonException e) {
            throw new StartException(
                    "The demo's users in %s are not readable; ./medianest reset starts over.".formatted(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's users in " + file + " cannot be read", e);
        }
    }

    private static List<DemoUser> write(Path file, List<DemoUser> users) {
        try {
            PrivateFile.write(file, JSON.writeValueAsString(users) + "\n");
            return users;
        } catch (JacksonException e) {
            throw new IllegalStateException("The demo's users cannot be written as JSON", e);
        }
    }
}
