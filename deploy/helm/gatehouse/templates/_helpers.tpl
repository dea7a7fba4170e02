{{/* What the pods of this release have in common, and no other pods. */}}
{{- define "gatehouse.selector" -}}
app.kubernetes.io/name: gatehouse
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "gatehouse.labels" -}}
{{ include "gatehouse.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* One line for each setting. A backslash would begin an escape of the format. */}}
{{- define "gatehouse.settings" -}}
{{- range $name, $value := .Values.settings -}}
{{ $name }}={{ $value | replace "\\" "\\\\" }}
{{ end }}
{{- end }}
