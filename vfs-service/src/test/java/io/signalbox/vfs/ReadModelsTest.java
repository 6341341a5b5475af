package io.signalbox.vfs;

import static org.assertj.core.api.Assertions.assertThat;

import io.signalbox.contracts.TenantId;
import io.signalbox.kit.eventstore.Commands;
import io.signalbox.testkit.contract.RebuildContract;
import io.signalbox.vfs.batch.BatchCommand.CreateBatch;
import io.signalbox.vfs.batch.BatchCommand.RefuseBatch;
import io.signalbox.vfs.batch.BatchFault;
import io.signalbox.vfs.content.ContentWriter;
import io.signalbox.vfs.content.Contents;
import io.signalbox.vfs.content.StoredContent;
import io.signalbox.vfs.file.FileEntryProjection;
import io.signalbox.vfs.overview.SessionOverviewProjection;
import io.signalbox.vfs.progress.BatchOverviewProjection;
import io.signalbox.vfs.session.CloseReason;
import io.signalbox.vfs.session.Quota;
import io.signalbox.vfs.session.SessionCommand.CloseSession;
import io.signalbox.vfs.session.SessionCommand.DeleteFile;
import io.signalbox.vfs.session.SessionCommand.OpenSession;
import io.signalbox.vfs.session.SessionCommand.WriteFile;
import io.signalbox.vfs.session.WriteCondition;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every read model can be thrown away and comes back the same; nobody sees anything without naming a tenant. */
class ReadModelsTest {
    private static final VfsService VFS = VfsService.get();
    private static final Random RANDOM = new Random(20260615);
    private static final TenantId TENANT = new TenantId("history");
    private static final int SESSIONS = 20;
    private static final int CHANGES = 15;

    /** Each batch of them is worked on once; sessions make the history long. */
    private static final int BATCH_EVENTS = 300;

    private static final WriteCondition ANY = new WriteCondition.Anything();

    @BeforeAll
    static void long_ago() {
        new SessionHistory(VFS.service(), 1).of(RebuildContract.EVENTS_MIN);
        new BatchHistory(VFS.service(), 1).of(BATCH_EVENTS);
    }

    @Test
    void sessions_are_rebuilt_the_same() {
        RebuildContract.check(
                VFS.service(), SessionOverviewProjection.PROCESSOR, ReadModelsTest::history, "session_overview");
    }

    @Test
    void files_are_rebuilt_the_same() {
        RebuildContract.check(VFS.service(), FileEntryProjection.PROCESSOR, ReadModelsTest::history, "file_entry");
    }

    @Test
    void batches_are_rebuilt_the_same() {
        RebuildContract.check(
                VFS.service(), BatchOverviewProjection.PROCESSOR, ReadModelsTest::batches, "batch_overview");
    }

    @Test
    void every_table_with_tenants_shows_nothing_to_whom_names_none() throws SQLException {
        history();
        try (Connection app = VFS.database().connect("app")) {
            List<String> tables = texts(app, """
                    select distinct table_name from information_schema.columns
                    where table_schema = 'public' and column_name = 'tenant'
                      and table_name not in ('published_state', 'idempotency_key', 'job')
                    order by 1
                    """);
            assertThat(tables)
                    .containsExactly(
                            "batch_line",
                            "batch_overview",
                            "content",
                            "content_hold",
                            "content_piece",
                            "file_entry",
                            "session_overview",
                            "uploaded_file");
            for (String table : tables) {
                assertThat(texts(app, "select count(*) from " + table))
                        .as(table)
                        .containsExactly("0");
            }
        }
    }

    private static void history() {
        Commands commands = VFS.service().bean(Commands.class);
        Instant now = VFS.clock().instant();
        for (int number = 0; number < SESSIONS; number++) {
            UUID id = UUID.randomUUID();
            commands.send(new OpenSession(
                    TENANT,
                    id,
                    number % 2 == 0 ? "session " + number : null,
                    new Quota(100_000, 100),
                    "hash-" + id,
                    "sbv_12345678",
                    "ada",
                    now,
                    now.plus(Duration.ofDays(1))));
            for (int change = 0; change < CHANGES; change++) {
                String path = "dir/" + RANDOM.nextInt(5);
                if (RANDOM.nextInt(4) == 0) {
                    commands.send(new DeleteFile(TENANT, id, path, ANY, "token", now));
                } else {
                    StoredContent content = stored("content " + RANDOM.nextInt(30));
                    commands.send(new WriteFile(TENANT, id, path, content.hash(), content.bytes(), ANY, "token", now));
                }
            }
            if (number % 3 == 0) {
                commands.send(new CloseSession(TENANT, id, CloseReason.REQUESTED, "ada", now));
            }
        }
    }

    private static void batches() {
        Commands commands = VFS.service().bean(Commands.class);
        Instant now = VFS.clock().instant();
        for (int number = 0; number < SESSIONS; number++) {
            UUID id = UUID.randomUUID();
            commands.send(new CreateBatch(
                    TENANT, id, UUID.randomUUID(), id, "/v1/embeddings", Map.of("n", "" + number), now, now));
            // Over, whatever its worker has come to: nothing more is written of it.
            commands.send(new RefuseBatch(TENANT, id, List.of(new BatchFault("c", "m", number, null)), now));
        }
    }

    private static StoredContent stored(String text) {
        try (ContentWriter writer = VFS.service().bean(Contents.class).writer(TENANT)) {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            return writer.finish();
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
