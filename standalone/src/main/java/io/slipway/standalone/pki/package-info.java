/**
 * The certificates of a platform on one machine: its authorities, the certificates of its servers, and the gateway's own.
 *
 * <p>{@link io.slipway.standalone.pki.PlatformPki} makes them at the first start and keeps them in files; {@code platform} hands the files to engines and services.
 * Devices get theirs from the gateway, which holds the tenant's authority.
 */
@NullMarked
package io.slipway.standalone.pki;

import org.jspecify.annotations.NullMarked;
