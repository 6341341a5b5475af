package io.signalbox.simulator.fault;

import io.signalbox.simulator.conversation.Pace;
import io.signalbox.simulator.conversation.Tokens;
import io.signalbox.simulator.dialect.Frame;
import io.signalbox.simulator.dialect.ProviderError;
import io.signalbox.simulator.wire.Delivery;
import io.signalbox.simulator.wire.Ending;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each fault makes of an answer that would have been right. Kinds that need the answer written differently (no usage, a
 * huge chunk) were heeded when it was.
 */
public final class Effects {
    private static final int SLOW_MILLIS = 1000;
    private static final String PROXY_PAGE = "<!doctype html><html><head><title>502</title></head>"
            + "<body><h1>Bad Gateway</h1><p>The upstream is not available.</p></body></html>";

    private final Fault fault;
    private final Delivery right;
    private final Errors errors;

    public Effects(Fault fault, Delivery right, Errors errors) {
        this.fault = fault;
        this.right = right;
        this.errors = errors;
    }

    /** The provider's own words for an error: its status, as a body, and as an event within a stream. */
    public interface Errors {
        int status(ProviderError error);

        byte[] body(ProviderError error, String message);

        byte[] event(ProviderError error, String message);
    }

    public Delivery apply() {
        return fault.kind().make(this).because(fault.kind().wireName());
    }

    Delivery connectionReset() {
        return Delivery.nothing(Ending.RESET);
    }

    Delivery connectionClosed() {
        return Delivery.nothing(Ending.CLOSE);
    }

    Delivery resetMidBody() {
        return half().ending(Ending.RESET, 0).broken();
    }

    Delivery hangBeforeHeaders() {
        return Delivery.nothing(Ending.HANG).ending(Ending.HANG, hangMillis());
    }

    Delivery hangBeforeContent() {
        return opening().ending(Ending.HANG, hangMillis()).broken();
    }

    Delivery hangMidContent() {
        return half().ending(Ending.HANG, hangMillis()).broken();
    }

    Delivery slow() {
        return right.paced(slower());
    }

    Delivery garbage() {
        return page(right.contentType(), "\u0001\u0002}{ not what was expected \u0003");
    }

    Delivery empty() {
        return page(right.contentType(), "");
    }

    Delivery html() {
        return page("text/html; charset=utf-8", PROXY_PAGE);
    }

    Delivery errorAsSuccess() {
        return Delivery.json(200, words(false), Tokens.NONE).broken();
    }

    Delivery cut() {
        return half().broken();
    }

    Delivery unterminated() {
        return right.frames(before(Frame.Part.TAIL)).broken();
    }

    Delivery errorFirst() {
        return right.frames(with(before(Frame.Part.CONTENT), words(true))).broken();
    }

    Delivery errorMid() {
        return right.frames(with(half().frames(), words(true))).broken();
    }

    Delivery malformed() {
        return inserted("data: {\"id\":\"sim\",\"choices\":[{\"del\n\n").broken();
    }

    Delivery noEvents() {
        return right.frames(List.of()).broken();
    }

    /** No usage, or a huge chunk: the answer was written so. */
    Delivery asWritten() {
        return right;
    }

    Delivery error() {
        ProviderError error = cause();
        Delivery delivery = Delivery.json(errors.status(error), words(false), Tokens.NONE);
        boolean limited = error == ProviderError.RATE_LIMITED;
        if (limited || fault.retryAfterSeconds() != null) {
            int seconds = fault.retryAfterSeconds() == null ? 1 : fault.retryAfterSeconds();
            delivery.headers().set("retry-after", seconds);
        }
        return delivery;
    }

    private ProviderError cause() {
        ProviderError error = fault.kind().error();
        return error == null ? ProviderError.OVERLOADED : error;
    }

    private byte[] words(boolean event) {
        String message = fault.message() == null ? cause().sentence() : fault.message();
        return event ? errors.event(cause(), message) : errors.body(cause(), message);
    }

    private static Delivery page(String contentType, String text) {
        return Delivery.bytes(200, contentType, text.getBytes(StandardCharsets.UTF_8), Tokens.NONE)
                .broken();
    }

    private int hangMillis() {
        return fault.millisOr(Delivery.HANG_MILLIS);
    }

    private Pace slower() {
        int millis = fault.millisOr(SLOW_MILLIS);
        Pace pace = right.pace();
        return right.chunked()
                ? new Pace(pace.firstMillis(), pace.delayMillis() + millis)
                : new Pace(pace.firstMillis() + millis, 0);
    }

    /** Up to the first content; of a JSON answer, its headers. */
    private Delivery opening() {
        return right.frames(before(Frame.Part.CONTENT));
    }

    /** A JSON answer cut in its middle carries no tokens: nobody can read it. */
    private Delivery half() {
        if (!right.chunked()) {
            byte[] body = right.frames().get(0).bytes();
            Frame half = new Frame(Arrays.copyOf(body, body.length / 2), Frame.Part.CONTENT, Tokens.NONE);
            return right.frames(List.of(half));
        }
        return right.frames(new ArrayList<>(right.frames().subList(0, middle())));
    }

    Delivery truncated() {
        Delivery half = half();
        return half.length(half.frames().get(0).bytes().length).broken();
    }

    /** Behind the first half of the content, and at least behind its first frame. */
    private int middle() {
        List<Frame> frames = right.frames();
        int first = before(Frame.Part.CONTENT).size();
        int content = (int) frames.stream()
                .filter(frame -> frame.part() == Frame.Part.CONTENT)
                .count();
        return first + (content + 1) / 2;
    }

    private List<Frame> before(Frame.Part part) {
        return new ArrayList<>(right.frames().stream()
                .takeWhile(frame -> frame.part().compareTo(part) < 0)
                .toList());
    }

    private static List<Frame> with(List<Frame> frames, byte[] event) {
        frames.add(new Frame(event, Frame.Part.TAIL, Tokens.NONE));
        return frames;
    }

    private Delivery inserted(String event) {
        List<Frame> frames = new ArrayList<>(right.frames());
        frames.add(middle(), Frame.content(event, Tokens.NONE));
        return right.frames(frames);
    }

    Delivery duplicated() {
        List<Frame> frames = new ArrayList<>(right.frames());
        int behind = middle();
        Frame again = frames.get(behind - 1);
        frames.add(behind, new Frame(again.bytes(), again.part(), Tokens.NONE));
        return right.frames(frames);
    }

    Delivery commented() {
        List<Frame> frames = new ArrayList<>();
        for (Frame frame : right.frames()) {
            byte[] comment = ": keep-alive\n\n".getBytes(StandardCharsets.UTF_8);
            frames.add(new Frame(comment, Frame.Part.HEAD, Tokens.NONE));
            frames.add(frame);
        }
        return right.frames(frames);
    }
}
