package io.slipway.payload.index;

/**
 * Every reason for which a payload is refused: one case per attack or fault, each with what was expected and what came.
 *
 * <p>A refusal is final for these bytes: trying again with the same bytes gives the same refusal. A connection that breaks is no refusal but an {@link
 * java.io.IOException}.
 */
public sealed interface Refusal {

    /** Stable word for reports and problem types, listed in {@code docs/errors.md}. */
    String code();

    /** What was expected and what came, in one sentence for a person. */
    String detail();

    /** The index is not the one that signed metadata names. */
    record IndexDigestMismatch(Sha256 expected, Sha256 actual) implements Refusal {
        @Override
        public String code() {
            return "payload-index-digest-mismatch";
        }

        @Override
        public String detail() {
            return "the index has sha256 %s, signed metadata says %s".formatted(actual, expected);
        }
    }

    /** The bytes are authentic, but no payload. */
    record BadMagic(String actual) implements Refusal {
        @Override
        public String code() {
            return "payload-bad-magic";
        }

        @Override
        public String detail() {
            return "a payload starts with 89534c500d0a1a0a, not with " + actual;
        }
    }

    /** A payload of another version of the format. */
    record UnsupportedVersion(int actual) implements Refusal {
        @Override
        public String code() {
            return "payload-unsupported-version";
        }

        @Override
        public String detail() {
            return "version %d of the payload format is not known here, version %d is"
                    .formatted(actual, PayloadFormat.VERSION);
        }
    }

    /** An operation or flag that version 3 does not have. */
    record UnsupportedOperation(int range, int operation, int flags) implements Refusal {
        @Override
        public String code() {
            return "payload-unsupported-operation";
        }

        @Override
        public String detail() {
            return "range %d asks for operation %d with flags %d, which version %d does not have"
                    .formatted(range, operation, flags, PayloadFormat.VERSION);
        }
    }

    /** A field of the index contradicts the format or another field. */
    record MalformedIndex(String field, String expected, String actual) implements Refusal {
        @Override
        public String code() {
            return "payload-malformed-index";
        }

        @Override
        public String detail() {
            return "%s should be %s and is %s".formatted(field, expected, actual);
        }
    }

    /** A size beyond what this reader is willing to handle. */
    record LimitExceeded(String what, long limit, long actual) implements Refusal {
        @Override
        public String code() {
            return "payload-limit-exceeded";
        }

        @Override
        public String detail() {
            return "%s is %d, the limit is %d".formatted(what, actual, limit);
        }
    }

    /** The payload ends early. */
    record Truncated(String what, long expected, long actual) implements Refusal {
        @Override
        public String code() {
            return "payload-truncated";
        }

        @Override
        public String detail() {
            return "%s has %d bytes, the payload ended after %d of them".formatted(what, expected, actual);
        }
    }

    /** A blob is not the one that the index names. It was not decoded. */
    record BlobDigestMismatch(int range, Sha256 expected, Sha256 actual) implements Refusal {
        @Override
        public String code() {
            return "payload-blob-digest-mismatch";
        }

        @Override
        public String detail() {
            return "the blob of range %d has sha256 %s, the index says %s".formatted(range, actual, expected);
        }
    }

    /** The preamble is not the one that the index names. It was not decoded. */
    record PreambleDigestMismatch(Sha256 expected, Sha256 actual) implements Refusal {
        @Override
        public String code() {
            return "payload-preamble-digest-mismatch";
        }

        @Override
        public String detail() {
            return "the preamble has sha256 %s, the index says %s".formatted(actual, expected);
        }
    }

    /** An authentic preamble contradicts the format. */
    record MalformedPreamble(String cause) implements Refusal {
        @Override
        public String code() {
            return "payload-malformed-preamble";
        }

        @Override
        public String detail() {
            return "the preamble does not decode: " + cause;
        }
    }

    /** The payload needs a source image, and there is none, or one of another length. */
    record WrongSource(long expectedLength, long actualLength) implements Refusal {
        @Override
        public String code() {
            return "payload-wrong-source";
        }

        @Override
        public String detail() {
            return "the payload is for a source image of %d bytes, there are %d"
                    .formatted(expectedLength, actualLength);
        }
    }

    /** A range of a delta came out different, and there is no full payload to take it from. It was not written. */
    record SourceModified(int range) implements Refusal {
        @Override
        public String code() {
            return "payload-source-modified";
        }

        @Override
        public String detail() {
            return "range %d came out different: the source image is not the one that the payload was made for, or was modified"
                    .formatted(range);
        }
    }

    /** What ranges should be taken from is not the full payload of the image that the delta makes. */
    record OtherFullPayload(Sha256 expected, Sha256 actual) implements Refusal {
        @Override
        public String code() {
            return "payload-other-full";
        }

        @Override
        public String detail() {
            return "the delta makes the image %s, the payload to take ranges from makes %s".formatted(expected, actual);
        }
    }

    /** An authentic blob does not decode to the length of its range. */
    record UndecodableBlob(int range, String cause) implements Refusal {
        @Override
        public String code() {
            return "payload-undecodable-blob";
        }

        @Override
        public String detail() {
            return "the blob of range %d does not decode: %s".formatted(range, cause);
        }
    }

    /** A range came out different from what the index names. It was not written. */
    record RangeDigestMismatch(int range, Sha256 expected, Sha256 actual) implements Refusal {
        @Override
        public String code() {
            return "payload-range-digest-mismatch";
        }

        @Override
        public String detail() {
            return "range %d has sha256 %s, the index says %s".formatted(range, actual, expected);
        }
    }

    /** The image does not fit. Nothing was written. */
    record TargetTooSmall(long required, long capacity) implements Refusal {
        @Override
        public String code() {
            return "payload-target-too-small";
        }

        @Override
        public String detail() {
            return "the image has %d bytes, the target has room for %d".formatted(required, capacity);
        }
    }

    /** The target as read back is not the image. */
    record TargetDigestMismatch(Sha256 expected, Sha256 actual) implements Refusal {
        @Override
        public String code() {
            return "payload-target-digest-mismatch";
        }

        @Override
        public String detail() {
            return "the target as read back has sha256 %s, expected was %s".formatted(actual, expected);
        }
    }
}
