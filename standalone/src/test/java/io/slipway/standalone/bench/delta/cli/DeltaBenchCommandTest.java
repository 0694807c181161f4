package io.slipway.standalone.bench.delta.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import io.slipway.standalone.bench.cli.BenchCommand;

import static org.assertj.core.api.Assertions.assertThat;

class DeltaBenchCommandTest {

    private final CommandLine bench = new CommandLine(new BenchCommand());

    @Test
    void is_a_part_of_bench_and_takes_lists() {
        CommandLine.ParseResult parsed = bench.parseArgs(
                "delta",
                "--pairs",
                "security,major",
                "--forms",
                "ext4,squashfs-zstd",
                "--skip-peers",
                "bsdiff,casync-64k");

        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("delta");
    }

    @ParameterizedTest
    @CsvSource({"--forms,ntfs", "--skip-peers,rsync", "--pairs,minor"})
    void names_that_nobody_knows_are_refused(String option, String name) {
        StringWriter errors = new StringWriter();

        int status = bench.setErr(new PrintWriter(errors)).execute("delta", option, name);

        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains(name);
    }
}
