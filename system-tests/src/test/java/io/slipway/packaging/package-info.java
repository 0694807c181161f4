/**
 * Tests of edge-client/packaging: what an integrator puts into an image.
 */
@NullMarked
package io.slipway.packaging;

import org.jspecify.annotations.NullMarked;
