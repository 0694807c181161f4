package io.slipway.device.report.json;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.report.DeploymentReport;
import io.slipway.device.report.DeploymentReport.Progress;
import io.slipway.device.report.DeploymentState;
import io.slipway.device.report.Report;
import io.slipway.device.report.ReportRefusedException;
import io.slipway.device.report.ReportRefusedException.Cause;
import io.slipway.device.report.StatusReport;
import io.slipway.device.testing.Contracts;
import io.slipway.device.testing.Reports;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ReportParserTest {

    private static final String DEPLOYMENT = """
            {"kind":"deployment","sequence":17,"deploymentId":"0b6e1b1c-4f0e-4d4e-9d0e-6b1f2a3c4d5e","state":"downloading",
             "progress":{"done":1,"total":2},"bytesDownloaded":1,"occurredAt":"2026-11-21T10:00:00Z",
             "traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01","tenant":"other","later":true}""";

    private final ReportParser parser = new ReportParser();

    @Test
    void reads_a_deployment_report_and_ignores_what_it_does_not_know() throws Exception {
        Report report = parse(DEPLOYMENT);

        assertThat(report).isInstanceOfSatisfying(DeploymentReport.class, deployment -> {
            assertThat(deployment.sequence()).isEqualTo(17);
            assertThat(deployment.state()).isEqualTo(DeploymentState.DOWNLOADING);
            assertThat(deployment.progress()).contains(new Progress(1, 2));
            assertThat(deployment.traceparent()).isPresent();
        });
    }

    @Test
    void a_malformed_trace_context_does_not_cost_the_report() throws Exception {
        assertThat(parse(DEPLOYMENT.replace("00-0af7", "zz-0af7")).traceparent())
                .isEmpty();
    }

    static Stream<Path> validSamples() {
        return Contracts.samples("Report", "valid").stream();
    }

    @ParameterizedTest
    @MethodSource("validSamples")
    void takes_the_valid_samples_of_the_contract(Path sample) throws Exception {
        assertThat(parse(Contracts.read(sample)).sequence()).isPositive();
    }

    static Stream<Path> invalidSamples() {
        return Contracts.samples("Report", "invalid").stream();
    }

    @ParameterizedTest
    @MethodSource("invalidSamples")
    void refuses_the_invalid_samples_of_the_contract(Path sample) {
        assertThatThrownBy(() -> parse(Contracts.read(sample))).isInstanceOf(ReportRefusedException.class);
    }

    @Test
    void takes_the_valid_batch_of_the_contract_in_its_order() throws Exception {
        for (Path sample : Contracts.samples("ReportBatch", "valid")) {
            List<Report> reports = parser.parseBatch(bytes(Contracts.read(sample)));

            assertThat(reports).extracting(Report::sequence).isSorted();
        }
    }

    @Test
    void names_the_report_of_a_batch_that_is_at_fault() {
        byte[] batch =
                bytes("[" + DEPLOYMENT + "," + DEPLOYMENT.replace("\"sequence\":17", "\"sequence\":\"18\"") + "]");

        assertThatThrownBy(() -> parser.parseBatch(batch))
                .isInstanceOf(ReportRefusedException.class)
                .hasMessageContaining("Report 1")
                .hasMessageContaining("sequence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "17",
                "{}",
                "{\"kind\":\"deployment\"}",
                "{\"kind\":\"status\",\"sequence\":1}",
                "{\"kind\":\"status\",\"kind\":\"deployment\"}",
                "{\"kind\":\"status\"} trailing",
                "{\"kind\":{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":1}}}}}}}}}"
            })
    void refuses_what_is_no_report(String text) {
        ReportRefusedException refusal = catchThrowableOfType(ReportRefusedException.class, () -> parse(text));

        assertThat(refusal.kind()).isEqualTo(Cause.MALFORMED);
    }

    @Test
    void refuses_a_report_of_more_than_64_kib_before_it_is_parsed() {
        ReportRefusedException refusal =
                catchThrowableOfType(ReportRefusedException.class, () -> parser.parse(new byte[Report.MOST_BYTES + 1]));

        assertThat(refusal.kind()).isEqualTo(Cause.TOO_LARGE);
    }

    @Test
    void refuses_a_report_of_more_than_64_kib_in_a_batch() {
        String attributes = IntStream.range(0, 250)
                .mapToObj(i -> "\"a" + i + "\":\"" + "x".repeat(300) + "\"")
                .collect(joining(","));
        byte[] batch = bytes("[" + DEPLOYMENT + ","
                + Reports.status(18).replace("\"attributes\":{", "\"attributes\":{" + attributes) + "]");

        ReportRefusedException refusal =
                catchThrowableOfType(ReportRefusedException.class, () -> parser.parseBatch(batch));

        assertThat(refusal.kind()).isEqualTo(Cause.TOO_LARGE);
        assertThat(refusal).hasMessageContaining("Report 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\":\"b\\u0000\"", "\"a\\u0000\":\"b\""})
    void refuses_text_that_the_platform_cannot_store(String attribute) {
        String status = Reports.status(1).replace("\"attributes\":{", "\"attributes\":{" + attribute);

        ReportRefusedException refusal = catchThrowableOfType(ReportRefusedException.class, () -> parse(status));

        assertThat(refusal.kind()).isEqualTo(Cause.MALFORMED);
        assertThat(refusal).hasMessageContaining("U+0000").hasMessageNotContaining("\0");
    }

    /** Mutates good reports at random: only the declared refusal may come out. The seed is fixed, so a failure repeats. */
    @Test
    void nothing_but_a_refusal_comes_of_damaged_reports() {
        Random random = new Random(20261121);
        String status =
                Contracts.read(Contracts.samples("Report", "valid-status").getFirst());
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = damage(bytes(random.nextBoolean() ? DEPLOYMENT : status), random);
            try {
                Report report = parser.parse(damaged);
                assertThat(report).isInstanceOfAny(DeploymentReport.class, StatusReport.class);
            } catch (ReportRefusedException refused) {
                assertThat(refused).hasMessageNotContaining("Exception");
            }
        }
    }

    private static byte[] damage(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private Report parse(String text) throws ReportRefusedException {
        return parser.parse(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
