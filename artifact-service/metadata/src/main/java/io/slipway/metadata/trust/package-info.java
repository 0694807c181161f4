/**
 * The device's side: the client workflow of TUF 1.0 (section 5), from a trusted root to a target that may be believed.
 *
 * <p>edge-client calls {@code UpdateMetadata}, which fetches through a {@code MetadataFetcher}, keeps what it trusts in a {@code
 * TrustedMetadataStore} and returns a {@code TrustedRepository} to look targets up in. Whatever is not as it must be is thrown as a {@code
 * MetadataRefusedException}; what was trusted before stays.
 */
@NullMarked
package io.slipway.metadata.trust;

import org.jspecify.annotations.NullMarked;
