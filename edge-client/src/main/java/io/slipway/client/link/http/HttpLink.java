package io.slipway.client.link.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.slipway.client.gateway.Answer;
import io.slipway.client.gateway.Gateway;
import io.slipway.client.link.Command;
import io.slipway.client.link.Link;
import io.slipway.client.link.LinkException;
import io.slipway.client.link.json.JsonCommands;
import io.slipway.client.report.QueuedReport;

/**
 * Polls {@code GET /device/v1/command} when the gateway says it is time, and posts reports to {@code /device/v1/reports}. One thread receives, another
 * may send.
 */
public final class HttpLink implements Link {

    private static final int MAX_ANSWER = 64 * 1024;
    private static final long MAX_POLL_SECONDS = 86_400;

    private final Gateway gateway;
    private Duration interval;
    private long nextPoll = System.nanoTime();
    private String entityTag = "";

    /** @param interval between polls until the gateway names another */
    public HttpLink(Gateway gateway, Duration interval) {
        this.gateway = gateway;
        this.interval = interval;
    }

    @Override
    public Optional<Command> receive(Duration wait) throws LinkException, InterruptedException {
        long untilPoll = nextPoll - System.nanoTime();
        if (untilPoll > wait.toNanos()) {
            Thread.sleep(wait);
            return Optional.empty();
        }
        if (untilPoll > 0) {
            Thread.sleep(Duration.ofNanos(untilPoll));
        }
        Answer answer = ask();
        answer.header("Slipway-Poll-Seconds").ifPresent(this::pollEvery);
        nextPoll = System.nanoTime() + interval.toNanos();
        return switch (answer.status()) {
            case 200 -> {
                Command command = JsonCommands.command(answer.body());
                entityTag = answer.header("ETag").orElse("");
                yield Optional.of(command);
            }
            case 204, 304 -> Optional.empty();
            default -> throw new LinkException("The poll for a command was answered with " + answer.describe());
        };
    }

    @Override
    public long send(List<QueuedReport> reports) throws LinkException {
        String batch = reports.stream().map(QueuedReport::text).collect(Collectors.joining(",", "[", "]"));
        try {
            Answer answer = gateway.post("/device/v1/reports", batch, MAX_ANSWER);
            if (answer.status() != 200) {
                throw new LinkException("The reports were answered with " + answer.describe());
            }
            return JsonCommands.acknowledgement(answer.body());
        } catch (IOException e) {
            throw new LinkException("The gateway did not take the reports", e);
        }
    }

    @Override
    public String channel() {
        return "https";
    }

    @Override
    public void close() {
        // each request stands alone
    }

    private Answer ask() throws LinkException {
        Map<String, String> condition = entityTag.isEmpty() ? Map.of() : Map.of("If-None-Match", entityTag);
        try {
            return gateway.get("/device/v1/command", condition, MAX_ANSWER);
        } catch (IOException e) {
            throw new LinkException("The gateway did not answer the poll for a command", e);
        }
    }

    private void pollEvery(String seconds) {
        if (seconds.matches("[0-9]{1,9}")) {
            interval = Duration.ofSeconds(Math.clamp(Long.parseLong(seconds), 1, MAX_POLL_SECONDS));
        }
    }
}
