/** The documents say what is true of the repository, as far as a program can tell. */
@NullMarked
package io.slipway.documents;

import org.jspecify.annotations.NullMarked;
