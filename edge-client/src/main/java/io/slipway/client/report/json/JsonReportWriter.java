package io.slipway.client.report.json;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

import io.slipway.client.report.DeploymentState;
import io.slipway.client.report.Reason;
import io.slipway.client.report.Report;
import io.slipway.client.report.Report.DeploymentReport;
import io.slipway.client.report.Report.InstalledComponent;
import io.slipway.client.report.Report.StatusReport;
import io.slipway.client.report.ReportWriter;
import io.slipway.metadata.canonical.JsonArray;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonText;
import io.slipway.metadata.canonical.JsonValue;

/** Reports as in docs/contracts, section "Device ⇄ device-gateway". */
public final class JsonReportWriter implements ReportWriter {

    @Override
    public String write(long sequence, Report report) {
        return JsonText.of(
                switch (report) {
                    case DeploymentReport deployment -> deployment(sequence, deployment);
                    case StatusReport status -> status(sequence, status);
                });
    }

    private static JsonObject deployment(long sequence, DeploymentReport report) {
        JsonObject.Builder json = JsonObject.builder()
                .put("kind", "deployment")
                .put("sequence", sequence)
                .put("deploymentId", report.deploymentId().toString())
                .put("state", report.state().word());
        switch (report.state()) {
            case DeploymentState.Downloading(long done, long total) -> json.put("progress", progress(done, total));
            case DeploymentState.Installing(long done, long total) -> json.put("progress", progress(done, total));
            case DeploymentState.RolledBack(Reason reason) -> json.put("reason", reason(reason));
            case DeploymentState.Failed(Reason reason) -> json.put("reason", reason(reason));
            case DeploymentState.Rejected(Reason reason) -> json.put("reason", reason(reason));
            case DeploymentState.Cancelled(Reason reason) -> json.put("reason", reason(reason));
            case DeploymentState.Accepted _,
                    DeploymentState.Rebooting _,
                    DeploymentState.Verifying _,
                    DeploymentState.Succeeded _ -> {}
        }
        json.put("bytesDownloaded", report.bytesDownloaded()).put("occurredAt", instant(report));
        if (report.trace().isPresent()) {
            json.put("traceparent", report.trace().traceparent());
        }
        return json.build();
    }

    private static JsonObject status(long sequence, StatusReport report) {
        JsonObject.Builder attributes = JsonObject.builder();
        for (Map.Entry<String, String> attribute : new TreeMap<>(report.attributes()).entrySet()) {
            attributes.put(attribute.getKey(), attribute.getValue());
        }
        return JsonObject.builder()
                .put("kind", "status")
                .put("sequence", sequence)
                .put("deviceType", report.deviceType())
                .put("clientVersion", report.clientVersion())
                .put("bootedSlot", report.bootedSlot())
                .put(
                        "installed",
                        new JsonArray(report.installed().stream()
                                .map(JsonReportWriter::installed)
                                .toList()))
                .put("attributes", attributes.build())
                .put("occurredAt", instant(report))
                .build();
    }

    private static JsonValue installed(InstalledComponent component) {
        return JsonObject.builder()
                .put("component", component.component())
                .put("name", component.name())
                .put("version", component.version())
                .put("sha256", component.sha256())
                .build();
    }

    private static JsonObject progress(long done, long total) {
        return JsonObject.builder().put("done", done).put("total", total).build();
    }

    private static JsonObject reason(Reason reason) {
        return JsonObject.builder()
                .put("code", reason.code())
                .put("detail", reason.detail())
                .build();
    }

    private static String instant(Report report) {
        return report.occurredAt().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
