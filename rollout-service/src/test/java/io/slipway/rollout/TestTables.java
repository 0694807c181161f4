package io.slipway.rollout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service's own tables, for what events would take too long to bring about or what only a crash leaves behind. */
final class TestTables {

    private TestTables() {}

    /** Enrols devices {@code board-000001} and so on, as the service would after as many events. */
    static void enrol(String tenant, int devices) {
        update("""
                insert into rollout.device (tenant, device_id, device_type, enrolled_at, last_seen_at, status_sequence, client_version, booted_slot, installed)
                select ?, 'board-' || lpad(n::text, 6, '0'), 'virtual-board', now(), now(), 1, '0.1.0', 'a',
                    '[{"component":"rootfs","name":"debian","version":"1"}]'
                from generate_series(1, ?) as n""", tenant, devices);
    }

    /** Executes a statement on a connection of its own and answers how many rows it touched. */
    static int update(String statement, Object... parameters) {
        Config config = ConfigProvider.getConfig();
        try (Connection connection = DriverManager.getConnection(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        config.getValue("quarkus.datasource.username", String.class),
                        config.getValue("quarkus.datasource.password", String.class));
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
