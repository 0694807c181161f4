package io.slipway.device.session;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.Sha256;

/**
 * A device that has proven who it is on this connection.
 *
 * @param certificate the digest of the certificate that it used
 */
public record CertifiedDevice(DeviceName name, Sha256 certificate) {}
