/**
 * One line per event on the standard error stream, in the form that log collectors read: instant, level, what happened, then
 * key=value pairs. Every other package writes here and nowhere else. It depends on nothing.
 */
@NullMarked
package io.slipway.client.log;

import org.jspecify.annotations.NullMarked;
