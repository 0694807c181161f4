package io.slipway.metadata.key.bouncycastle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.key.SignatureScheme;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.VerificationKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SigningKeyTest {

    private static final byte[] MESSAGE = "sample".getBytes(StandardCharsets.UTF_8);
    private static final HexFormat HEX = HexFormat.of();

    private final BouncyCastleVerifier verifier = new BouncyCastleVerifier();

    static Stream<SigningKey> keys() {
        var random = new SecureRandom();
        return Stream.of(
                SampleKeys.ROOT_1,
                SampleKeys.ROOT_2,
                Ed25519SigningKey.generate(random),
                EcdsaP256SigningKey.generate(random));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void verifies_what_it_signed(SigningKey key) {
        byte[] signature = key.sign(MESSAGE);

        assertThat(verifier.verifies(key.verificationKey(), MESSAGE, signature)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void refuses_every_flipped_bit_of_a_signature(SigningKey key) {
        byte[] signature = key.sign(MESSAGE);
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(verifier.verifies(key.verificationKey(), MESSAGE, flipped))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void refuses_another_message_another_key_and_no_signature(SigningKey key) {
        byte[] signature = key.sign(MESSAGE);

        assertThat(verifier.verifies(key.verificationKey(), new byte[0], signature))
                .isFalse();
        assertThat(verifier.verifies(SampleKeys.THIEF.verificationKey(), MESSAGE, signature))
                .isFalse();
        assertThat(verifier.verifies(key.verificationKey(), MESSAGE, new byte[0]))
                .isFalse();
    }

    @Test
    void signs_ed25519_as_in_rfc_8032_test_2() {
        byte[] seed = HEX.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");

        var key = Ed25519SigningKey.of(seed);

        assertThat(key.verificationKey().publicValue())
                .isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        assertThat(HEX.formatHex(key.sign(new byte[] {0x72})))
                .isEqualTo("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    }

    @Test
    void signs_ecdsa_as_in_rfc_6979_appendix_a_2_5() {
        var key = EcdsaP256SigningKey.of(
                new BigInteger("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721", 16));

        String signature = HEX.withUpperCase().formatHex(key.sign(MESSAGE));

        assertThat(signature)
                .contains("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716")
                .contains("F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
    }

    @Test
    void writes_ecdsa_keys_and_signatures_that_the_jdk_understands() throws Exception {
        SigningKey key = SampleKeys.ROOT_2;
        String pem = key.verificationKey().publicValue();
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        Signature jdk = Signature.getInstance("SHA256withECDSA");
        jdk.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
        jdk.update(MESSAGE);

        assertThat(jdk.verify(key.sign(MESSAGE))).isTrue();
        assertThat(pem).startsWith("-----BEGIN PUBLIC KEY-----\n").endsWith("\n-----END PUBLIC KEY-----\n");
    }

    @Test
    void reads_ecdsa_keys_and_signatures_of_the_jdk_under_both_names_of_the_key_type() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Signature jdk = Signature.getInstance("SHA256withECDSA");
        jdk.initSign(pair.getPrivate());
        jdk.update(MESSAGE);
        byte[] signature = jdk.sign();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----";

        assertThat(verifier.verifies(key("ecdsa", "ecdsa-sha2-nistp256", pem), MESSAGE, signature))
                .isTrue();
        assertThat(verifier.verifies(key("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256", pem), MESSAGE, signature))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zz",
                "00",
                "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n????\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----",
            })
    void takes_a_key_that_is_not_of_its_form_to_verify_nothing(String publicValue) {
        assertThat(verifier.verifies(
                        VerificationKey.of(SignatureScheme.ECDSA_P256, publicValue), MESSAGE, new byte[64]))
                .isFalse();
        assertThat(verifier.verifies(VerificationKey.of(SignatureScheme.ED25519, publicValue), MESSAGE, new byte[64]))
                .isFalse();
    }

    @Test
    void takes_a_point_that_is_not_on_the_curve_to_verify_nothing() {
        byte[] encoded = Base64.getMimeDecoder()
                .decode(SampleKeys.ROOT_2.verificationKey().publicValue().replaceAll("-----[A-Z ]+-----", ""));
        encoded[encoded.length - 1] ^= 1;
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString(encoded)
                + "\n-----END PUBLIC KEY-----\n";

        boolean verifies = verifier.verifies(
                VerificationKey.of(SignatureScheme.ECDSA_P256, pem), MESSAGE, SampleKeys.ROOT_2.sign(MESSAGE));

        assertThat(verifies).isFalse();
    }

    @Test
    void takes_an_unknown_scheme_to_verify_nothing() {
        VerificationKey key = key("ml-dsa", "ml-dsa-65", "00");

        assertThat(verifier.verifies(key, MESSAGE, new byte[64])).isFalse();
    }

    @Test
    void refuses_private_values_that_are_none() {
        BigInteger order = new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

        assertThatThrownBy(() -> Ed25519SigningKey.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EcdsaP256SigningKey.of(BigInteger.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EcdsaP256SigningKey.of(order)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comes_back_from_its_secret_and_never_prints_it() {
        var ed25519 = Ed25519SigningKey.generate(new SecureRandom());
        var ecdsa = EcdsaP256SigningKey.generate(new SecureRandom());

        assertThat(Ed25519SigningKey.of(ed25519.seed()).verificationKey()).isEqualTo(ed25519.verificationKey());
        assertThat(EcdsaP256SigningKey.of(ecdsa.privateValue()).verificationKey())
                .isEqualTo(ecdsa.verificationKey());
        assertThat(ed25519.toString()).doesNotContain(HEX.formatHex(ed25519.seed()));
        assertThat(ecdsa.toString()).doesNotContain(ecdsa.privateValue().toString(16));
    }

    @Test
    void names_a_key_by_the_digest_of_its_canonical_form() {
        var key = key("ed25519", "ed25519", "72378e5bc588793e58f81c8533da64a2e8f1565c1fcc7f253496394ffc52542c");

        assertThat(key.id().hex()).isEqualTo("1bf1c6e3cdd3d3a8420b19199e27511999850f4b376c4547b2f32fba7e80fca3");
    }

    private static VerificationKey key(String type, String scheme, String publicValue) {
        return VerificationKey.read(JsonObject.builder()
                .put("keytype", type)
                .put("scheme", scheme)
                .put("keyval", JsonObject.builder().put("public", publicValue).build())
                .build());
    }
}
