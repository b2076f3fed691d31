package io.medianest.monitor.alert;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts an alert as JSON, signed as Standard Webhooks has it. */
@ApplicationScoped
class WebhookSender {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final HttpPost http;
    private final AlertJson json;
    private final Clock clock = Clock.systemUTC();

    WebhookSender(HttpPost http, AlertJson json) {
        this.http = http;
        this.json = json;
    }

    Uni<Outcome> send(Letter letter) {
        String url = Objects.requireNonNull(letter.to().url());
        String body = json.written(letter.alert());
        String time = Long.toString(clock.instant().getEpochSecond());
        Map<String, String> headers =
                new HashMap<>(Map.of("webhook-id", letter.id().toString(), "webhook-timestamp", time));
        String secret = letter.secret();
        if (secret == null) {
            return http.send(letter.kind(), url, headers, body);
        }
        if (AlertAddress.isSecret(url)) {
            return http.send(letter.kind(), AlertAddress.filled(url, secret), headers, body);
        }
        headers.put("webhook-signature", "v1," + signature(secret, letter.id() + "." + time + "." + body));
        return http.send(letter.kind(), url, headers, body);
    }

    /** The HMAC in base64. */
    private static String signature(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(secret), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A secret that is made by the libraries of Standard Webhooks is base64 after its prefix. */
    private static byte[] key(String secret) {
        if (secret.startsWith(PREFIX)) {
            try {
                return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            } catch (IllegalArgumentException notBase64) {
                return secret.getBytes(StandardCharsets.UTF_8);
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }
}
