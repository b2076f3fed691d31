package io.medianest.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.medianest.encryption.FieldCipher;
import io.medianest.encryption.UndecryptableException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** The runner's mode that has Overseerr tell MediaNest what happens there. */
final class WebhookCommand {
    static final String USAGE = """
              webhook      overseerr --url URL: have Overseerr tell what happens there; URL is where it reaches this
                           MediaNest, such as http://192.168.1.5:8080""";

    private static final String SERVICE = "overseerr";
    private static final String PATH = "/api/v1/webhooks/overseerr";
    /** Pending, approved, available, failed, declined and automatically approved. */
    private static final int ABOUT_REQUESTS = 222;
    /** Only what is needed: no addresses or names of people. */
    private static final String TEMPLATE = """
            {"notification_type":"{{notification_type}}","event":"{{event}}","subject":"{{subject}}",\
            "{{media}}":{"media_type":"{{media_type}}","tmdbId":"{{media_tmdbid}}","status":"{{media_status}}"},\
            "{{request}}":{"request_id":"{{request_id}}"},"{{extra}}":[]}""";

    private static final String READ =
            "select service_url, api_key from monitor.service_config where service_name = 'overseerr'";
    private static final String NOTE = """
            update monitor.service_config
               set config_data = coalesce(config_data, '{}') || '{"webhookRegistered":true}', updated_at = now(),
                   updated_by = null, version = version + 1
             where service_name = 'overseerr' and coalesce(config_data ->> 'webhookRegistered', '') <> 'true'""";

    private final RunnerEnvironment environment;
    private final PrintStream out;

    WebhookCommand(RunnerEnvironment environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    void run(RunnerArguments arguments) {
        arguments.allow(1, Set.of("url"));
        if (!arguments.words().getFirst().equals(SERVICE)) {
            throw new DatabaseException("Only overseerr tells by webhook.");
        }
        String target = target(arguments
                .option("url")
                .orElseThrow(() -> new DatabaseException("Set --url, where Overseerr reaches this MediaNest.")));
        String secret = RunnerEnvironment.read(environment.webhookSecret());
        DatabaseAccess access = environment.access();
        try (Connection connection = access.open()) {
            connection.setAutoCommit(false);
            register(overseerr(connection), settings(target, secret));
            note(connection);
            connection.commit();
        } catch (SQLException e) {
            throw DatabaseException.of("Registering the webhook", access, e);
        }
    }

    private void register(OverseerrApi overseerr, ObjectNode settings) {
        overseerr.proveKey();
        String target = settings.at("/options/webhookUrl").asText();
        if (isSet(overseerr.webhook(), settings)) {
            out.printf("Overseerr tells %s already; nothing is changed.%n", target);
        } else {
            overseerr.setWebhook(settings);
            out.printf("Overseerr tells %s from now on.%n", target);
        }
        out.println(
                overseerr.testWebhook(settings)
                        ? "Its test arrived."
                        : "Warning: its test did not arrive. Overseerr must reach that address, and media-service must have"
                                + " been started with the same MEDIANEST_WEBHOOK_SECRET_FILE. Until then MediaNest asks"
                                + " Overseerr every half minute instead.");
    }

    private static boolean isSet(JsonNode there, ObjectNode wanted) {
        JsonNode options = there.path("options");
        return there.path("enabled").asBoolean()
                && (there.path("types").asInt() & ABOUT_REQUESTS) == ABOUT_REQUESTS
                && options.path("webhookUrl").equals(wanted.at("/options/webhookUrl"))
                && options.path("authHeader").equals(wanted.at("/options/authHeader"))
                && options.path("jsonPayload").asText().equals(TEMPLATE);
    }

    /** The template is turned into a JSON string, and the field that holds it is one again. */
    private static ObjectNode settings(String target, String secret) {
        ObjectNode settings = new ObjectMapper().createObjectNode();
        settings.put("enabled", true).put("types", ABOUT_REQUESTS);
        settings.putObject("options")
                .put("webhookUrl", target)
                .put("authHeader", secret)
                .put("jsonPayload", JsonNodeFactory.instance.textNode(TEMPLATE).toString());
        return settings;
    }

    private static String target(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null) {
                String base = url.replaceAll("/+$", "");
                return base.endsWith(PATH) ? base : base + PATH;
            }
        } catch (URISyntaxException e) {
            throw new DatabaseException("--url is no URL.", e);
        }
        throw new DatabaseException("--url must look like http://host:port.");
    }

    private OverseerrApi overseerr(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(READ)) {
            String sealed = row.next() ? row.getString("api_key") : null;
            if (sealed == null) {
                throw new DatabaseException(
                        "Overseerr is not connected yet: connect overseerr --url URL --api-key-file FILE.");
            }
            return new OverseerrApi(row.getString("service_url").replaceAll("/+$", ""), opened(sealed));
        }
    }

    private String opened(String sealed) {
        Path keyset = environment.file(RunnerEnvironment.CONNECTIONS_KEYSET);
        try {
            return FieldCipher.fromKeysetFile(keyset)
                    .decrypt(sealed, FieldCipher.place("service_config", "api_key", SERVICE));
        } catch (UndecryptableException e) {
            throw new DatabaseException(
                    "Overseerr's API key was encrypted with another keyset than %s; set it anew with connect overseerr."
                            .formatted(keyset),
                    e);
        }
    }

    private static void note(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select set_config('app.actor_id', 'service:medianest-database', true)");
            statement.executeUpdate(NOTE);
        }
    }
}
