package io.signalbox.usage.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.signalbox.contracts.TenantId;
import io.signalbox.kit.api.Cursor;
import io.signalbox.kit.api.Page;
import io.signalbox.kit.api.PageRequest;
import io.signalbox.kit.api.QueryParameters;
import io.signalbox.kit.api.ReportPeriod;
import io.signalbox.kit.contractjson.ContractJson;
import io.signalbox.kit.problem.StandardRefusal;
import io.signalbox.kit.security.Caller;
import io.signalbox.kit.security.Role;
import io.signalbox.kit.tenancy.TenantTransaction;
import io.signalbox.usage.ledger.LedgerEntries;
import io.signalbox.usage.ledger.LedgerEntries.Position;
import io.signalbox.usage.ledger.LedgerEntries.Question;
import io.signalbox.usage.ledger.LedgerEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * The ledger's entries, newest first: a page at a time, or all of a period as a stream ({@code Accept: text/csv} or
 * {@code application/x-ndjson}). A stream reads page after page in transactions of their own, so its length has no limit.
 */
@RestController
class LedgerController {
    /** Entries per transaction of a stream. */
    static final int STREAM_PAGE = 500;

    private static final String CSV = "text/csv";

    private final TenantTransaction tenants;
    private final LedgerEntries entries;
    private final ObjectMapper json = ContractJson.mapper();
    private final LedgerCsv csv = new LedgerCsv(json);

    LedgerController(TenantTransaction tenants, LedgerEntries entries) {
        this.tenants = tenants;
        this.entries = entries;
    }

    @GetMapping("/api/ledger")
    @QueryParameters({"configuration", "model", "user", "project", "accessKey", "outcome"})
    Page<LedgerItem> list(Caller caller, ReportPeriod period, PageRequest page, LedgerFilter filter) {
        check(caller);
        Question question = filter.in(period);
        Position after = page.after(4).map(LedgerController::position).orElse(null);
        List<LedgerEntry> rows = read(caller.tenant(), question, after, page.limitPlusOne());
        return Page.of(rows, page, LedgerController::cursor).map(LedgerItem::of);
    }

    @GetMapping(path = "/api/ledger", produces = CSV)
    @QueryParameters({"configuration", "model", "user", "project", "accessKey", "outcome"})
    ResponseEntity<Flux<String>> exportAsCsv(Caller caller, ReportPeriod period, LedgerFilter filter) {
        check(caller);
        Flux<String> lines = stream(caller.tenant(), filter.in(period), csv::line);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(CSV + ";charset=UTF-8"))
                .header("Content-Disposition", "attachment; filename=\"ledger.csv\"")
                .body(Flux.concat(Flux.just(csv.header()), lines));
    }

    @GetMapping(path = "/api/ledger", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @QueryParameters({"configuration", "model", "user", "project", "accessKey", "outcome"})
    ResponseEntity<Flux<String>> exportAsJson(Caller caller, ReportPeriod period, LedgerFilter filter) {
        check(caller);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .body(stream(caller.tenant(), filter.in(period), this::line));
    }

    private static void check(Caller caller) {
        caller.require(Role.ADMINISTRATOR, Role.FINANCE, Role.AUDITOR, Role.SERVICE);
    }

    /** One element per page, read when the connection asks for it, never by the event loop. */
    private Flux<String> stream(TenantId tenant, Question question, Function<LedgerItem, String> line) {
        return Flux.<String, Next>generate(() -> Next.FIRST, (next, sink) -> {
                    List<LedgerEntry> rows =
                            next.ended() ? List.of() : read(tenant, question, next.after(), STREAM_PAGE);
                    if (rows.isEmpty()) {
                        sink.complete();
                        return next;
                    }
                    StringBuilder text = new StringBuilder();
                    rows.forEach(row -> text.append(line.apply(LedgerItem.of(row))));
                    sink.next(text.toString());
                    return new Next(Position.of(rows.getLast()), rows.size() < STREAM_PAGE);
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private record Next(@Nullable Position after, boolean ended) {
        static final Next FIRST = new Next(null, false);
    }

    private List<LedgerEntry> read(TenantId tenant, Question question, @Nullable Position after, int limit) {
        return tenants.in(tenant, () -> entries.page(question, after, limit));
    }

    private String line(LedgerItem item) {
        try {
            return json.writeValueAsString(item) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a ledger item has no JSON", e);
        }
    }

    private static Cursor cursor(LedgerEntry entry) {
        Position position = Position.of(entry);
        return Cursor.at(position.openedAt(), position.requestId(), position.attempt(), position.entryNo());
    }

    private static Position position(Cursor cursor) {
        try {
            List<String> values = cursor.values();
            return new Position(
                    Instant.parse(values.get(0)),
                    UUID.fromString(values.get(1)),
                    Integer.parseInt(values.get(2)),
                    Integer.parseInt(values.get(3)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw StandardRefusal.PARAMETER_INVALID.refusedAt("cursor", "cursor", "it was not given out by this list");
        }
    }
}
