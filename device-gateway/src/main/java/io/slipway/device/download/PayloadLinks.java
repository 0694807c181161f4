package io.slipway.device.download;

import java.net.URI;

import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/** Links into the object store that work without credentials for a while. */
@FunctionalInterface
public interface PayloadLinks {

    /** A link to a payload, whether it exists or not; computes only. It takes {@code Range}. */
    URI linkTo(Tenant tenant, Sha256 payload);
}
