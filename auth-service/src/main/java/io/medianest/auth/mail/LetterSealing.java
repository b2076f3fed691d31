package io.medianest.auth.mail;

import io.medianest.encryption.FieldCipher;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** How mails are kept while they wait: address and text encrypted together. */
@ApplicationScoped
class LetterSealing {
    private final FieldCipher cipher;

    LetterSealing(FieldCipher cipher) {
        this.cipher = cipher;
    }

    String seal(Letter letter, UUID id) {
        String json = new JsonObject()
                .put("to", letter.to())
                .put("subject", letter.subject())
                .put("text", letter.text())
                .encode();
        return cipher.encrypt(json, place(id));
    }

    Letter open(String sealed, UUID id) {
        JsonObject json = new JsonObject(cipher.decrypt(sealed, place(id)));
        return new Letter(null, json.getString("to"), json.getString("subject"), json.getString("text"), Duration.ZERO);
    }

    private static String place(UUID id) {
        return FieldCipher.place("mail_outbox", "sealed_letter", id);
    }
}
