/** One packaged service as a process of its own beside real engines, killed in the middle of its work: what the tests inside of a service cannot do. */
@NullMarked
package io.slipway.crash;

import org.jspecify.annotations.NullMarked;
