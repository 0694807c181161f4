package io.slipway.standalone.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.slipway.standalone.StandaloneException;

/**
 * Debian packages, fetched by {@code apt-get} with a configuration, package lists and state of its own: nothing of this machine's package management is read or
 * changed, and no privileges are needed. apt checks Debian's signatures.
 */
final class Packages {

    /** What the images are made of; apt adds what these depend on. */
    private static final List<String> WANTED = List.of(
            "base-files",
            "base-passwd",
            "bash",
            "coreutils",
            "dash",
            "dpkg",
            "findutils",
            "grep",
            "gzip",
            "hostname",
            "init-system-helpers",
            "libc-bin",
            "login",
            "mount",
            "passwd",
            "perl-base",
            "sed",
            "tar",
            "util-linux",
            "systemd",
            "systemd-sysv",
            "udev",
            "kmod",
            "iproute2",
            "iputils-ping",
            "ca-certificates",
            "openssl",
            "openssh-server",
            "curl",
            "linux-image-cloud-amd64");

    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
    private static final Pattern URI_LINE = Pattern.compile("^'[^']+' (\\S+\\.deb) \\d+ \\S*$", Pattern.MULTILINE);

    private final Tool apt;
    private final Path directory;
    private final DebianMirror mirror;

    /** Uses {@code directory} for everything that is fetched, and the packages of {@code mirror}. */
    Packages(Tool apt, Path directory, DebianMirror mirror) {
        this.apt = apt;
        this.directory = directory;
        this.mirror = mirror;
    }

    /**
     * Fetches the packages of an edition and all that they need.
     *
     * @return the package files, in the order of their names
     * @throws StandaloneException if they cannot be fetched
     */
    List<Path> fetch(Edition edition) throws IOException {
        if (!Files.exists(KEYRING)) {
            throw new StandaloneException(
                    "Images cannot be made here, because Debian's keys are missing from " + KEYRING
                            + "; install debian-archive-keyring, or use images of your own: --from OLD.img --to NEW.img.");
        }
        Path state = prepare(edition);
        try {
            run(state, state.resolve("none"), List.of("update"));
            String uris = run(state, state.resolve("none"), install("--print-uris"));
            run(state, archives(), install("--download-only"));
            return namesIn(uris).map(archives()::resolve).sorted().toList();
        } catch (StandaloneException e) {
            throw new StandaloneException(
                    "The Debian packages could not be fetched (" + firstError(e)
                            + "); is there a network? Images of your own need none: --from OLD.img --to NEW.img.",
                    e);
        }
    }

    private Path prepare(Edition edition) throws IOException {
        Path state = directory.resolve(edition.name());
        for (String folder : List.of("lists/partial", "none/partial", "cache")) {
            Files.createDirectories(state.resolve(folder));
        }
        Files.createDirectories(archives().resolve("partial"));
        Files.writeString(state.resolve("status"), "");
        StringBuilder sources = new StringBuilder();
        for (Edition.Source source : edition.sources()) {
            sources.append("deb [signed-by=%s] %s %s main%n"
                    .formatted(KEYRING, source.archive().apply(mirror), source.suite()));
        }
        Files.writeString(state.resolve("sources.list"), sources);
        return state;
    }

    private String run(Path state, Path archives, List<String> command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-qq", "-y"));
        Stream.of(
                        "Dir::Etc::SourceList=" + state.resolve("sources.list"),
                        "Dir::Etc::SourceParts=/dev/null",
                        "Dir::State::Lists=" + state.resolve("lists"),
                        "Dir::State::status=" + state.resolve("status"),
                        "Dir::State::extended_states=" + state.resolve("extended_states"),
                        "Dir::Cache=" + state.resolve("cache"),
                        "Dir::Cache::archives=" + archives,
                        "APT::Architecture=amd64",
                        "APT::Architectures=amd64",
                        "APT::Install-Recommends=false",
                        "APT::Sandbox::User=" + System.getProperty("user.name"),
                        "Acquire::Languages=none",
                        "Acquire::Retries=2",
                        "APT::Update::Error-Mode=any",
                        "APT::Update::Post-Invoke-Success::=")
                .forEach(option -> arguments.addAll(List.of("-o", option)));
        arguments.addAll(command);
        return apt.run(state, arguments);
    }

    /** What apt says first; it often goes on for pages. */
    private static String firstError(StandaloneException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> line.startsWith("E: "))
                .map(line -> line.substring(3).strip())
                .findFirst()
                .orElse("apt-get does not say why");
    }

    private static List<String> install(String how) {
        return Stream.concat(Stream.of("install", how), WANTED.stream()).toList();
    }

    private static Stream<String> namesIn(String uris) {
        List<String> names = new ArrayList<>();
        Matcher matcher = URI_LINE.matcher(uris);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names.stream();
    }

    private Path archives() {
        return directory.resolve("packages");
    }
}
