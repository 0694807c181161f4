package io.slipway.client.component.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.slipway.client.component.HandlerException;

/**
 * What a compose file says about images: each service and its image, pinned as {@code name@sha256:<64 digits>}.
 *
 * <p>Read line by line from a part of YAML that leaves no doubt: below {@code services:} each service is a line {@code name:}, and its settings are lines of one
 * indentation. Inline maps, anchors and merges at these places are refused, and so is what brings in images otherwise: {@code build}, {@code extends},
 * {@code include}, {@code profiles}. Source: Compose Specification, "Services top-level element".
 *
 * @param images by service, as written
 */
public record ComposeFile(Map<String, String> images) {

    private static final int MOST_SERVICES = 64;
    private static final Pattern LINE = Pattern.compile("( *)([A-Za-z0-9_.<-]+|\"[^\"]*\"|'[^']*') *:(?: +(.*))?");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-zA-Z0-9_.-]{0,62}");
    private static final Pattern PINNED =
            Pattern.compile("([\"']?)([a-z0-9][a-zA-Z0-9._/:-]{0,254}@sha256:([0-9a-f]{64}))\\1(?: +#.*)?");
    private static final Set<String> AMBIGUOUS = Set.of("build", "extends", "profiles", "<<");

    public ComposeFile {
        images = Map.copyOf(images);
    }

    /** @throws HandlerException if it is no such file */
    public static ComposeFile parse(String text) throws HandlerException {
        Map<String, String> images = new LinkedHashMap<>();
        boolean inServices = false;
        int serviceIndent = -1;
        int settingIndent = -1;
        String service = "";
        for (String line : text.lines().toList()) {
            int indent = indent(line);
            if (indent == 0) {
                String key = line.strip().equals("---") ? "" : key(line);
                if (key.equals("include") || key.equals("services") && serviceIndent >= 0) {
                    throw refused("has '" + key + "' where it is not supported");
                }
                inServices = key.equals("services");
            } else if (indent > 0 && inServices) {
                if (serviceIndent < 0) {
                    serviceIndent = indent;
                }
                if (indent == serviceIndent) {
                    service = service(line);
                    settingIndent = -1;
                    if (images.put(service, "") != null || images.size() > MOST_SERVICES) {
                        throw refused("has a service twice, or more than " + MOST_SERVICES);
                    }
                } else if (settingIndent < 0 || indent <= settingIndent) {
                    if (indent < serviceIndent || settingIndent >= 0 && indent < settingIndent) {
                        throw refused("has a line whose indentation is not clear: " + line.strip());
                    }
                    settingIndent = indent;
                    image(line, service, images);
                }
            }
        }
        if (images.isEmpty() || images.containsValue("")) {
            throw refused("has no services, or one without an image");
        }
        return new ComposeFile(images);
    }

    /** Digests of all images, 64 hexadecimal digits each. */
    public Set<String> digests() {
        Set<String> digests = new TreeSet<>();
        images.values().forEach(image -> digests.add(digest(image)));
        return digests;
    }

    /** The digest in a pinned image. */
    public static String digest(String image) {
        return image.substring(image.length() - 64);
    }

    private static String service(String line) throws HandlerException {
        Matcher matcher = LINE.matcher(line.stripTrailing());
        if (!matcher.matches() || !NAME.matcher(matcher.group(2)).matches() || !isEmpty(matcher.group(3))) {
            throw refused("must have services as lines 'name:', not " + line.strip());
        }
        return matcher.group(2);
    }

    private static void image(String line, String service, Map<String, String> images) throws HandlerException {
        String key = key(line);
        if (AMBIGUOUS.contains(key)) {
            throw refused("has '%s' in service %s, which is not supported".formatted(key, service));
        }
        if (key.equals("image")) {
            Matcher pinned =
                    PINNED.matcher(line.strip().substring("image".length()).replaceFirst(" *: *", ""));
            if (!pinned.matches() || !"".equals(images.put(service, pinned.group(2)))) {
                throw refused("must name the image of service %s once, as name@sha256:<digest>".formatted(service));
            }
        }
    }

    private static String key(String line) throws HandlerException {
        Matcher matcher = LINE.matcher(line.stripTrailing());
        if (!matcher.matches()) {
            throw refused("has a line that is no setting: " + line.strip());
        }
        String key = matcher.group(2);
        if (key.startsWith("\"") || key.startsWith("'")) {
            throw refused("has a quoted key: " + line.strip());
        }
        return key;
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isBlank() || value.startsWith("#");
    }

    /** Blanks at its beginning; -1 if it says nothing. */
    private static int indent(String line) throws HandlerException {
        String content = line.strip();
        if (content.isEmpty() || content.startsWith("#")) {
            return -1;
        }
        int indent = 0;
        while (line.charAt(indent) == ' ') {
            indent++;
        }
        if (line.charAt(indent) == '\t') {
            throw refused("is indented with tabs");
        }
        return indent;
    }

    private static HandlerException refused(String why) {
        return new HandlerException("compose.yaml " + why);
    }
}
