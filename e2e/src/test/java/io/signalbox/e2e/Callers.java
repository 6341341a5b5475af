package io.signalbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Applications that call all the time by the official SDK, its retries off, every second call as a stream. */
final class Callers implements AutoCloseable {
    private static final int CALLERS = 28;
    static final int IN_FLIGHT_MIN = 20;
    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(100);

    /** An answer a caller got whole, and which attempt it says it came from. */
    record Received(String requestId, int attempt, long inputTokens, long outputTokens) {}

    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OpenAIClient client;

    Callers(String baseUrl, String key) {
        this.client = OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl)
                .apiKey(key)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    void start() {
        for (int caller = 0; caller < CALLERS; caller++) {
            boolean streams = caller % 2 == 0;
            threads.execute(() -> {
                while (running.get()) {
                    call(streams);
                }
            });
        }
    }

    Queue<Received> received() {
        return received;
    }

    /** Requests whose callers got an error as a whole reply. */
    Queue<String> refused() {
        return refused;
    }

    int failed() {
        return failed.get();
    }

    /** Waits until enough calls are on their way, and tells how many. */
    int awaitInFlight() {
        return Installation.eventually(
                IN_FLIGHT_MIN + " calls in flight",
                () -> Optional.of(inFlight.get()).filter(calls -> calls >= IN_FLIGHT_MIN));
    }

    /** Waits until callers are answered again. */
    void awaitAnswers(int more) {
        int wanted = received.size() + more;
        Installation.eventually(
                more + " more answers", () -> Optional.of(received.size()).filter(answers -> answers >= wanted));
    }

    private void call(boolean streams) {
        inFlight.incrementAndGet();
        try {
            received.add(streams ? stream() : whole());
        } catch (OpenAIServiceException e) {
            // An error is a reply too: its caller knows that the request failed.
            refused.addAll(e.headers().values("x-request-id"));
            failed.incrementAndGet();
            LockSupport.parkNanos(AFTER_A_FAILURE.toNanos());
        } catch (RuntimeException e) {
            // What fails here has failed: only whole answers count as received.
            failed.incrementAndGet();
            LockSupport.parkNanos(AFTER_A_FAILURE.toNanos());
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private Received whole() {
        try (HttpResponseFor<ChatCompletion> answer =
                client.chat().completions().withRawResponse().create(asking(false))) {
            return received(answer, answer.parse().usage().orElseThrow());
        }
    }

    private Received stream() {
        try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> answer =
                client.chat().completions().withRawResponse().createStreaming(asking(true))) {
            try (StreamResponse<ChatCompletionChunk> chunks = answer.parse()) {
                CompletionUsage usage = chunks.stream()
                        .flatMap(chunk -> chunk.usage().stream())
                        .reduce((first, second) -> second)
                        .orElseThrow();
                return received(answer, usage);
            }
        }
    }

    private static Received received(HttpResponseFor<?> answer, CompletionUsage usage) {
        return new Received(
                answer.headers().values("x-request-id").getFirst(),
                Integer.parseInt(answer.headers().values("x-signalbox-attempts").getFirst()),
                usage.promptTokens(),
                usage.completionTokens());
    }

    private static ChatCompletionCreateParams asking(boolean streams) {
        var question = ChatCompletionCreateParams.builder()
                .model("demo")
                .addUserMessage("[[sim input=7 output=12 first=200 chunks=6 delay=20]] go");
        return streams
                ? question.streamOptions(ChatCompletionStreamOptions.builder()
                                .includeUsage(true)
                                .build())
                        .build()
                : question.build();
    }

    @Override
    public void close() {
        running.set(false);
        threads.shutdown();
        try {
            assertThat(threads.awaitTermination(2, TimeUnit.MINUTES))
                    .as("every caller came back")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
