/**
 * Lowers the priority of an installation by what the operating system has for it.
 */
@NullMarked
package io.slipway.client.install.process;

import org.jspecify.annotations.NullMarked;
