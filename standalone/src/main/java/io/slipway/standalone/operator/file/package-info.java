/**
 * What operators keep and carry in files: public keys, and the folder that goes between the machine with a network and the machine with the offline keys.
 *
 * <p>The commands in {@code operator.cli} call in; the rules of a ceremony are in {@code operator}.
 */
@NullMarked
package io.slipway.standalone.operator.file;

import org.jspecify.annotations.NullMarked;
