package io.slipway.engines.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.slipway.engines.Durability;
import io.slipway.engines.process.EngineRecipe;
import io.slipway.engines.secret.Credentials;

/**
 * A PostgreSQL server with the database and user {@code slipway}.
 *
 * <p>PostgreSQL refuses to run as root; then it runs in a user namespace of its own, where it is nobody while its files stay root's.
 *
 * @param directory of its data and log
 * @param port of clients
 * @param durability what commits survive
 */
public record PostgresRecipe(Path directory, int port, Durability durability) implements EngineRecipe {

    private static final String DATABASE = "slipway";

    /** Line of {@code postmaster.pid} that holds the state (PostgreSQL source, {@code src/include/utils/pidfile.h}). */
    private static final int STATE_LINE = 7;

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public void prepare() throws IOException {
        PostgresTools tools = PostgresTools.unpacked();
        if (!Files.exists(data())) {
            createCluster(tools);
        }
        Files.deleteIfExists(pidFile());
    }

    private void createCluster(PostgresTools tools) throws IOException {
        Path unfinished = directory.toAbsolutePath().resolve("data.unfinished");
        tools.remove(unfinished);
        Credentials password = password();
        password.secret();
        List<String> initdb = new ArrayList<>(List.of("-D", unfinished.toString(), "-U", DATABASE));
        initdb.addAll(List.of("--pwfile=" + password.file(), "--auth=scram-sha-256", "--encoding=UTF8"));
        initdb.addAll(List.of("--locale=C", "--no-instructions"));
        if (durability == Durability.CRASH) {
            initdb.add("--no-sync");
        }
        tools.run("initdb", initdb, "");
        tools.run(
                "postgres",
                List.of("--single", "-D", unfinished.toString(), "postgres"),
                "CREATE DATABASE " + DATABASE + "\n");
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public List<String> command() {
        List<String> settings = new ArrayList<>(List.of("-D", data().toString(), "-p", Integer.toString(port)));
        settings.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
        settings.addAll(List.of("-c", "shared_buffers=48MB", "-c", "max_connections=100"));
        if (durability == Durability.CRASH) {
            settings.addAll(List.of("-c", "fsync=off", "-c", "full_page_writes=off"));
        }
        return PostgresTools.command("postgres", settings);
    }

    @Override
    public boolean isReady() {
        try {
            List<String> lines = Files.readAllLines(pidFile());
            return lines.size() > STATE_LINE && lines.get(STATE_LINE).strip().equals("ready");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public Map<String, String> coordinates() {
        String address = "postgresql://127.0.0.1:" + port + "/" + DATABASE;
        try {
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:" + address,
                    "quarkus.datasource.reactive.url",
                    address,
                    "quarkus.datasource.username",
                    DATABASE,
                    "quarkus.datasource.password",
                    password().secret());
        } catch (IOException e) {
            throw new IllegalStateException("the password of PostgreSQL cannot be read", e);
        }
    }

    /** SIGINT: end the sessions, then stop in order ("fast shutdown"). */
    @Override
    public String stopSignal() {
        return "INT";
    }

    private Path data() {
        return directory.toAbsolutePath().resolve("data");
    }

    private Path pidFile() {
        return data().resolve("postmaster.pid");
    }

    private Credentials password() {
        return new Credentials(directory.toAbsolutePath().resolve("password"));
    }
}
