package io.medianest.youtube.ytdlp;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.medianest.runtime.security.SecretsConfig;
import io.medianest.youtube.file.MediaRoot;
import io.quarkus.arc.Arc;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Engines with settings of their own. */
final class Engines {
    private Engines() {}

    /**
     * One that runs this program.
     *
     * @param settings by their names without {@code medianest.youtube.yt-dlp.}
     */
    static YtDlp with(String program, Map<String, String> settings, MediaRoot root, ObjectMapper json) {
        Map<String, String> values = new HashMap<>();
        settings.forEach((name, value) -> values.put("medianest.youtube.yt-dlp." + name, value));
        values.put("medianest.youtube.yt-dlp.command", program);
        YtDlpConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(values)
                .withMapping(YtDlpConfig.class)
                .build()
                .getConfigMapping(YtDlpConfig.class);
        SecretsConfig secrets = Arc.container().instance(SecretsConfig.class).get();
        ToolCommand command = new ToolCommand(config, new Shield(config, secrets));
        return new YtDlp(new Tools(command, config), command, config, root, json);
    }
}
