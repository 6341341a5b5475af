package io.signalbox.charts;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The chart with some values, and what Helm makes of it. */
final class Chart {
    private static final Path FOLDER = Path.of("signalbox").toAbsolutePath();
    private static final List<String> SERVICES =
            List.of("gateway", "provider", "catalog", "credential", "usage", "vfs");

    private final Map<String, String> values = new LinkedHashMap<>();

    /** As it comes: nothing required is set. */
    static Chart untouched() {
        return new Chart();
    }

    /** With all that is required and nothing else. */
    static Chart complete() {
        Chart chart = new Chart()
                .with("kafka.bootstrapServers", "kafka-0:9092,kafka-1:9092")
                .with("postgres.address", "postgres:5432")
                .with("identity.existingConfigMap", "signalbox-identity");
        SERVICES.forEach(service -> chart.with("services." + service + ".existingSecret", "signalbox-" + service));
        return chart;
    }

    Chart with(String path, String value) {
        values.put(path, value);
        return this;
    }

    /** Helm lints a chart with its own values only. */
    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    String text() {
        TemplateCommand template = new Helm(FOLDER).template().withName("box").withKubeVersion("1.30.0");
        values.forEach(template::set);
        return template.call();
    }

    Rendered render() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object document : new Yaml(new SafeConstructor(strict())).loadAll(text())) {
            if (document instanceof Map<?, ?> object) {
                objects.add(Rendered.map(object));
            }
        }
        return new Rendered(List.copyOf(objects));
    }

    private static LoaderOptions strict() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return options;
    }
}
