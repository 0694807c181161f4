/** Tests of the folder of a ceremony and of public keys in files. */
@NullMarked
package io.slipway.standalone.operator.file;

import org.jspecify.annotations.NullMarked;
