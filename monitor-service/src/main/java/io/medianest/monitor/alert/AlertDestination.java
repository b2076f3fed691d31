package io.medianest.monitor.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts go.
 *
 * @param url of a webhook, or of an ntfy server
 * @param topic at the ntfy server
 * @param recipients of mails; each sees the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertDestination(
        @Schema(
                description = "webhook: where to post, in which {secret} stands for the secret; ntfy: the server",
                examples = "https://ntfy.sh")
        @Size(max = 2048)
        @Nullable
        String url,

        @Schema(description = "ntfy: the topic", examples = "medianest-alerts")
        @Pattern(regexp = "[-_A-Za-z0-9]{1,64}")
        @Nullable
        String topic,

        @Schema(description = "email: the addresses, each of which sees the others") @Size(min = 1, max = 10) @Nullable
        List<@NotBlank @Email @Size(max = 254) String> recipients) {

    /** Without addresses, wherever this is printed. */
    @Override
    public String toString() {
        return "AlertDestination";
    }
}
