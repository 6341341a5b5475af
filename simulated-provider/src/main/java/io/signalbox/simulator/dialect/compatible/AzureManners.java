package io.signalbox.simulator.dialect.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.HttpHeaders;
import io.signalbox.simulator.dialect.Json;
import io.signalbox.simulator.dialect.ProviderError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Azure: deployments in the path or, on the path without versions, in the body; a header of its own for the key; what the
 * filters say before a stream begins and beside every choice.
 */
final class AzureManners implements Manners {
    private static final String DEPLOYMENTS = "/openai/deployments/";
    private static final String FILTERS =
            "{\"hate\":{\"filtered\":false,\"severity\":\"safe\"},\"violence\":{\"filtered\":false,\"severity\":\"safe\"}}";

    @Override
    public String id() {
        return "azure";
    }

    @Override
    public String basePath() {
        return "/azure";
    }

    @Override
    public String asOpenAi(String path) {
        if (path.startsWith(DEPLOYMENTS)) {
            int end = path.indexOf('/', DEPLOYMENTS.length());
            return end < 0 ? "/" : "/v1" + path.substring(end);
        }
        if (path.startsWith("/openai/v1/")) {
            return path.substring("/openai".length());
        }
        return path.equals("/openai/models") ? "/v1/models" : "/";
    }

    @Override
    public boolean responds() {
        return true;
    }

    @Override
    public @Nullable String key(HttpHeaders headers, @Nullable String bearer) {
        return headers.get("api-key");
    }

    @Override
    public @Nullable JsonNode completed(String path, @Nullable JsonNode body) {
        if (!(body instanceof ObjectNode said) || !path.startsWith(DEPLOYMENTS)) {
            return body;
        }
        String rest = path.substring(DEPLOYMENTS.length());
        String deployment = rest.substring(0, Math.max(0, rest.indexOf('/')));
        return said.deepCopy().put("model", URLDecoder.decode(deployment, StandardCharsets.UTF_8));
    }

    @Override
    public List<ObjectNode> preamble() {
        ObjectNode event =
                Json.object().put("id", "").put("object", "").put("created", 0).put("model", "");
        event.putArray("choices");
        event.putArray("prompt_filter_results")
                .addObject()
                .put("prompt_index", 0)
                .set("content_filter_results", filters());
        return List.of(event);
    }

    @Override
    public void answer(ObjectNode answer) {
        answer.path("choices").forEach(choice -> ((ObjectNode) choice).set("content_filter_results", filters()));
    }

    private static ObjectNode filters() {
        return CompatibleDialect.object(FILTERS.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public JsonNode list(ObjectNode openAi) {
        openAi.path("data").forEach(row -> {
            ObjectNode model = (ObjectNode) row;
            model.retain("id", "object");
            model.put("status", "succeeded")
                    .put("created_at", 1_772_000_000L)
                    .put("lifecycle_status", "generally-available")
                    .putObject("capabilities")
                    .put("inference", true)
                    .put("chat_completion", !model.path("id").asText().contains("embed"))
                    .put("embeddings", model.path("id").asText().contains("embed"));
        });
        return openAi;
    }

    @Override
    public JsonNode error(ProviderError error, String message, ObjectNode openAi) {
        ObjectNode body = Json.object();
        ObjectNode inner = body.putObject("error");
        return switch (error) {
            case CONTENT_FILTER -> {
                inner.put("message", "The response was filtered due to the prompt triggering a content policy.")
                        .putNull("type")
                        .put("param", "prompt")
                        .put("code", "content_filter")
                        .put("status", 400);
                inner.putObject("innererror")
                        .put("code", "ResponsibleAIPolicyViolation")
                        .putObject("content_filter_result");
                yield body;
            }
            case NOT_FOUND -> {
                inner.put("code", "DeploymentNotFound").put("message", message);
                yield body;
            }
            case UNAUTHORIZED -> {
                inner.put("code", "401").put("message", "Access denied due to invalid subscription key.");
                yield body;
            }
            case RATE_LIMITED -> {
                inner.put("code", "429").put("message", message + " Please retry after 3 seconds.");
                yield body;
            }
            default -> openAi;
        };
    }
}
