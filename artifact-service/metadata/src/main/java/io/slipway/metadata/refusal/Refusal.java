package io.slipway.metadata.refusal;

import java.time.Instant;
import java.util.Set;

import io.slipway.metadata.digest.Sha256;

/** One reason for which metadata or a target is not trusted. What was trusted before stays trusted. */
public sealed interface Refusal {

    /** The file or target path that was refused, for example {@code 3.snapshot.json}. */
    String subject();

    /** The stable word for this reason, listed in {@code docs/errors.md}. */
    String code();

    /** What would have been accepted, in words. */
    String expected();

    /** What came instead, in words. */
    String actual();

    /** One sentence for people. */
    default String message() {
        return subject() + ": expected " + expected() + ", found " + actual();
    }

    /** There is no root to start from: the device was not provisioned, or its root file is damaged (TUF 5.2). */
    record NoTrustedRoot(String subject, String actual) implements Refusal {
        @Override
        public String code() {
            return "metadata-no-trusted-root";
        }

        @Override
        public String expected() {
            return "the trusted root metadata that the device was provisioned with";
        }
    }

    /** The repository does not have the file, although it must. */
    record Missing(String subject) implements Refusal {
        @Override
        public String code() {
            return "metadata-missing";
        }

        @Override
        public String expected() {
            return "the file in the repository";
        }

        @Override
        public String actual() {
            return "no such file";
        }
    }

    /** More bytes than allowed, perhaps without end; reading stopped at the limit. */
    record TooLarge(String subject, long limit) implements Refusal {
        @Override
        public String code() {
            return "metadata-too-large";
        }

        @Override
        public String expected() {
            return "at most " + limit + " bytes";
        }

        @Override
        public String actual() {
            return "more";
        }
    }

    /** Not the length that the role above gives: cut off, or files of different moments mixed. */
    record LengthMismatch(String subject, long expectedLength, long actualLength) implements Refusal {
        @Override
        public String code() {
            return "metadata-length-mismatch";
        }

        @Override
        public String expected() {
            return expectedLength + " bytes";
        }

        @Override
        public String actual() {
            return actualLength + " bytes";
        }
    }

    /** Not the digest that the role above gives: changed, or files of different moments mixed (mix-and-match attack). */
    record DigestMismatch(String subject, Sha256 expectedDigest, Sha256 actualDigest) implements Refusal {
        @Override
        public String code() {
            return "metadata-digest-mismatch";
        }

        @Override
        public String expected() {
            return "sha256 " + expectedDigest;
        }

        @Override
        public String actual() {
            return "sha256 " + actualDigest;
        }
    }

    /** Not the form that the specification gives. */
    record Malformed(String subject, String actual) implements Refusal {
        @Override
        public String code() {
            return "metadata-malformed";
        }

        @Override
        public String expected() {
            return "metadata in the form of TUF 1.0 section 4";
        }
    }

    /** Metadata of another role, for example a correctly signed snapshot in the place of a timestamp. */
    record WrongType(String subject, String expected, String actual) implements Refusal {
        @Override
        public String code() {
            return "metadata-wrong-type";
        }
    }

    /** Metadata of a specification that this code does not know. */
    record UnsupportedSpecification(String subject, String actual) implements Refusal {
        @Override
        public String code() {
            return "metadata-unsupported-specification";
        }

        @Override
        public String expected() {
            return "spec_version 1.0 or 1.0.x";
        }
    }

    /** None of the signatures is by a key of the role. */
    record UnknownKeys(String subject, Set<String> authorized, Set<String> found) implements Refusal {
        public UnknownKeys {
            authorized = Set.copyOf(authorized);
            found = Set.copyOf(found);
        }

        @Override
        public String code() {
            return "metadata-unknown-key";
        }

        @Override
        public String expected() {
            return "signatures by keys of " + authorized;
        }

        @Override
        public String actual() {
            return "signatures by " + found;
        }
    }

    /** A signature under the name of an authorised key is not by that key or not of these bytes, and the others do not reach the threshold. */
    record InvalidSignatures(String subject, int threshold, int valid, Set<String> invalid) implements Refusal {
        public InvalidSignatures {
            invalid = Set.copyOf(invalid);
        }

        @Override
        public String code() {
            return "metadata-invalid-signature";
        }

        @Override
        public String expected() {
            return threshold + " valid signatures by different keys of the role";
        }

        @Override
        public String actual() {
            return valid + " valid, and invalid ones under the names " + invalid;
        }
    }

    /** The signatures are valid but by fewer keys than the role's threshold. */
    record InsufficientSignatures(String subject, int threshold, int valid) implements Refusal {
        @Override
        public String code() {
            return "metadata-insufficient-signatures";
        }

        @Override
        public String expected() {
            return threshold + " valid signatures by different keys of the role";
        }

        @Override
        public String actual() {
            return String.valueOf(valid);
        }
    }

    /** Older than what is trusted already (rollback attack). */
    record RolledBack(String subject, long trusted, long found) implements Refusal {
        @Override
        public String code() {
            return "metadata-rolled-back";
        }

        @Override
        public String expected() {
            return "version " + trusted + " or later";
        }

        @Override
        public String actual() {
            return "version " + found;
        }
    }

    /** Not the version that the file's name or the role above says. */
    record WrongVersion(String subject, long expectedVersion, long actualVersion) implements Refusal {
        @Override
        public String code() {
            return "metadata-wrong-version";
        }

        @Override
        public String expected() {
            return "version " + expectedVersion;
        }

        @Override
        public String actual() {
            return "version " + actualVersion;
        }
    }

    /** Expired at the time the update started (freeze attack, or a publisher that stopped signing). */
    record Expired(String subject, Instant expired, Instant now) implements Refusal {
        @Override
        public String code() {
            return "metadata-expired";
        }

        @Override
        public String expected() {
            return "metadata that is valid at " + now;
        }

        @Override
        public String actual() {
            return "metadata that expired at " + expired;
        }
    }

    /** The snapshot no longer lists, or does not list at all, a role that it must list. */
    record RoleNotListed(String subject, String role) implements Refusal {
        @Override
        public String code() {
            return "metadata-role-not-listed";
        }

        @Override
        public String expected() {
            return "an entry for " + role;
        }

        @Override
        public String actual() {
            return "none";
        }
    }

    /** The search for a target visited as many roles as is allowed and may not go on. */
    record TooManyDelegations(String subject, int limit) implements Refusal {
        @Override
        public String code() {
            return "metadata-too-many-delegations";
        }

        @Override
        public String expected() {
            return "the target within " + limit + " roles";
        }

        @Override
        public String actual() {
            return "more delegations";
        }
    }

    /** No trusted role names the target. */
    record TargetMissing(String subject) implements Refusal {
        @Override
        public String code() {
            return "target-missing";
        }

        @Override
        public String expected() {
            return "a target of this name in signed metadata";
        }

        @Override
        public String actual() {
            return "none";
        }
    }

    /** The target is signed but does not say what a target of its kind must say. */
    record TargetMalformed(String subject, String expected, String actual) implements Refusal {
        @Override
        public String code() {
            return "target-malformed";
        }
    }
}
