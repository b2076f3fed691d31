package io.medianest.gateway.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The services' documents, which the build copied from their modules. */
final class OpenApiDocuments {
    private static final List<String> MODULES =
            List.of("gateway", "auth-service", "media-service", "youtube-service", "monitor-service");

    private OpenApiDocuments() {}

    /**
     * The merged document as JSON.
     *
     * @throws IllegalStateException if two documents contradict each other
     */
    static byte[] merged() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        OpenApiMerge merge = new OpenApiMerge();
        try {
            for (String module : MODULES) {
                try (InputStream document = open("openapi/" + module + "/openapi.yaml")) {
                    if (document != null) {
                        merge.add(module, yaml.readTree(document));
                    }
                }
            }
            return new ObjectMapper().writeValueAsBytes(merge.result());
        } catch (IOException e) {
            throw new UncheckedIOException("An OpenAPI document cannot be read", e);
        }
    }

    private static @Nullable InputStream open(String resource) {
        return Thread.currentThread().getContextClassLoader().getResourceAsStream(resource);
    }
}
