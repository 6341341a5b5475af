package io.signalbox.bench.load;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What all connections of one measurement have seen; they share one thread. */
final class LoadTally implements AutoCloseable {
    private static final int START = 1 << 14;

    private final long began = System.nanoTime();
    private final long askUntil;
    private final long checksum;
    private final DataOutputStream ids;
    private final CountDownLatch open;
    private long[] whole = new long[START];
    private long[] first = new long[START];
    private long[] late = new long[START];
    private int pieces;
    private int requests;
    private long wrong;
    private String firstWrong = "-";
    private long ended = began;

    LoadTally(LoadPlan plan) throws IOException {
        this.askUntil = began + TimeUnit.MILLISECONDS.toNanos(plan.millis());
        this.checksum = plan.checksum();
        this.open = new CountDownLatch(plan.connections());
        this.ids = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(plan.ids()), 1 << 16));
    }

    boolean over() {
        return System.nanoTime() - askUntil >= 0;
    }

    void answered(long asked, long firstByte, long sum, String requestId) {
        ended = System.nanoTime();
        if (sum != checksum) {
            wrong("the answer is not what the upstream said");
        }
        if (requests == whole.length) {
            whole = Arrays.copyOf(whole, requests * 2);
            first = Arrays.copyOf(first, requests * 2);
        }
        whole[requests] = ended - asked;
        first[requests++] = firstByte - asked;
        if (!requestId.isEmpty()) {
            remember(UUID.fromString(requestId));
        }
    }

    /** How much later a piece of a stream came than it was due. */
    void late(long nanos) {
        if (pieces == late.length) {
            late = Arrays.copyOf(late, pieces * 2);
        }
        late[pieces++] = nanos;
    }

    private void remember(UUID id) {
        try {
            ids.writeLong(id.getMostSignificantBits());
            ids.writeLong(id.getLeastSignificantBits());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void wrong(String what) {
        if (wrong++ == 0) {
            firstWrong = what;
        }
    }

    void closed() {
        open.countDown();
    }

    LoadResult result() throws InterruptedException {
        open.await();
        Arrays.sort(whole, 0, requests);
        Arrays.sort(first, 0, requests);
        Arrays.sort(late, 0, pieces);
        return new LoadResult(
                requests,
                wrong,
                (ended - began) / 1e9,
                percentile(whole, requests, 0.5),
                percentile(whole, requests, 0.99),
                percentile(first, requests, 0.5),
                percentile(first, requests, 0.99),
                percentile(late, pieces, 0.5),
                percentile(late, pieces, 0.99),
                firstWrong);
    }

    private static double percentile(long[] sorted, int count, double share) {
        return count == 0 ? 0 : sorted[(int) Math.min(count - 1L, (long) (count * share))] / 1e3;
    }

    @Override
    public void close() throws IOException {
        ids.close();
    }
}
