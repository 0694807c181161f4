package io.slipway.client.provisioning;

import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;

/** Keeps the device's private key, which is made here and never leaves. */
public interface DeviceKeys {

    /** The key; made at the first call, durable when this returns, and the same from then on. */
    KeyPair key() throws IOException;

    /** The private half of the key that was made before. */
    PrivateKey privateKey() throws IOException;
}
