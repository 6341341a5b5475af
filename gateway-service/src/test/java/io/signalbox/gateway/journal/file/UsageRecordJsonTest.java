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
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The journal's own writer and the contract's mapper must never differ by a byte. */
class UsageRecordJsonTest {
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
                null);
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
