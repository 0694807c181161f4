/** The commands as a person meets them: what they say and with which exit code they end. */
@NullMarked
package io.slipway.standalone;

import org.jspecify.annotations.NullMarked;
