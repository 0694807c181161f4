package io.slipway.standalone.operator.cli;

import java.security.SecureRandom;

import picocli.CommandLine.Option;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.EcdsaP256SigningKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;

/** The option that says which kind a new key is of. */
final class KindOption {

    /** Kinds of keys. */
    enum Kind {
        ed25519,
        p256
    }

    @Option(
            names = "--kind",
            defaultValue = "ed25519",
            description = "Kind of the new key: ${COMPLETION-CANDIDATES}. Default: ed25519.")
    private Kind kind = Kind.ed25519;

    SigningKey generate() {
        SecureRandom random = new SecureRandom();
        return switch (kind) {
            case ed25519 -> Ed25519SigningKey.generate(random);
            case p256 -> EcdsaP256SigningKey.generate(random);
        };
    }
}
