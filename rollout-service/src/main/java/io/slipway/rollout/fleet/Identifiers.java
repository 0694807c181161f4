package io.slipway.rollout.fleet;

import java.util.regex.Pattern;

/** The one way an identifier of the contract is refused: with its name, what came (shortened) and what was expected. */
final class Identifiers {

    static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}");

    private static final int SHOWN = 80;

    private Identifiers() {}

    static void require(String what, String value, Pattern form) {
        if (!form.matcher(value).matches()) {
            String shown = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
            throw new IllegalArgumentException(what + " '" + shown + "' does not have the form " + form.pattern());
        }
    }
}
