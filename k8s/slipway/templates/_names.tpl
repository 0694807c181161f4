{{/* Names, labels and images. "." is the root unless said otherwise; a "part" is a dict with root, name (artifact-service, ...) and values. */}}

{{- define "slipway.fullname" -}}
{{- if contains "slipway" .Release.Name -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-slipway" .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end -}}
{{- end }}

{{/* Values of a service: what it has for itself before what all have. "." is the root and the service's key. */}}
{{- define "slipway.serviceValues" -}}
{{- $values := (first .).Values -}}
{{- mergeOverwrite (deepCopy $values.allServices) (get $values (last .)) | toYaml -}}
{{- end }}

{{/* Name of the objects of a part. */}}
{{- define "slipway.partName" -}}
{{ include "slipway.fullname" .root }}-{{ .name }}
{{- end }}

{{/* Labels by which policies and services find all pods of this release. */}}
{{- define "slipway.selectorLabels" -}}
app.kubernetes.io/name: slipway
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Labels by which they find the pods of a part. */}}
{{- define "slipway.partSelectorLabels" -}}
{{ include "slipway.selectorLabels" .root }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "slipway.labels" -}}
{{ include "slipway.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "slipway.partLabels" -}}
{{ include "slipway.labels" .root }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{/* Image of a part: by digest where one is given, else by tag. */}}
{{- define "slipway.image" -}}
{{- $image := .root.Values.image -}}
{{- $repository := printf "%s/%s" $image.repository .name -}}
{{- with .values.image.digest -}}
{{ $repository }}@{{ . }}
{{- else -}}
{{ $repository }}:{{ $image.tag | default $.root.Chart.AppVersion }}
{{- end -}}
{{- end }}

{{/* Port of a URL ("." is the URL): the one it names, else that of its scheme. */}}
{{- define "slipway.urlPort" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- $port | default (get (dict "https" "443" "http" "80" "ssl" "8883" "tcp" "1883") $url.scheme) -}}
{{- end }}

{{/* Hardened settings of every pod and every container. */}}
{{- define "slipway.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: {{ .Values.security.runAsUser }}
runAsGroup: {{ .Values.security.runAsUser }}
fsGroup: {{ .Values.security.runAsUser }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "slipway.containerSecurityContext" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end }}
