package io.slipway.metadata.role;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AuthorityTest {

    private static final String FILE = "1.targets.json";

    private final Authority twoOfThree =
            SampleKeys.authority(2, SampleKeys.ROOT_1, SampleKeys.ROOT_2, SampleKeys.ROOT_3);
    private final Targets targets = Targets.first(SampleRepository.NEXT_YEAR, List.of());

    @Test
    void accepts_a_threshold_of_its_keys() {
        SignedMetadata signed = signedBy(SampleKeys.ROOT_3, SampleKeys.ROOT_2);

        assertThatCode(() -> verify(signed)).doesNotThrowAnyException();
    }

    @Test
    void accepts_strangers_beside_a_threshold_of_its_keys() {
        SignedMetadata signed = signedBy(SampleKeys.THIEF, SampleKeys.ROOT_1, SampleKeys.ROOT_2);

        assertThatCode(() -> verify(signed)).doesNotThrowAnyException();
    }

    @Test
    void refuses_fewer_keys_than_the_threshold() {
        assertThat(refusalOf(signedBy(SampleKeys.ROOT_1))).isEqualTo(new Refusal.InsufficientSignatures(FILE, 2, 1));
        assertThat(refusalOf(signedBy())).isEqualTo(new Refusal.InsufficientSignatures(FILE, 2, 0));
    }

    @Test
    void does_not_count_strangers() {
        assertThat(refusalOf(signedBy(SampleKeys.ROOT_1, SampleKeys.THIEF)))
                .isEqualTo(new Refusal.InsufficientSignatures(FILE, 2, 1));
    }

    @Test
    void refuses_strangers_alone() {
        Refusal refusal = refusalOf(signedBy(SampleKeys.THIEF, SampleKeys.PAYLOADS));

        assertThat(refusal).isInstanceOfSatisfying(Refusal.UnknownKeys.class, r -> {
            assertThat(r.authorized()).hasSize(3);
            assertThat(r.found())
                    .contains(SampleKeys.THIEF.verificationKey().id().hex());
        });
    }

    @Test
    void refuses_a_signature_of_other_bytes() {
        SignedMetadata good = signedBy(SampleKeys.ROOT_1, SampleKeys.ROOT_2);
        Targets changed = targets.with(List.of(), SampleRepository.NEXT_YEAR);
        SignedMetadata moved = new SignedMetadata(changed.toJson(), good.signatures()).signedBy(SampleKeys.ROOT_1);

        assertThat(refusalOf(moved))
                .isEqualTo(new Refusal.InvalidSignatures(
                        FILE,
                        2,
                        1,
                        Set.of(SampleKeys.ROOT_2.verificationKey().id().hex())));
    }

    @Test
    void refuses_a_signature_under_the_name_of_another_key() {
        Signature thiefs = signedBy(SampleKeys.THIEF).signatures().getFirst();
        Signature forged = new Signature(SampleKeys.ROOT_2.verificationKey().id(), thiefs.hex());
        SignedMetadata signed = new SignedMetadata(targets.toJson(), List.of(forged)).signedBy(SampleKeys.ROOT_1);

        assertThat(refusalOf(signed)).isInstanceOf(Refusal.InvalidSignatures.class);
    }

    private SignedMetadata signedBy(SigningKey... keys) {
        return SignedMetadata.sign(targets, List.of(keys));
    }

    private void verify(SignedMetadata signed) {
        twoOfThree.verify(FILE, signed, new BouncyCastleVerifier());
    }

    private Refusal refusalOf(SignedMetadata signed) {
        return catchThrowableOfType(MetadataRefusedException.class, () -> verify(signed))
                .refusal();
    }
}
