package io.signalbox.bench.load;

/**
 * What one measurement saw. Times are exact percentiles of all requests, in microseconds.
 *
 * @param wrong answers that were not what the upstream said, or failed
 * @param firstWrong the first of them, in words; {@code -} when there was none
 * @param firstP50 until the first byte of the body
 * @param lateP50 of all pieces of all streams, how much later they came than they were due after the question
 */
public record LoadResult(
        long requests,
        long wrong,
        double seconds,
        double p50,
        double p99,
        double firstP50,
        double firstP99,
        double lateP50,
        double lateP99,
        String firstWrong) {
    String line() {
        return requests + " " + wrong + " " + seconds + " " + p50 + " " + p99 + " " + firstP50 + " " + firstP99 + " "
                + lateP50 + " " + lateP99 + " "
                + firstWrong.replace('\n', ' ');
    }

    static LoadResult of(String line) {
        String[] words = line.split(" ", 10);
        return new LoadResult(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]),
                Double.parseDouble(words[5]),
                Double.parseDouble(words[6]),
                Double.parseDouble(words[7]),
                Double.parseDouble(words[8]),
                words[9]);
    }

    public double perSecond() {
        return requests / seconds;
    }
}
