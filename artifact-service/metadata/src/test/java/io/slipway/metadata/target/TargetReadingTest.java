package io.slipway.metadata.target;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonReader;
import io.slipway.metadata.canonical.JsonText;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.TargetPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class TargetReadingTest {

    private static final String IMAGE_CUSTOM = "{\"slipway\":{\"releaseId\":\"5f0d41c7-29a3-4f9a-8a35-6f6b6d1f3a10\","
            + "\"deviceTypes\":[\"virtual-board\"],\"component\":\"rootfs\",\"format\":\"raw\"}}";

    @Test
    void writes_the_custom_object_of_an_image_as_in_the_contract() {
        Target target = SampleRepository.image().toTarget();

        assertThat(JsonText.of(target.custom())).isEqualTo(IMAGE_CUSTOM);
    }

    @Test
    void reads_the_image_and_the_payload_that_it_wrote() {
        ImageTarget image = SampleRepository.image();
        PayloadTarget payload = SampleRepository.payload();

        assertThat(ImageTarget.read(image.toTarget())).isEqualTo(image);
        assertThat(PayloadTarget.read(payload.toTarget())).isEqualTo(payload);
        assertThat(image.releaseName()).isEqualTo("debian");
        assertThat(image.releaseVersion()).isEqualTo("2");
    }

    static Stream<String> customs_of_no_image() {
        return Stream.of(
                "{}",
                "{\"slipway\":1}",
                "{\"slipway\":{}}",
                IMAGE_CUSTOM.replace("raw", "RAW"),
                IMAGE_CUSTOM.replace("rootfs", "kernel"),
                IMAGE_CUSTOM.replace("[\"virtual-board\"]", "[]"),
                IMAGE_CUSTOM.replace("[\"virtual-board\"]", "[\"a\",\"a\"]"),
                IMAGE_CUSTOM.replace("[\"virtual-board\"]", "[\"../a\"]"),
                IMAGE_CUSTOM.replace("[\"virtual-board\"]", "[1]"),
                IMAGE_CUSTOM.replace("[\"virtual-board\"]", "\"virtual-board\""),
                IMAGE_CUSTOM.replace("5f0d41c7", "5F0D41C7"),
                IMAGE_CUSTOM.replace("5f0d41c7-", ""),
                IMAGE_CUSTOM.replace("\"format\"", "\"unknown\":1,\"format\""));
    }

    @ParameterizedTest
    @MethodSource("customs_of_no_image")
    void refuses_an_image_that_does_not_say_exactly_what_it_must(String custom) {
        Target good = SampleRepository.image().toTarget();
        Target target = new Target(good.path(), good.length(), good.sha256(), object(custom));

        assertThat(refusalOfImage(target)).isInstanceOf(Refusal.TargetMalformed.class);
    }

    @Test
    void refuses_an_image_without_content_and_one_in_the_place_of_payloads() {
        Target good = SampleRepository.image().toTarget();
        var empty = new Target(good.path(), 0, good.sha256(), good.custom());
        var misplaced = new Target(new TargetPath("payloads/2/rootfs"), good.length(), good.sha256(), good.custom());
        var shallow = new Target(new TargetPath("debian/rootfs"), good.length(), good.sha256(), good.custom());

        assertThat(refusalOfImage(empty)).isInstanceOf(Refusal.TargetMalformed.class);
        assertThat(refusalOfImage(misplaced)).isInstanceOf(Refusal.TargetMalformed.class);
        assertThat(refusalOfImage(shallow)).isInstanceOf(Refusal.TargetMalformed.class);
    }

    @Test
    void reads_the_delta_that_it_wrote_and_finds_it_by_the_digests_of_image_and_source() {
        PayloadTarget delta = SampleRepository.delta();

        assertThat(PayloadTarget.read(delta.toTarget())).isEqualTo(delta);
        assertThat(JsonText.of(delta.toTarget().custom())).contains("\"from\":{\"length\":700,");
        assertThat(delta.path())
                .isEqualTo(PayloadTarget.deltaPath(
                        delta.image().sha256(), delta.from().orElseThrow().sha256()));
    }

    static Stream<Target> deltas_that_contradict_themselves() {
        Target good = SampleRepository.delta().toTarget();
        String custom = JsonText.of(good.custom());
        Target full = SampleRepository.payload().toTarget();
        return Stream.of(
                with(good, custom.replaceFirst(",\"from\":\\{[^}]*}", "")),
                with(good, custom.replace("delta", "full")),
                with(good, custom.replace("\"length\":700", "\"length\":0")),
                with(full, custom));
    }

    @ParameterizedTest
    @MethodSource("deltas_that_contradict_themselves")
    void refuses_a_delta_whose_source_is_not_what_its_kind_and_name_say(Target target) {
        MetadataRefusedException refused =
                catchThrowableOfType(MetadataRefusedException.class, () -> PayloadTarget.read(target));

        assertThat(refused.refusal()).isInstanceOf(Refusal.TargetMalformed.class);
    }

    static Stream<String> customs_of_no_payload() {
        String good = JsonText.of(SampleRepository.payload().toTarget().custom());
        return Stream.of(
                "{}",
                good.replace("full", "Full"),
                good.replace("\"kind\"", "\"sort\""),
                good.replace("\"kind\"", "\"unknown\":1,\"kind\""),
                good.replace("\"length\":20", "\"length\":0"),
                good.replace("\"length\":20", "\"length\":-20"),
                good.replace("\"length\":20", "\"length\":\"20\""),
                good.replace("\"length\":20", "\"length\":20,\"md5\":\"\""),
                good.replace(Sha256.of(SampleRepository.IMAGE).hex(), "0".repeat(64)),
                good.replace(Sha256.of(SampleRepository.IMAGE).hex(), "0".repeat(63)));
    }

    @ParameterizedTest
    @MethodSource("customs_of_no_payload")
    void refuses_a_payload_that_does_not_say_exactly_what_it_must(String custom) {
        Target good = SampleRepository.payload().toTarget();
        Target target = new Target(good.path(), good.length(), good.sha256(), object(custom));

        MetadataRefusedException refused =
                catchThrowableOfType(MetadataRefusedException.class, () -> PayloadTarget.read(target));

        assertThat(refused.refusal()).isInstanceOf(Refusal.TargetMalformed.class);
    }

    private static Target with(Target target, String custom) {
        return new Target(target.path(), target.length(), target.sha256(), object(custom));
    }

    private static Refusal refusalOfImage(Target target) {
        return catchThrowableOfType(MetadataRefusedException.class, () -> ImageTarget.read(target))
                .refusal();
    }

    private static JsonObject object(String text) {
        return JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8), JsonLimits.MESSAGE);
    }
}
