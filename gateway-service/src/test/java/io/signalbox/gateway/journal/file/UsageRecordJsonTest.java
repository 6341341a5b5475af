package io.signalbox.gateway.journal.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.usage.UsageRecordEvent.UsageRecorded;
import io.signalbox.gateway.journal.AttemptClosing;
import io.signalbox.gateway.journal.AttemptOpening;
import io.signalbox.gateway.journal.frame.FrameBuffer;
import io.signalbox.gateway.journal.frame.UsageRecordJson;
import io.signalbox.kit.contractjson.ContractJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal's own writer and the contract's mapper must never differ by a byte. */
class UsageRecordJsonTest {
    private static final List<String> LETTERS = List.of(
            "a",
            "Z",
            "0",
            " ",
            "/",
            "\"",
            "\\",
            "\n",
            "\r",
            "\t",
            "\b",
            "\f",
            "\u0000",
            "\u0001",
            "\u001f",
            "\u007f",
            "\u0080",
            "\u00e4",
            "\u07ff",
            "\u0800",
            "\u20ac",
            "\uffff",
            "\ud83d\ude00",
            "\ud800\udc00",
            "\udbff\udfff");

    private final UsageRecordJson json = new UsageRecordJson();

    @Test
    void a_full_record_is_written_as_the_contract_writes_it() throws IOException {
        assertSame(AttemptExamples.opening(UUID.randomUUID()), AttemptExamples.succeeded());
    }

    @Test
    void a_record_with_as_little_as_possible_is_too() throws IOException {
        assertSame(AttemptExamples.sparseOpening(UUID.randomUUID()), AttemptExamples.refusedConnection());
    }

    @Test
    void what_a_caller_chose_is_cut_between_characters() {
        String longName = "x".repeat(UsageRecordJson.TEXT_MAX - 1) + "😀".repeat(100_000);

        String written = new String(write(asking(longName), AttemptExamples.succeeded()), StandardCharsets.UTF_8);

        assertThat(written).contains("\"modelAsked\":\"" + "x".repeat(UsageRecordJson.TEXT_MAX - 1) + "\"");
    }

    @Test
    void what_neither_json_nor_the_ledger_can_hold_is_replaced() throws IOException {
        byte[] written = write(asking("a\u0000b\ud800c😀"), AttemptExamples.succeeded());

        assertThat(ContractJson.mapper().readValue(written, UsageRecorded.class).modelAsked())
                .isEqualTo("a\ufffdb\ufffdc😀");
    }

    @Test
    void any_text_is_written_as_the_contract_writes_it() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int each = 0; each < 2_000; each++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                text.append(LETTERS.get(random.nextInt(LETTERS.size())));
            }
            byte[] written = write(asking(text.toString()), AttemptExamples.succeeded());
            UsageRecorded read = ContractJson.mapper().readValue(written, UsageRecorded.class);

            assertThat(new String(written, StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(ContractJson.mapper().writeValueAsString(read));
            assertThat(read.modelAsked()).isEqualTo(text.toString().replace('\u0000', '\ufffd'));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00.005Z",
                "2026-01-01T00:00:00.120Z",
                "2026-01-01T00:00:00.000005Z",
                "2026-01-01T00:00:00.123456Z",
                "2026-01-01T00:00:00.000000005Z",
                "2026-01-01T00:00:00.999999999Z"
            })
    void a_moment_is_written_as_the_contract_writes_it(String moment) throws IOException {
        AttemptOpening opening = AttemptExamples.openingAt(UUID.randomUUID(), Instant.parse(moment));

        byte[] written = write(opening, AttemptExamples.succeeded());

        assertThat(new String(written, StandardCharsets.UTF_8)).contains("\"openedAt\":\"" + moment + "\"");
    }

    private static AttemptOpening asking(String model) {
        AttemptOpening opening = AttemptExamples.sparseOpening(UUID.randomUUID());
        return new AttemptOpening(
                opening.tenant(),
                opening.requestId(),
                opening.attempt(),
                null,
                null,
                opening.accessKeyId(),
                opening.tags(),
                opening.operation(),
                opening.dialect(),
                false,
                null,
                model,
                opening.configurationId(),
                opening.providerType(),
                null,
                opening.modelSent(),
                opening.estimatedMeters(),
                opening.openedAt(),
                null,
                model);
    }

    private void assertSame(AttemptOpening opening, AttemptClosing closing) throws IOException {
        byte[] written = write(opening, closing);
        UsageRecorded read = ContractJson.mapper().readValue(written, UsageRecorded.class);

        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo(ContractJson.mapper().writeValueAsString(read));
        assertThat(read.requestId()).isEqualTo(opening.requestId());
        assertThat(read.meters().keySet()).isEqualTo(closing.meters().keySet());
        assertThat(read.shownCost()).isEqualTo(closing.shownCost());
        assertThat(read.modelAsked()).isEqualTo(opening.modelAsked());
        assertThat(read.closedAt()).isEqualTo(closing.closedAt());
    }

    private byte[] write(AttemptOpening opening, AttemptClosing closing) {
        FrameBuffer buffer = new FrameBuffer();
        buffer.reset(0);
        json.write(buffer, opening, closing);
        return Arrays.copyOf(buffer.array(), buffer.size());
    }
}
