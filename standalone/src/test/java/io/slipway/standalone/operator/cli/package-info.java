/** Tests of the operator's commands against a server in memory. */
@NullMarked
package io.slipway.standalone.operator.cli;

import org.jspecify.annotations.NullMarked;
