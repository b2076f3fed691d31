package io.medianest.monitor.error;

import io.medianest.runtime.validation.PlainText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a client.
 *
 * @param errorCode a stable name
 * @param errorMessage what happened
 * @param stackTrace where; null if that is not known
 * @param requestPath what was asked for
 * @param requestMethod how
 * @param statusCode what came back; null if nothing did
 * @param metadata more; at most 20 short texts
 */
public record ReportError(
        @NotNull @PlainText(max = 100) String errorCode,
        @NotNull @PlainText(max = 1000) String errorMessage,
        @Nullable @Size(max = 16_000) String stackTrace,
        @NotNull @PlainText(max = 500) String requestPath,

        @NotNull @Pattern(regexp = "[A-Z]{1,16}", message = "must be a method such as GET")
        String requestMethod,

        @Nullable @Min(100) @Max(599) Integer statusCode,

        @Nullable @Size(max = 20) Map<@PlainText(max = 50) String, @NotNull @PlainText(max = 200) String> metadata) {}
