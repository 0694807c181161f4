{{/* Environment variables, one template per external system. "." is a part. Secrets come by reference only. */}}

{{- define "slipway.secretVariable" -}}
- name: {{ .variable }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- end }}

{{- define "slipway.environment.common" -}}
- name: QUARKUS_HTTP_PORT
  value: "8080"
- name: QUARKUS_MANAGEMENT_PORT
  value: "9000"
- name: QUARKUS_LOG_LEVEL
  value: {{ .values.logLevel }}
{{ include "slipway.secretVariable" (dict "variable" "SLIPWAY_OPERATOR_PASSWORD" "secret" .root.Values.operator.existingSecret "key" .root.Values.operator.passwordKey) }}
- name: SLIPWAY_TRACE_RATIO
  value: {{ .root.Values.tracing.ratio | quote }}
{{- with .root.Values.tracing.endpoint }}
- name: SLIPWAY_OTLP_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- end }}

{{/* Quarkus passes KAFKA_X_Y to every Kafka client as x.y. */}}
{{- define "slipway.environment.kafka" -}}
{{- $kafka := .root.Values.kafka -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ $kafka.bootstrapServers | quote }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ $kafka.securityProtocol }}
{{- if has $kafka.securityProtocol (list "SSL" "SASL_SSL") }}
{{- if .root.Values.trustBundle.configMap }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: {{ include "slipway.trustFile" .root }}
{{- end }}
{{- with $kafka.clientCertificate.existingSecret }}
- name: KAFKA_SSL_KEYSTORE_TYPE
  value: PEM
{{ include "slipway.secretVariable" (dict "variable" "KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN" "secret" . "key" $kafka.clientCertificate.certificateKey) }}
{{ include "slipway.secretVariable" (dict "variable" "KAFKA_SSL_KEYSTORE_KEY" "secret" . "key" $kafka.clientCertificate.privateKeyKey) }}
{{- end }}
{{- end }}
{{- if hasPrefix "SASL" $kafka.securityProtocol }}
- name: KAFKA_SASL_MECHANISM
  value: {{ $kafka.sasl.mechanism }}
{{ include "slipway.secretVariable" (dict "variable" "KAFKA_SASL_JAAS_CONFIG" "secret" $kafka.sasl.existingSecret "key" $kafka.sasl.jaasConfigKey) }}
{{- end }}
{{- end }}

{{/* Two drivers: the reactive one at run time, JDBC for the migrations at start. */}}
{{- define "slipway.environment.postgresql" -}}
{{- $postgresql := .root.Values.postgresql -}}
{{- $address := printf "postgresql://%s:%d/%s" $postgresql.host (int $postgresql.port) $postgresql.database -}}
{{- $secret := .values.postgresql.existingSecret | default $postgresql.existingSecret -}}
{{- $verified := hasPrefix "verify" $postgresql.sslMode -}}
- name: QUARKUS_DATASOURCE_REACTIVE_URL
  value: {{ $address | quote }}
- name: QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE
  value: {{ $postgresql.sslMode }}
{{- if $verified }}
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM
  value: "true"
- name: QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS
  value: {{ include "slipway.trustFile" .root }}
- name: QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM
  value: {{ eq $postgresql.sslMode "verify-full" | ternary "HTTPS" "NONE" }}
{{- end }}
- name: QUARKUS_DATASOURCE_JDBC_URL
  value: "jdbc:{{ $address }}?sslmode={{ $postgresql.sslMode }}{{ if $verified }}&sslrootcert={{ include "slipway.trustFile" .root }}{{ end }}"
{{ include "slipway.secretVariable" (dict "variable" "QUARKUS_DATASOURCE_USERNAME" "secret" $secret "key" $postgresql.usernameKey) }}
{{ include "slipway.secretVariable" (dict "variable" "QUARKUS_DATASOURCE_PASSWORD" "secret" $secret "key" $postgresql.passwordKey) }}
{{- end }}

{{- define "slipway.environment.objectStore" -}}
{{- $store := .root.Values.objectStore -}}
- name: SLIPWAY_OBJECT_STORE_ENDPOINT
  value: {{ $store.endpoint | quote }}
- name: SLIPWAY_OBJECT_STORE_REGION
  value: {{ $store.region | quote }}
{{ include "slipway.secretVariable" (dict "variable" "SLIPWAY_OBJECT_STORE_ACCESS_KEY" "secret" $store.existingSecret "key" $store.accessKeyKey) }}
{{ include "slipway.secretVariable" (dict "variable" "SLIPWAY_OBJECT_STORE_SECRET_KEY" "secret" $store.existingSecret "key" $store.secretKeyKey) }}
{{- if and .root.Values.trustBundle.configMap (hasPrefix "https://" $store.endpoint) }}
- name: SLIPWAY_OBJECT_STORE_TRUST_CERTIFICATE
  value: {{ include "slipway.trustFile" .root }}
{{- end }}
{{- end }}

{{/* Where the trust bundle is mounted. "." is the root. */}}
{{- define "slipway.trustFile" -}}
/etc/slipway/trust/{{ .Values.trustBundle.key }}
{{- end }}

{{- define "slipway.trustVolume" -}}
name: trust
configMap:
  name: {{ .Values.trustBundle.configMap }}
  items:
    - key: {{ .Values.trustBundle.key }}
      path: {{ .Values.trustBundle.key }}
{{- end }}
