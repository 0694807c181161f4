/**
 * Why metadata is refused: a closed family with one case per attack or fault, each with what was expected and what came.
 *
 * <p>Roles and the client workflow throw {@code MetadataRefusedException} with a {@code Refusal}; edge-client reports its code, operators read its
 * message. It calls nothing.
 */
@NullMarked
package io.slipway.metadata.refusal;

import org.jspecify.annotations.NullMarked;
