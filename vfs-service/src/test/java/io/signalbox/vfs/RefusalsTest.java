package io.signalbox.vfs;

import io.signalbox.testkit.refusal.RefusalTable;
import org.junit.jupiter.api.Test;

/** Says for every route what it answers to every kind of mistake. */
class RefusalsTest {
    @Test
    void every_route_refuses_every_mistake_in_words_that_help() {
        String session = VfsService.get().open("{\"lifetime\":\"P1D\"}").id();
        RefusalTable.of(VfsService.get().service())
                .route("GET /api/vfs/sessions", null)
                .route("POST /api/vfs/sessions", "{}")
                .route("GET /api/vfs/sessions/{id}", null, session)
                .route("DELETE /api/vfs/sessions/{id}", null, session)
                .route("GET /api/vfs/sessions/{id}/files/**", null, session)
                .route("PUT /api/vfs/sessions/{id}/files/**", "content", session)
                .route("POST /api/vfs/sessions/{id}/files/**", "content", session)
                .route("DELETE /api/vfs/sessions/{id}/files/**", null, session)
                .internal("POST /internal/v1/files", null)
                .internal("GET /internal/v1/files", null)
                .internal("GET /internal/v1/files/{id}", null, "file-none")
                .internal("GET /internal/v1/files/{id}/content", null, "file-none")
                .internal("DELETE /internal/v1/files/{id}", null, "file-none")
                .internal("POST /internal/v1/batches", "{}")
                .internal("GET /internal/v1/batches", null)
                .internal("GET /internal/v1/batches/{id}", null, "batch_none")
                .internal("POST /internal/v1/batches/{id}/cancel", null, "batch_none")
                .check("vfs");
    }
}
