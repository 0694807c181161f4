package io.slipway.engines;

import java.nio.file.Path;

/**
 * How a server proves who it is.
 *
 * @param certificate PEM file: the server's certificate, followed by its chain
 * @param key PEM file: the unencrypted PKCS#8 private key, EC or RSA
 */
public record TlsIdentity(Path certificate, Path key) {}
