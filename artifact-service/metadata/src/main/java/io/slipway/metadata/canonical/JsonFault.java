package io.slipway.metadata.canonical;

/** Why bytes or a value were refused as JSON; the code is stable and may be reported. */
public enum JsonFault {
    /** More bytes than the limit. */
    TOO_LARGE("json-too-large"),
    /** Containers within containers beyond the limit. */
    TOO_DEEP("json-too-deep"),
    /** A string beyond the limit. */
    STRING_TOO_LONG("json-string-too-long"),
    /** More values in the document than the limit. */
    TOO_MANY_VALUES("json-too-many-values"),
    /** A member name that was already used in the same object. */
    DUPLICATE_MEMBER("json-duplicate-member"),
    /** Something follows the document. */
    TRAILING_BYTES("json-trailing-bytes"),
    /** A number that is not a plain 64-bit integer: fraction, exponent, leading zero, minus zero, out of range. */
    INVALID_NUMBER("json-invalid-number"),
    /** Invalid UTF-8, a lone surrogate or an unescaped control character. */
    INVALID_TEXT("json-invalid-text"),
    /** Not JSON. */
    INVALID_SYNTAX("json-invalid-syntax"),
    /** A member that must be there is not. */
    MISSING_MEMBER("json-missing-member"),
    /** A member that is not known, in a format that allows none. */
    UNKNOWN_MEMBER("json-unknown-member"),
    /** A value of another type than expected. */
    WRONG_TYPE("json-wrong-type");

    private final String code;

    JsonFault(String code) {
        this.code = code;
    }

    /** The stable word for this fault. */
    public String code() {
        return code;
    }
}
