/**
 * Who a device is: enrolment tokens, the certificates that the tenant's authority issues for them, and their revocation.
 *
 * <p>The HTTP adapters call {@link io.slipway.device.identity.EnrolDevice}, {@link io.slipway.device.identity.RenewCertificate}, {@link
 * io.slipway.device.identity.RevokeDevice} and {@link io.slipway.device.identity.CreateEnrolmentToken}; these decide and store through {@link
 * io.slipway.device.identity.IdentityLedger} and sign through {@link io.slipway.device.identity.CertificateAuthority}. Every other feature takes {@link
 * io.slipway.device.identity.DeviceName} and {@link io.slipway.device.identity.Revocations} from here.
 */
@NullMarked
package io.slipway.device.identity;

import org.jspecify.annotations.NullMarked;
