package io.signalbox.bench.load;

/**
 * What one measurement saw. Times are exact percentiles of all requests, in microseconds.
 *
 * @param wrong answers that were not what the upstream said, or failed
 * @param firstWrong the first of them, in words; {@code -} when there was none
 * @param firstP50 until the first byte of the body
 */
public record LoadResult(
        long requests,
        long wrong,
        double seconds,
        double p50,
        double p99,
        double firstP50,
        double firstP99,
        String firstWrong) {
    String line() {
        return requests + " " + wrong + " " + seconds + " " + p50 + " " + p99 + " " + firstP50 + " " + firstP99 + " "
                + firstWrong.replace('\n', ' ');
    }

    static LoadResult of(String line) {
        String[] words = line.split(" ", 8);
        return new LoadResult(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]),
                Double.parseDouble(words[5]),
                Double.parseDouble(words[6]),
                words[7]);
    }

    public double perSecond() {
        return requests / seconds;
    }
}
