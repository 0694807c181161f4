{{/*
The objects that every service has: ServiceAccount, Deployment, Service, PodDisruptionBudget, HorizontalPodAutoscaler.
"." is a part; what differs comes in as its own templates:
  slipway.environment.<name>   environment variables
  slipway.mounts.<name>        volume mounts beyond /tmp and the trust bundle
  slipway.volumes.<name>       their volumes
  slipway.ports.<name>         container ports beyond http and management
*/}}
{{- define "slipway.workload" -}}
{{- include "slipway.serviceAccount" . }}
---
{{ include "slipway.deployment" . }}
---
{{ include "slipway.service" . }}
---
{{ include "slipway.podDisruptionBudget" . }}
{{- if .values.autoscaling.enabled }}
---
{{ include "slipway.horizontalPodAutoscaler" . }}
{{- end }}
{{- end }}

{{- define "slipway.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "slipway.partName" . }}
  labels: {{- include "slipway.partLabels" . | nindent 4 }}
automountServiceAccountToken: false
{{- end }}

{{- define "slipway.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "slipway.partName" . }}
  labels: {{- include "slipway.partLabels" . | nindent 4 }}
spec:
  {{- if not .values.autoscaling.enabled }}
  replicas: {{ .values.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  selector:
    matchLabels: {{- include "slipway.partSelectorLabels" . | nindent 6 }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  template:
    metadata:
      labels: {{- include "slipway.partLabels" . | nindent 8 }}
        {{- with .values.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with .values.podAnnotations }}
      annotations: {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ include "slipway.partName" . }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 45
      securityContext: {{- include "slipway.podSecurityContext" .root | nindent 8 }}
      {{- with .root.Values.image.pullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .values.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with .values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints:
        {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - topologyKey: {{ . }}
          maxSkew: 1
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "slipway.partSelectorLabels" $ | nindent 14 }}
          matchLabelKeys: [pod-template-hash]
        {{- end }}
      containers:
        - {{ include "slipway.container" . | indent 10 | trim }}
      volumes:
        - name: tmp
          emptyDir:
            sizeLimit: {{ .values.temporaryStorage }}
        {{- if .root.Values.trustBundle.configMap }}
        - {{ include "slipway.trustVolume" .root | indent 10 | trim }}
        {{- end }}
        {{- with include (printf "slipway.volumes.%s" .name) . | trim }}
        {{- . | nindent 8 }}
        {{- end }}
{{- end }}

{{- define "slipway.container" -}}
name: {{ .name }}
image: {{ include "slipway.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext: {{- include "slipway.containerSecurityContext" .root | nindent 2 }}
ports:
  - name: http
    containerPort: 8080
  - name: management
    containerPort: 9000
  {{- with include (printf "slipway.ports.%s" .name) . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
env:
  {{- include "slipway.environment.common" . | nindent 2 }}
  {{- include (printf "slipway.environment.%s" .name) . | trim | nindent 2 }}
  {{- with .values.extraEnv }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
startupProbe:
  httpGet: { path: /q/health/started, port: management }
  periodSeconds: 2
  timeoutSeconds: 5
  failureThreshold: 90
readinessProbe:
  httpGet: { path: /q/health/ready, port: management }
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
livenessProbe:
  httpGet: { path: /q/health/live, port: management }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
lifecycle:
  preStop:
    sleep: { seconds: 5 } # until no endpoint list names the pod any more
resources: {{- toYaml .values.resources | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- if .root.Values.trustBundle.configMap }}
  - name: trust
    mountPath: /etc/slipway/trust
    readOnly: true
  {{- end }}
  {{- with include (printf "slipway.mounts.%s" .name) . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
{{- end }}

{{- define "slipway.service" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "slipway.partName" . }}
  labels: {{- include "slipway.partLabels" . | nindent 4 }}
spec:
  type: ClusterIP
  selector: {{- include "slipway.partSelectorLabels" . | nindent 4 }}
  ports:
    - name: http
      port: 80
      targetPort: http
    - name: management
      port: 9000
      targetPort: management
{{- end }}

{{- define "slipway.podDisruptionBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "slipway.partName" . }}
  labels: {{- include "slipway.partLabels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "slipway.partSelectorLabels" . | nindent 6 }}
{{- end }}

{{- define "slipway.horizontalPodAutoscaler" -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "slipway.partName" . }}
  labels: {{- include "slipway.partLabels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ include "slipway.partName" . }}
  minReplicas: {{ .values.autoscaling.minReplicas }}
  maxReplicas: {{ .values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .values.autoscaling.cpuPercent }}
  behavior:
    scaleDown:
      stabilizationWindowSeconds: 600 # each change moves Kafka partitions between pods
      policies:
        - { type: Pods, value: 1, periodSeconds: 120 }
{{- end }}
