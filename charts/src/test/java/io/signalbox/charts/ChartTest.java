package io.signalbox.charts;

import static io.signalbox.charts.Rendered.at;
import static io.signalbox.charts.Rendered.containers;
import static io.signalbox.charts.Rendered.environment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
    private static final List<String> BEHIND_THE_GATEWAY = List.of("provider", "catalog", "credential", "usage", "vfs");

    @Test
    void it_passes_strict_linting() {
        LintResult result = Chart.lint();

        assertThat(result.isFailed()).describedAs("%s", result.getMessages()).isFalse();
    }

    @Test
    void the_six_services_are_rendered_and_nothing_makes_a_secret() {
        Rendered chart = Chart.complete().render();

        assertThat(chart.names())
                .contains("StatefulSet box-gateway", "Service box-gateway-pods")
                .doesNotHaveDuplicates()
                .noneMatch(name -> name.startsWith("Secret "));
        for (String service : BEHIND_THE_GATEWAY) {
            assertThat(chart.names()).contains("Deployment box-" + service, "Service box-" + service);
        }
    }

    @Test
    void every_container_satisfies_the_restricted_standard_and_has_bounds() {
        Chart.complete()
                .with("jobs.asHooks", "false")
                .with("databases.create", "true")
                .with("databases.existingSecret", "superuser")
                .render()
                .pods()
                .forEach((name, pod) -> {
                    assertThat(at(pod, "securityContext.runAsNonRoot")).isEqualTo(true);
                    assertThat(at(pod, "securityContext.seccompProfile.type")).isEqualTo("RuntimeDefault");
                    assertThat(at(pod, "automountServiceAccountToken")).isEqualTo(false);
                    for (Map<String, Object> container : containers(pod)) {
                        assertThat(at(container, "securityContext.allowPrivilegeEscalation"))
                                .describedAs(name)
                                .isEqualTo(false);
                        assertThat(at(container, "securityContext.readOnlyRootFilesystem"))
                                .isEqualTo(true);
                        assertThat(at(container, "securityContext.capabilities.drop"))
                                .isEqualTo(List.of("ALL"));
                        assertThat(at(container, "resources.limits.memory")).isNotNull();
                    }
                });
    }

    @Test
    void every_service_is_probed_where_it_answers_and_reads_its_own_secret_only() {
        Rendered chart = Chart.complete().render();

        for (String service : BEHIND_THE_GATEWAY) {
            Map<String, Object> pod = chart.pod("box-" + service);
            Object container = at(pod, "containers.0");
            assertThat(at(container, "livenessProbe.httpGet.path")).isEqualTo("/livez");
            assertThat(at(container, "readinessProbe.httpGet.path")).isEqualTo("/readyz");
            assertThat(at(container, "readinessProbe.httpGet.port")).isEqualTo("http");
            assertThat(at(pod, "volumes").toString())
                    .contains("signalbox-" + service, "identity/" + service + ".jwk", "signalbox.database.app-password")
                    .doesNotContain("signalbox-gateway");
        }
    }

    @Test
    void the_gateway_has_a_volume_and_knows_every_owner_and_no_database() {
        Rendered chart = Chart.complete().render();

        Map<String, Object> gateway = chart.object("StatefulSet", "box-gateway");
        Map<String, String> environment =
                environment(containers(chart.pod("box-gateway")).get(1));
        assertThat(at(gateway, "spec.volumeClaimTemplates.0.spec.resources.requests.storage"))
                .isEqualTo("10Gi");
        assertThat(at(gateway, "spec.persistentVolumeClaimRetentionPolicy.whenScaled"))
                .isEqualTo("Retain");
        assertThat(environment)
                .containsEntry("SIGNALBOX_OWNERS_USAGE", "http://box-usage:8104")
                .containsEntry("SIGNALBOX_OWNERS_VFS", "http://box-vfs:8105")
                .containsEntry("SIGNALBOX_OWNERS_CREDENTIAL", "http://box-credential:8103")
                .containsEntry("SIGNALBOX_KAFKA_BOOTSTRAP_SERVERS", "kafka-0:9092,kafka-1:9092")
                .containsEntry("SIGNALBOX_GATEWAY_DIRECTORY", "/var/lib/signalbox/gateway")
                .doesNotContainKey("SIGNALBOX_DATABASE_URL");
    }

    @Test
    void a_service_behind_the_gateway_knows_its_database_and_only_whom_it_calls() {
        Rendered chart = Chart.complete().render();

        assertThat(environment(containers(chart.pod("box-provider")).get(1)))
                .containsEntry("SIGNALBOX_DATABASE_URL", "jdbc:postgresql://postgres:5432/signalbox_provider")
                .containsEntry("SIGNALBOX_OWNERS_CREDENTIAL", "http://box-credential:8103")
                .doesNotContainKey("SIGNALBOX_OWNERS_USAGE");
        assertThat(environment(containers(chart.pod("box-catalog")).get(1)).keySet())
                .noneMatch(name -> name.startsWith("SIGNALBOX_OWNERS_"));
    }

    @Test
    void network_policies_let_the_credential_service_be_called_by_gateway_and_provider_only() {
        Rendered chart = Chart.complete().render();

        Object from = at(chart.object("NetworkPolicy", "box-credential"), "spec.ingress.0.from");
        assertThat(from.toString())
                .contains("component=gateway", "component=provider")
                .doesNotContain("component=usage");
        assertThat(at(chart.object("NetworkPolicy", "box-credential"), "spec.egress")
                        .toString())
                .contains("port=5432")
                .doesNotContain("port=443");
        assertThat(at(chart.object("NetworkPolicy", "box-gateway"), "spec.egress")
                        .toString())
                .contains("port=443")
                .doesNotContain("port=5432");
        assertThat(Chart.complete().with("networkPolicy.enabled", "false").text())
                .doesNotContain("NetworkPolicy");
    }

    @Test
    void the_vfs_service_sends_the_lines_of_batches_to_the_gateway_and_may() {
        Rendered chart = Chart.complete()
                .with("networkPolicy.gatewayFrom[0].podSelector.matchLabels.app", "front")
                .render();

        assertThat(environment(containers(chart.pod("box-vfs")).get(1)))
                .containsEntry("SIGNALBOX_VFS_BATCH_GATEWAY", "http://box-gateway:8080");
        assertThat(at(chart.object("NetworkPolicy", "box-vfs"), "spec.egress").toString())
                .contains("component=gateway", "port=8080");
        assertThat(at(chart.object("NetworkPolicy", "box-gateway"), "spec.ingress.0.from")
                        .toString())
                .contains("app=front", "component=vfs")
                .doesNotContain("component=usage");
        assertThat(at(chart.object("NetworkPolicy", "box-usage"), "spec.egress").toString())
                .doesNotContain("port=8080");
    }

    @Test
    void traces_are_told_by_every_service_to_the_receiver_that_is_named_and_to_nobody_else() {
        Rendered silent = Chart.complete().render();
        Rendered telling = Chart.complete()
                .with("tracing.endpoint", "http://collector:4318")
                .render();

        for (String service : List.of("gateway", "usage")) {
            assertThat(environment(containers(silent.pod("box-" + service)).get(1)))
                    .doesNotContainKey("SIGNALBOX_TRACING_ENDPOINT");
            assertThat(environment(containers(telling.pod("box-" + service)).get(1)))
                    .containsEntry("SIGNALBOX_TRACING_ENDPOINT", "http://collector:4318")
                    .containsEntry("SIGNALBOX_TRACING_SAMPLE_RATE", "0.1");
            assertThat(at(silent.object("NetworkPolicy", "box-" + service), "spec.egress")
                            .toString())
                    .doesNotContain("port=4318");
            assertThat(at(telling.object("NetworkPolicy", "box-" + service), "spec.egress")
                            .toString())
                    .contains("port=4318");
        }
    }

    @Test
    void topics_and_databases_are_made_by_jobs_and_only_when_asked() {
        Rendered chart = Chart.complete()
                .with("jobs.asHooks", "false")
                .with("databases.create", "true")
                .with("databases.existingSecret", "superuser")
                .with("topics.partitionsMax", "4")
                .render();

        Map<String, Object> container = containers(chart.pod("box-topics")).getFirst();
        assertThat(at(container, "args")).isEqualTo(List.of("topics"));
        assertThat(environment(container))
                .containsEntry("SIGNALBOX_REPLICATION_FACTOR", "3")
                .containsEntry("SIGNALBOX_PARTITIONS_MAX", "4");
        assertThat(at(containers(chart.pod("box-databases")).getFirst(), "args"))
                .isEqualTo(List.of("databases"));
        assertThat(Chart.complete()
                        .with("jobs.asHooks", "false")
                        .with("topics.create", "false")
                        .render()
                        .names())
                .noneMatch(name -> name.startsWith("Job "));
    }

    @Test
    void one_services_own_values_win_over_the_defaults_and_change_no_other() {
        Rendered chart = Chart.complete()
                .with("services.usage.replicas", "3")
                .with("services.usage.environment.SIGNALBOX_LOG_LEVEL", "debug")
                .with("defaults.podLabels.team", "platform")
                .render();

        assertThat(at(chart.object("Deployment", "box-usage"), "spec.replicas")).isEqualTo(3);
        assertThat(at(chart.object("Deployment", "box-catalog"), "spec.replicas"))
                .isEqualTo(1);
        assertThat(at(chart.object("Deployment", "box-catalog"), "spec.template.metadata.labels.team"))
                .isEqualTo("platform");
        assertThat(environment(containers(chart.pod("box-usage")).get(1)))
                .containsEntry("SIGNALBOX_LOG_LEVEL", "debug");
        assertThat(environment(containers(chart.pod("box-catalog")).get(1))).doesNotContainKey("SIGNALBOX_LOG_LEVEL");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    kafka.bootstrapServers, kafka.bootstrapServers must be set
                    postgres.address, postgres.address must be set
                    identity.existingConfigMap, identity.existingConfigMap must be set
                    services.credential.existingSecret, services.credential.existingSecret must be set
                    """)
    void what_is_required_is_asked_for_by_name(String path, String sentence) {
        Chart chart = Chart.complete().with(path, "");

        assertThatThrownBy(chart::text).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replicaCount", "services.gateway.replicaz", "services.billing.port", "kafka.servers"})
    void a_value_nobody_reads_is_refused(String path) {
        Chart chart = Chart.complete().with(path, "3");

        assertThatThrownBy(chart::text).hasMessageContaining("values don't meet the specifications of the schema");
    }

    @Test
    void it_renders_nothing_as_it_comes() {
        assertThatThrownBy(Chart.untouched()::text).hasMessageContaining("must be set");
    }
}
