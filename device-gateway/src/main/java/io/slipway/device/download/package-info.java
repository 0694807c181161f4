/**
 * Where devices get their bytes: signed metadata from here, payloads by a link into the object store or, where it must be so, through here.
 *
 * <p>{@code download.http} serves the requests, {@code download.s3} reads the object store and signs links, {@code download.kafka} tells which payloads are
 * wanted. A device reaches only what belongs to its tenant: the tenant in every key is that of its certificate. Nothing is checked for authenticity
 * here, because devices check everything.
 */
@NullMarked
package io.slipway.device.download;

import org.jspecify.annotations.NullMarked;
