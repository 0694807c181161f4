/**
 * The whole platform on one machine: {@link io.slipway.standalone.Main} is the program behind the script {@code ./slipway}.
 *
 * <p>It starts the engines and the four services as processes of their own ({@code platform}), keeps the certificates of this machine ({@code pki}), makes Debian
 * images ({@code image}), plays devices ({@code board}), speaks to the services for the operator ({@code operator}) and shows all of it together ({@code demo}).
 */
@NullMarked
package io.slipway.standalone;

import org.jspecify.annotations.NullMarked;
