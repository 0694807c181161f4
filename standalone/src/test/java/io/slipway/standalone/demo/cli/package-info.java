/** Tests of what the demonstration prints. */
@NullMarked
package io.slipway.standalone.demo.cli;

import org.jspecify.annotations.NullMarked;
