package io.slipway.device.report.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.slipway.device.identity.DeviceType;
import io.slipway.device.identity.Sha256;
import io.slipway.device.report.DeploymentReport;
import io.slipway.device.report.DeploymentReport.Progress;
import io.slipway.device.report.DeploymentReport.Reason;
import io.slipway.device.report.DeploymentState;
import io.slipway.device.report.ReceiveReports;
import io.slipway.device.report.Report;
import io.slipway.device.report.ReportRefusedException;
import io.slipway.device.report.ReportRefusedException.Cause;
import io.slipway.device.report.StatusReport;
import io.slipway.device.report.StatusReport.Installed;

/**
 * Parses {@code docs/contracts/events/Report.schema.json} and {@code ReportBatch.schema.json} from bytes that anybody may have sent. Fields that it does not
 * know are ignored; a field that it knows must be exactly what the schema says. For use by all threads.
 */
public final class ReportParser {

    /** An object in an array in an object in an array is all that the schema has. */
    private static final int DEEPEST = 8;

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(Report.MOST_BYTES)
                            .maxNumberLength(32)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @throws ReportRefusedException if {@code bytes} are too many or not one report */
    public Report parse(byte[] bytes) throws ReportRefusedException {
        requireSize(bytes.length);
        return report(tree(bytes));
    }

    /** @throws ReportRefusedException if {@code bytes} are not an array of 1 to 100 reports, or one is too large; its detail names the report at fault */
    public List<Report> parseBatch(byte[] bytes) throws ReportRefusedException {
        JsonNode array = tree(bytes);
        if (!array.isArray() || array.isEmpty() || array.size() > ReceiveReports.MOST_AT_ONCE) {
            throw new ReportRefusedException(
                    Cause.MALFORMED, "Expected an array of 1 to " + ReceiveReports.MOST_AT_ONCE + " reports.");
        }
        List<Report> reports = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            try {
                requireSize(array.get(i).toString().getBytes(StandardCharsets.UTF_8).length);
                reports.add(report(array.get(i)));
            } catch (ReportRefusedException e) {
                throw new ReportRefusedException(e.kind(), "Report " + i + " of the array: " + e.getMessage());
            }
        }
        return reports;
    }

    private static void requireSize(int bytes) throws ReportRefusedException {
        if (bytes > Report.MOST_BYTES) {
            throw new ReportRefusedException(
                    Cause.TOO_LARGE, "Expected at most " + Report.MOST_BYTES + " bytes, found " + bytes + ".");
        }
    }

    private JsonNode tree(byte[] bytes) throws ReportRefusedException {
        try {
            JsonNode tree = json.readTree(bytes);
            if (tree == null || tree.isMissingNode()) {
                throw new ReportRefusedException(Cause.MALFORMED, "Expected JSON, found nothing.");
            }
            return tree;
        } catch (IOException e) {
            throw new ReportRefusedException(Cause.MALFORMED, "Expected JSON within the limits of a report.");
        }
    }

    private static Report report(JsonNode node) throws ReportRefusedException {
        try {
            Fields fields = Fields.of("report", node);
            return switch (fields.text("kind")) {
                case "deployment" -> deployment(fields);
                case "status" -> status(fields);
                default -> throw new IllegalArgumentException("kind: expected 'deployment' or 'status'");
            };
        } catch (IllegalArgumentException e) {
            throw new ReportRefusedException(Cause.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static Report deployment(Fields fields) {
        return new DeploymentReport(
                fields.integer("sequence"),
                fields.uuid("deploymentId"),
                DeploymentState.fromWord(fields.text("state")),
                fields.object("reason").map(reason -> new Reason(reason.text("code"), reason.text("detail"))),
                fields.object("progress")
                        .map(progress -> new Progress(progress.integer("done"), progress.integer("total"))),
                fields.optionalInteger("bytesDownloaded"),
                fields.instant("occurredAt"),
                fields.traceparent());
    }

    private static Report status(Fields fields) {
        return new StatusReport(
                fields.integer("sequence"),
                new DeviceType(fields.text("deviceType")),
                fields.text("clientVersion"),
                fields.text("bootedSlot"),
                fields.objects("installed").stream()
                        .map(ReportParser::installed)
                        .toList(),
                fields.texts("attributes"),
                fields.instant("occurredAt"),
                fields.traceparent());
    }

    private static Installed installed(Fields fields) {
        return new Installed(
                fields.text("component"),
                fields.text("name"),
                fields.text("version"),
                new Sha256(fields.text("sha256")));
    }
}
