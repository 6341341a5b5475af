package io.signalbox.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One of our programs in a JVM of its own. It is spoken to line by line, and ends when nobody can speak to it any more, so
 * that none is left behind.
 */
public final class JavaChild implements AutoCloseable {
    private static final int END_SECONDS_MAX = 10;

    /** What a program answers begins with it; whatever else it prints is passed on to whoever looks. */
    private static final String ANSWER = "= ";

    private static final int QUIET_UNSAFE_FROM = 24;
    private static final String QUIET_UNSAFE = "--sun-misc-unsafe-memory-access=allow";

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    private JavaChild(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** Starts it with the class path of this JVM; what it complains of goes where this JVM's complaints go. */
    public static JavaChild start(List<String> jvmOptions, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        if (Runtime.version().feature() >= QUIET_UNSAFE_FROM && !jvmOptions.contains(QUIET_UNSAFE)) {
            command.add(QUIET_UNSAFE);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        try {
            return new JavaChild(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says something to whoever started this program. */
    static void say(Object answer) {
        System.out.println(ANSWER + answer);
    }

    /** What it says next. */
    public String hear() {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
                System.err.println(line);
            }
            throw new IllegalStateException("process " + process.pid() + " ended without an answer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells it something and gives back what it says to it. */
    public String ask(String order) {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hear();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** What the operating system has counted for a process so far, its ended threads included. */
    public static Duration cpu(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("this system tells no processor time of " + process));
    }

    @Override
    public void close() {
        try {
            orders.close();
            if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
