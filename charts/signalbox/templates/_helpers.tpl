{{/* Name of one service's objects: release, then service. Takes (list root name). */}}
{{- define "signalbox.name" -}}
{{- $root := index . 0 -}}
{{- printf "%s-%s" ($root.Release.Name | trunc 50 | trimSuffix "-") (index . 1) -}}
{{- end -}}

{{- define "signalbox.selector" -}}
app.kubernetes.io/name: signalbox
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "signalbox.labels" -}}
{{- $root := index . 0 -}}
{{ include "signalbox.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | quote }}
{{- end -}}

{{/* Takes (list root program), the program being a module's name. */}}
{{- define "signalbox.image" -}}
{{- $image := (index . 0).Values.image -}}
{{- printf "%s%s/%s:%s" $image.registry $image.repository (index . 1) ($image.tag | default (index . 0).Chart.AppVersion) -}}
{{- end -}}

{{/* What the restricted pod security standard asks for. */}}
{{- define "signalbox.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "signalbox.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- define "signalbox.kafka" -}}
{{- required "kafka.bootstrapServers must be set: host:port,... of the brokers" .Values.kafka.bootstrapServers -}}
{{- end -}}

{{- define "signalbox.postgres" -}}
{{- required "postgres.address must be set: host:port of the PostgreSQL server" .Values.postgres.address -}}
{{- end -}}

{{/* The environment of one service. Takes (dict "root" "name" "service"). */}}
{{- define "signalbox.environment" -}}
{{- $root := .root -}}
{{- $name := .name -}}
- {name: SIGNALBOX_PORT, value: {{ .service.port | quote }}}
- {name: SIGNALBOX_MANAGEMENT_PORT, value: {{ .service.managementPort | quote }}}
- {name: SIGNALBOX_KAFKA_BOOTSTRAP_SERVERS, value: {{ include "signalbox.kafka" $root | quote }}}
- {name: SIGNALBOX_IDENTITY_DIRECTORY, value: /run/signalbox/identity}
- {name: SPRING_CONFIG_IMPORT, value: "optional:configtree:/run/signalbox/settings/"}
- {name: SIGNALBOX_EGRESS_ALLOW, value: {{ join "," $root.Values.egress.allow | quote }}}
{{- with $root.Values.tracing.endpoint }}
- {name: SIGNALBOX_TRACING_ENDPOINT, value: {{ . | quote }}}
{{- end }}
- {name: SIGNALBOX_TRACING_SAMPLE_RATE, value: {{ $root.Values.tracing.sampleRate | quote }}}
{{- if eq $name "gateway" }}
- {name: SIGNALBOX_GATEWAY_DIRECTORY, value: /var/lib/signalbox/gateway}
- {name: SIGNALBOX_GRANT_KEY_FILE, value: /run/signalbox/grant-key}
{{- else }}
- {name: SIGNALBOX_DATABASE_URL, value: {{ printf "jdbc:postgresql://%s/signalbox_%s" (include "signalbox.postgres" $root) $name | quote }}}
{{- end }}
{{- range $owner, $called := $root.Values.services }}
{{- if has $name $called.calledBy }}
- {name: SIGNALBOX_OWNERS_{{ upper $owner }}, value: {{ printf "http://%s:%v" (include "signalbox.name" (list $root $owner)) $called.port | quote }}}
{{- end }}
{{- end }}
{{- if .service.callsGateway }}
- {name: SIGNALBOX_{{ upper $name }}_BATCH_GATEWAY, value: {{ printf "http://%s:%v" (include "signalbox.name" (list $root "gateway")) $root.Values.services.gateway.port | quote }}}
{{- end }}
{{- if hasKey (.service.secretFiles | default dict) "master-key" }}
- {name: SIGNALBOX_SEALING_MASTER_KEY_FILE, value: /run/signalbox/master-key}
{{- end }}
{{- if .service.bootstrapAdministrator }}
- {name: SIGNALBOX_BOOTSTRAP_ADMINISTRATOR_TOKEN_FILE, value: /tmp/administrator-token}
{{- end }}
{{- range $variable, $value := .service.environment }}
- {name: {{ $variable }}, value: {{ $value | quote }}}
{{- end }}
{{- end -}}

{{/* The pod of one service. Takes (dict "root" "name" "service"). */}}
{{- define "signalbox.pod" -}}
{{- $root := .root -}}
{{- $name := .name -}}
{{- $service := .service -}}
{{- $image := include "signalbox.image" (list $root (printf "%s-service" $name)) -}}
metadata:
  labels:
    {{- include "signalbox.labels" (list $root $name) | nindent 4 }}
    {{- with $service.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with $service.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $service.terminationGracePeriodSeconds }}
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $service.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  securityContext:
    {{- include "signalbox.podSecurity" $root | nindent 4 }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "signalbox.selector" (list $root $name) | nindent 10 }}
  initContainers:
    # A mounted secret is readable by its group; the services insist on files that are theirs alone.
    - name: secrets
      image: {{ $image | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      command:
        - bash
        - -ec
        - umask 077; cd /secrets; for file in *; do cp -rL "$file" /run/signalbox/; done
      securityContext:
        {{- include "signalbox.containerSecurity" $root | nindent 8 }}
      resources:
        requests: {cpu: 10m, memory: 16Mi}
        limits: {memory: 64Mi}
      volumeMounts:
        - {name: secrets, mountPath: /secrets, readOnly: true}
        - {name: private, mountPath: /run/signalbox}
  containers:
    - name: {{ $name }}
      image: {{ $image | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      securityContext:
        {{- include "signalbox.containerSecurity" $root | nindent 8 }}
      env:
        {{- include "signalbox.environment" . | nindent 8 }}
      ports:
        - {name: http, containerPort: {{ $service.port }}}
        - {name: management, containerPort: {{ $service.managementPort }}}
      # Nothing outside the process is asked by liveness.
      startupProbe:
        httpGet: {path: /livez, port: http}
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: {path: /livez, port: http}
        periodSeconds: 10
        timeoutSeconds: 3
      readinessProbe:
        httpGet: {path: /readyz, port: http}
        periodSeconds: 5
        timeoutSeconds: 3
      lifecycle:
        # Until every node has heard that this pod no longer takes calls.
        preStop:
          exec: {command: [sleep, "5"]}
      resources:
        {{- toYaml $service.resources | nindent 8 }}
      volumeMounts:
        - {name: tmp, mountPath: /tmp}
        - {name: private, mountPath: /run/signalbox, readOnly: true}
        {{- if $service.storage }}
        - {name: data, mountPath: /var/lib/signalbox}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: {sizeLimit: 256Mi}
    - name: private
      emptyDir: {medium: Memory, sizeLimit: 1Mi}
    - name: secrets
      projected:
        defaultMode: 0440
        sources:
          - configMap:
              name: {{ required "identity.existingConfigMap must be set: a ConfigMap with the key jwks.json" $root.Values.identity.existingConfigMap }}
              items: [{key: jwks.json, path: identity/jwks.json}]
          - secret:
              name: {{ required (printf "services.%s.existingSecret must be set: secrets are never made by this chart" $name) $service.existingSecret }}
              items:
                - {key: identity.jwk, path: identity/{{ $name }}.jwk}
                {{- if ne $name "gateway" }}
                - {key: owner-password, path: settings/signalbox.database.owner-password}
                - {key: app-password, path: settings/signalbox.database.app-password}
                - {key: processor-password, path: settings/signalbox.database.processor-password}
                {{- end }}
                {{- range $path, $key := $service.secretFiles }}
                - {key: {{ $key }}, path: {{ $path }}}
                {{- end }}
  {{- with $service.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $service.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $service.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
