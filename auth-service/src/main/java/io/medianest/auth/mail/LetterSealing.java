package io.medianest.auth.mail;

import io.medianest.encryption.FieldCipher;
import io.medianest.mail.OutgoingMail;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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

    OutgoingMail open(String sealed, UUID id) {
        JsonObject json = new JsonObject(cipher.decrypt(sealed, place(id)));
        return new OutgoingMail(List.of(json.getString("to")), json.getString("subject"), json.getString("text"));
    }

    private static String place(UUID id) {
        return FieldCipher.place("mail_outbox", "sealed_letter", id);
    }
}
