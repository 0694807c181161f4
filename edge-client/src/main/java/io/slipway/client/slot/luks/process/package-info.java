/**
 * LUKS volumes by the program {@code cryptsetup}. Keys travel through pipes and files alone: no command line, environment or log has them.
 */
@NullMarked
package io.slipway.client.slot.luks.process;

import org.jspecify.annotations.NullMarked;
