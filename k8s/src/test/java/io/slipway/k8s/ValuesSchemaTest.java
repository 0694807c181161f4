package io.slipway.k8s;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A wrong value stops Helm before anything is rendered, with the place and what is wrong with it. */
class ValuesSchemaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.bootstrapServer        | kafka:9092      | /kafka                                 | additional properties 'bootstrapServer' not allowed",
                "kafka.bootstrapServers       | kafka           | /kafka/bootstrapServers                | does not match pattern",
                "kafka.securityProtocol       | TLS             | /kafka/securityProtocol                | value must be one of",
                "kafka.securityProtocol       | SASL_SSL        | /kafka/sasl/existingSecret             | minLength",
                "postgresql.port              | 70000           | /postgresql/port                       | maximum",
                "postgresql.existingSecret    | Not a name      | /postgresql/existingSecret             | does not match pattern",
                "postgresql.password          | hunter2         | /postgresql                            | additional properties 'password' not allowed",
                "trustBundle.configMap        | ''              | /trustBundle/configMap                 | minLength",
                "objectStore.endpoint         | s3.example      | /objectStore/endpoint                  | does not match pattern",
                "mqtt.uri                     | tcp://b:1883    | /mqtt/uri                              | does not match pattern",
                "operator.existingSecret      | ''              | /operator/existingSecret               | does not match pattern",
                "tracing.ratio                | 2               | /tracing/ratio                         | maximum",
                "security.runAsUser           | 0               | /security/runAsUser                    | minimum",
                "artifactService.replicas     | 0               | /artifactService/replicas              | minimum",
                "deltaService.workStorage     | much            | /deltaService/workStorage              | does not match pattern",
                "deltaService.resources.requests.memory | plenty | /deltaService/resources/requests/memory | does not match pattern",
                "deviceGateway.devices.serviceType | ExternalName | /deviceGateway/devices/serviceType   | value must be one of",
                "rolloutservice.replicas      | 3               | ''                                     | additional properties 'rolloutservice' not allowed",
            })
    void bad_value_is_refused_with_its_place(
            String path, String value, String pointer, String what, @TempDir Path folder) throws Exception {
        // Given
        Path values = Files.writeString(folder.resolve("values.yaml"), yaml(path, value));

        // When, Then
        assertThatThrownBy(() -> Chart.renderWith(command -> command.withValuesFile(values)))
                .hasMessageContaining("at '" + pointer + "'")
                .hasMessageContaining(what);
    }

    @Test
    void every_object_of_the_schema_is_closed() {
        List<String> open = new ArrayList<>();
        collectOpenObjects("", Chart.yaml(Chart.FOLDER.resolve("values.schema.json")), open);
        assertThat(open).isEmpty();
    }

    /** An object with named properties that lets others in would let a misspelt value pass unseen. */
    private static void collectOpenObjects(String pointer, JsonNode schema, List<String> open) {
        boolean describesAnObject = schema.path("type").asText().equals("object") && schema.has("properties");
        if (describesAnObject && schema.path("additionalProperties").asBoolean(true)) {
            open.add(pointer);
        }
        schema.properties().forEach(part -> collectOpenObjects(pointer + "/" + part.getKey(), part.getValue(), open));
    }

    private static String yaml(String path, String value) {
        StringBuilder yaml = new StringBuilder();
        String indent = "";
        for (String name : path.split("\\.")) {
            yaml.append(indent.isEmpty() ? "" : "\n")
                    .append(indent)
                    .append(name)
                    .append(":");
            indent += "  ";
        }
        return yaml.append(' ')
                .append(value.isEmpty() ? "\"\"" : value)
                .append('\n')
                .toString();
    }
}
