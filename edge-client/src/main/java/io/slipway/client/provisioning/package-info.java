/**
 * Who the device is: a key that never leaves it, a certificate from the tenant's authority, and how it got it. {@link
 * io.slipway.client.provisioning.EnrolDevice} does it once; every connection uses the result.
 */
@NullMarked
package io.slipway.client.provisioning;

import org.jspecify.annotations.NullMarked;
