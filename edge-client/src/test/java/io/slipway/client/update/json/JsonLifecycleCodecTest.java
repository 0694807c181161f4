package io.slipway.client.update.json;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.client.install.Position;
import io.slipway.client.link.Command.Release;
import io.slipway.client.report.Reason;
import io.slipway.client.report.TraceContext;
import io.slipway.client.slot.SlotName;
import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.client.trust.Authorization.SignedPayload;
import io.slipway.client.update.InstalledImages.Image;
import io.slipway.client.update.Lifecycle;
import io.slipway.client.update.Lifecycle.Checked;
import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.Downloading;
import io.slipway.client.update.Lifecycle.FallingBack;
import io.slipway.client.update.Lifecycle.Rebooting;
import io.slipway.client.update.Lifecycle.Trial;
import io.slipway.client.update.Lifecycle.Written;
import io.slipway.client.update.Part;
import io.slipway.client.update.Plan;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JsonLifecycleCodecTest {

    private static final Reason REASON = new Reason("health-check-failed", "check \"net\" said: nö");
    private static final Plan PLAN = new Plan(
            UUID.randomUUID(),
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
            new Release("5f0d41c7", "debian", "2"),
            List.of(
                    new Part.Replaced(new GrantedImage(
                            "rootfs",
                            content(700),
                            new SignedPayload(content(200), content(50)),
                            Optional.of(new SignedPayload(content(20), content(5))))),
                    new Part.Kept("kernel", new Image("debian", "1", content(80))),
                    new Part.Staged(
                            new GrantedImage(
                                    "app", content(30), new SignedPayload(content(20), content(10)), Optional.empty()),
                            Optional.of(new Image("debian", "1", content(29))))),
            SlotName.B);

    private final JsonLifecycleCodec codec = new JsonLifecycleCodec();

    static Stream<Lifecycle> states() {
        Downloading downloading = new Checked(PLAN).begin().reached(new Position(3, 300, 100));
        Downloading second = (Downloading) downloading.complete(210);
        Downloading third = (Downloading) second.complete(0);
        Written written = (Written) third.complete(20);
        Rebooting rebooting = written.verified().arm().reboot();
        Trial trial = rebooting.booted();
        FallingBack fallingBack = trial.fallBack(REASON);
        Committed committed = trial.commit();
        return Stream.of(
                new Lifecycle.Idle(),
                new Checked(PLAN),
                downloading,
                downloading.withoutDelta(120),
                second,
                third,
                written,
                written.verified(),
                written.verified().arm(),
                rebooting,
                rebooting.asked(),
                trial,
                fallingBack.asked(),
                committed,
                fallingBack.rolledBack(),
                trial.fail(REASON),
                written.cancel("wrong wave"),
                new Lifecycle.Rejected(committed.ending(), REASON));
    }

    @ParameterizedTest
    @MethodSource("states")
    void reads_what_it_wrote(Lifecycle state) {
        assertThat(codec.read(codec.write(state))).isEqualTo(state);
    }

    @Test
    void refuses_what_is_no_state() {
        for (String record : new String[] {"", "{}", "{\"state\":\"flying\"}", "{\"state\":\"checked\"}"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> codec.read(record));
        }
    }

    private static Content content(long length) {
        return new Content(length, Sha256.of(new byte[(int) length]));
    }
}
