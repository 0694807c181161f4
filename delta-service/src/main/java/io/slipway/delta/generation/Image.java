package io.slipway.delta.generation;

import java.util.Comparator;
import java.util.regex.Pattern;

import io.slipway.payload.index.Sha256;

/**
 * An image of a tenant.
 *
 * @param tenant whose it is; tenants share nothing, not even equal bytes
 * @param sha256 digest of its bytes
 * @param length number of its bytes, at least 1
 */
public record Image(String tenant, Sha256 sha256, long length) {

    /** The order in which several images are locked, so that nobody waits for each other. */
    public static final Comparator<Image> LOCK_ORDER = Comparator.comparing(Image::key);

    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** Checks the form. */
    public Image {
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException("'" + tenant + "' is no tenant");
        }
        if (length < 1) {
            throw new IllegalArgumentException("an image has at least one byte, not " + length);
        }
    }

    /** Names the image among those of all tenants; the key of events about it. */
    public String key() {
        return tenant + "/" + sha256.hex();
    }
}
