/** Components that an executable of the integrator brings into use. */
@NullMarked
package io.slipway.client.component.process;

import org.jspecify.annotations.NullMarked;
