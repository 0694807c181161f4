package io.slipway.device.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a device shows to enrol: {@code sde_<id>_<secret>}, the token's id as 32 hex digits and 256 random bits in base64url.
 *
 * <p>The id finds the token, the secret proves it: so the secret is compared as a whole in constant time and never searched for. The text exists once, in
 * the answer to the operator who made it; only its digest is stored. It does not print itself.
 */
public final class TokenSecret {

    private static final Pattern FORM = Pattern.compile("sde_([0-9a-f]{32})_([A-Za-z0-9_-]{43})");
    private static final int SECRET_BYTES = 32;

    private final UUID id;
    private final String text;

    private TokenSecret(UUID id, String text) {
        this.id = id;
        this.text = text;
    }

    /** A new one. {@code random} must be unpredictable. */
    public static TokenSecret create(UUID id, RandomGenerator random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String text = "sde_" + id.toString().replace("-", "") + "_"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new TokenSecret(id, text);
    }

    /** @throws IllegalArgumentException if {@code text} does not have the form; the message does not repeat it */
    public static TokenSecret parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("token: expected sde_<32 hex digits>_<43 base64url characters>");
        }
        String hex = parts.group(1);
        return new TokenSecret(
                new UUID(Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16)), text);
    }

    /** The id of the token. */
    public UUID id() {
        return id;
    }

    /** What is stored: the digest of the whole text. */
    public Sha256 digest() {
        return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The text for the one who asked for it. Never log it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "sde_" + id + "_***";
    }
}
