package io.medianest.runtime.error;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes secrets and personal data out of texts that are about errors. Rather too much than too little: what looks like a
 * secret is taken for one. Every pattern runs in linear time, and texts are cut before they are searched.
 */
public final class Scrubber {
    private static final String GONE = "[removed]";
    private static final int LONGEST_INPUT = 16 * 1024;

    private static final List<Rule> RULES = List.of(
            // Userinfo of addresses.
            rule("(?i)\\b([a-z][a-z0-9+.-]{1,15}://)[^\\s/@\"']{1,400}@", "$1" + GONE + "@"),
            // Whole header lines that carry nothing else.
            rule(
                    "(?i)\\b(authorization|proxy-authorization|cookie|set-cookie)([\"']?\\s{0,4}[:=]\\s{0,4})[^\\r\\n]{1,8192}",
                    "$1$2" + GONE),
            rule("(?i)\\b(bearer|basic|digest)\\s+[A-Za-z0-9+/=._~-]{6,8192}+", "$1 " + GONE),
            // name=value, "name": "value", name: value, in addresses, JSON and prose.
            rule(
                    "(?i)((?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|apikey|access[_-]?key"
                            + "|private[_-]?key|credential|session[_-]?id|client[_-]?secret|challenge|signature|otp|pin)[a-z0-9_-]{0,20}"
                            + "[\"']?\\s{0,4}[:=]\\s{0,4})(?:\"[^\"\\r\\n]{0,4096}\"?|'[^'\\r\\n]{0,4096}'?|[^\\s,;&\"')\\]}]{1,4096})",
                    "$1" + GONE),
            // JSON web tokens, with and without a signature.
            rule("\\beyJ[A-Za-z0-9_-]{5,8192}+\\.[A-Za-z0-9_-]{0,8192}+(?:\\.[A-Za-z0-9_-]{0,8192}+)?", GONE),
            rule("(?s)-----BEGIN [A-Z ]{1,40}-----[^-]{0,16384}+(?:-----END [A-Z ]{1,40}-----)?", GONE),
            rule(
                    "(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,200}+@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}",
                    "[e-mail]"),
            // What is long and random: keys, hashes, refresh tokens. UUIDs have dashes and stay.
            rule(
                    "\\b(?=[A-Za-z0-9_+/-]{0,200}[0-9])(?![0-9a-fA-F]{8}-[0-9a-fA-F]{4}-)[A-Za-z0-9_+-]{32,8192}+={0,2}",
                    GONE));

    private Scrubber() {}

    /** A text of one line: scrubbed, without control characters, and at most so many characters long. */
    public static String line(String text, int longest) {
        String one = scrubbed(text).replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ");
        return cut(one.strip(), longest);
    }

    /** A text of several lines, such as a stack trace: scrubbed, and at most so many characters long. */
    public static String lines(String text, int longest) {
        return cut(scrubbed(text).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", ""), longest);
    }

    /** A path without its query and fragment, scrubbed, and at most so many characters long. */
    public static String path(String path, int longest) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '?' && path.charAt(end) != '#') {
            end++;
        }
        return line(path.substring(0, end), longest);
    }

    private static String scrubbed(String text) {
        String scrubbed = cut(text, LONGEST_INPUT);
        for (Rule rule : RULES) {
            scrubbed = rule.pattern().matcher(scrubbed).replaceAll(rule.replacement());
        }
        return scrubbed;
    }

    /** Never between the halves of a character. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    private static Rule rule(String pattern, String replacement) {
        return new Rule(Pattern.compile(pattern), replacement);
    }

    private record Rule(Pattern pattern, String replacement) {}
}
