package io.slipway.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresEngineTest {

    @TempDir
    Path directory;

    @Test
    void keeps_committed_rows_over_a_crash() throws SQLException {
        try (Engine postgres = Engines.postgres(directory, 0)) {
            // Given
            execute(postgres, "CREATE TABLE kept (id int)");
            execute(postgres, "INSERT INTO kept VALUES (7)");
            long firstPid = postgres.pid();

            // When
            postgres.kill();
            boolean aliveAfterKill = postgres.isAlive();
            postgres.restart();

            // Then
            assertThat(aliveAfterKill).isFalse();
            assertThat(postgres.pid()).isNotEqualTo(firstPid);
            assertThat(query(postgres, "SELECT id FROM kept")).isEqualTo(7);
        }
    }

    @Test
    void finds_its_data_again_in_the_same_directory() throws SQLException {
        // Given
        try (Engine postgres = Engines.postgres(directory, 0, Durability.CRASH)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 8 AS id");
        }

        // When
        try (Engine postgres = Engines.postgres(directory, 0, Durability.CRASH)) {

            // Then
            assertThat(query(postgres, "SELECT id FROM kept")).isEqualTo(8);
        }
    }

    @Test
    void names_the_port_that_is_in_use() throws IOException {
        // Given
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When / Then
            assertThatThrownBy(() -> Engines.postgres(directory, other.getLocalPort()))
                    .isInstanceOf(EngineFailedException.class)
                    .hasMessage("postgres cannot start: port %d is in use by another program.", other.getLocalPort());
        }
    }

    @Test
    void refuses_a_client_without_the_password() {
        try (Engine postgres = Engines.postgres(directory, 0, Durability.CRASH)) {
            String url = postgres.coordinates().get("quarkus.datasource.jdbc.url");

            assertThatThrownBy(() -> DriverManager.getConnection(url, "slipway", "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    private static void execute(Engine postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int query(Engine postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(Engine postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.coordinates().get("quarkus.datasource.jdbc.url"),
                postgres.coordinates().get("quarkus.datasource.username"),
                postgres.coordinates().get("quarkus.datasource.password"));
    }
}
