package io.slipway.device.report.http;

import java.util.List;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.Response.StatusType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.slipway.device.problem.http.Problem;
import io.slipway.device.problem.http.UnprocessableContent;
import io.slipway.device.report.Channel;
import io.slipway.device.report.DeviceCounts;
import io.slipway.device.report.ReceiveReports;
import io.slipway.device.report.Report;
import io.slipway.device.report.ReportRefusedException;
import io.slipway.device.report.json.ReportParser;
import io.slipway.device.session.http.CurrentDevice;

/** {@code POST /device/v1/reports}: what the calling device did. */
@Path("/device/v1/reports")
@Tag(name = "device")
public class ReportResource {

    private final ReceiveReports receiveReports;
    private final ReportParser parser;
    private final DeviceCounts counts;
    private final CurrentDevice device;
    private final Admissions admissions;

    ReportResource(
            ReceiveReports receiveReports,
            ReportParser parser,
            DeviceCounts counts,
            CurrentDevice device,
            Admissions admissions) {
        this.receiveReports = receiveReports;
        this.parser = parser;
        this.counts = counts;
        this.device = device;
        this.admissions = admissions;
    }

    /** Takes 1 to 100 reports and answers with the highest sequence when all of them are durable. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Report", description = "An array of 1 to 100 reports by ascending sequence.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Object[].class)))
    @APIResponse(
            responseCode = "200",
            description = "All reports are durable",
            content = @Content(schema = @Schema(implementation = Ack.class)))
    @APIResponse(responseCode = "403", description = "`device-revoked`: by an operator.")
    @APIResponse(responseCode = "413", description = "`report-too-large`: one has more than 64 KiB; none was taken.")
    @APIResponse(responseCode = "422", description = "`report-malformed`: one or their order; none was taken.")
    @APIResponse(responseCode = "503", description = "`reports-not-durable-yet`: send the same again later.")
    public Uni<Ack> report(byte[] body) {
        try {
            List<Report> reports = parser.parseBatch(body);
            return admissions
                    .bounded(reports.size(), () -> receiveReports.receive(device.name(), reports, Channel.HTTPS))
                    .map(Ack::new);
        } catch (ReportRefusedException e) {
            counts.refused(Channel.HTTPS, e.kind());
            throw refusal(e);
        }
    }

    private static HttpProblem refusal(ReportRefusedException e) {
        StatusType status =
                switch (e.kind()) {
                    case TOO_LARGE -> Status.REQUEST_ENTITY_TOO_LARGE;
                    case MALFORMED -> UnprocessableContent.STATUS;
                    case DEVICE_REVOKED -> Status.FORBIDDEN;
                };
        return Problem.of(status, e.kind().code(), "The reports are not taken", String.valueOf(e.getMessage()));
    }

    /** Up to which report all are durable. */
    @Schema(name = "Ack")
    public record Ack(long sequence) {}
}
