package io.medianest.auth.websession;

import io.medianest.auth.device.DeviceInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser seems to be, so that its owner recognises it in the list of devices. Nothing is decided by it. */
final class Browsers {
    /** The first that is found counts: browsers also name those that they descend from. */
    private static final Map<String, String> NAMES = inOrder(
            "Edg", "Edge",
            "OPR/", "Opera",
            "SamsungBrowser/", "Samsung Internet",
            "Firefox/", "Firefox",
            "FxiOS/", "Firefox",
            "CriOS/", "Chrome",
            "Chrome/", "Chrome",
            "Safari/", "Safari");

    private static final Map<String, String> PLATFORMS = inOrder(
            "Android", "Android",
            "iPhone", "iPhone",
            "iPad", "iPad",
            "Windows", "Windows",
            "CrOS", "ChromeOS",
            "Mac OS X", "macOS",
            "Linux", "Linux");

    private Browsers() {}

    /** @param userAgent as the browser sent it; null if it sent none */
    static DeviceInfo describe(@Nullable String userAgent) {
        return new DeviceInfo(find(NAMES, userAgent), find(PLATFORMS, userAgent));
    }

    private static @Nullable String find(Map<String, String> known, @Nullable String userAgent) {
        if (userAgent == null) {
            return null;
        }
        return known.entrySet().stream()
                .filter(entry -> userAgent.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static Map<String, String> inOrder(String... signsAndNames) {
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < signsAndNames.length; i += 2) {
            names.put(signsAndNames[i], signsAndNames[i + 1]);
        }
        return names;
    }
}
