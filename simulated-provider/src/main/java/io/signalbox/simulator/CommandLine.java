package io.signalbox.simulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the command line; what it does not say is taken from the environment, then from the defaults. */
final class CommandLine {
    static final String HELP = """
            Usage: java -jar simulated-provider.jar [OPTION...]

              --port N             port to listen on, 0 for a free one (8090; SIMULATOR_PORT)
              --host ADDRESS       address to listen on (127.0.0.1; SIMULATOR_HOST)
              --key DIALECT=KEY    a key to accept; may be repeated (SIMULATOR_KEYS, separated by commas)
                                   dialects: openai, anthropic, gemini; without keys every request is refused
              --tally FILE         where to count; goes on with what is there (a temporary file; SIMULATOR_TALLY)
              --admin-token TOKEN  opens /admin to its bearer (no /admin; SIMULATOR_ADMIN_TOKEN)
              --threads N          event loops (2; SIMULATOR_THREADS)
              --help               this text

            Keys and tokens on a command line can be seen by other users of the machine; the environment cannot.
            """;

    private static final int PORT = 8090;

    private CommandLine() {}

    /** Wrong usage, in one sentence. */
    static final class UsageException extends RuntimeException {
        UsageException(String message) {
            super(message);
        }
    }

    static Settings settings(List<String> arguments, Map<String, String> environment) {
        Settings settings = fromEnvironment(environment);
        for (int i = 0; i < arguments.size(); i += 2) {
            String flag = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new UsageException(known(flag) ? flag + " needs a value" : "there is no option '" + flag + "'");
            }
            settings = with(settings, flag, arguments.get(i + 1));
        }
        return settings;
    }

    private static boolean known(String flag) {
        return List.of("--port", "--host", "--key", "--tally", "--admin-token", "--threads")
                .contains(flag);
    }

    private static Settings fromEnvironment(Map<String, String> environment) {
        Settings settings = Settings.local().withPort(PORT);
        for (String name : List.of("PORT", "HOST", "TALLY", "ADMIN_TOKEN", "THREADS")) {
            String value = environment.getOrDefault("SIMULATOR_" + name, "");
            if (!value.isBlank()) {
                settings = with(settings, "--" + name.toLowerCase(Locale.ROOT).replace('_', '-'), value);
            }
        }
        for (String key : environment.getOrDefault("SIMULATOR_KEYS", "").split(",", -1)) {
            settings = key.isBlank() ? settings : with(settings, "--key", key.strip());
        }
        return settings;
    }

    private static Settings with(Settings settings, String flag, String value) {
        if (value.isBlank()) {
            throw new UsageException(flag + " needs a value");
        }
        return switch (flag) {
            case "--port" -> settings.withPort(number(flag, value, 0, 65_535));
            case "--host" -> settings.withHost(value);
            case "--key" -> key(settings, value);
            case "--tally" -> settings.withTally(Path.of(value));
            case "--admin-token" -> settings.withAdminToken(value);
            case "--threads" -> settings.withThreads(number(flag, value, 1, 64));
            default -> throw new UsageException("there is no option '" + flag + "'");
        };
    }

    private static Settings key(Settings settings, String value) {
        int equals = value.indexOf('=');
        if (equals < 1 || equals == value.length() - 1) {
            throw new UsageException("--key takes DIALECT=KEY, as in openai=sk-sim-1");
        }
        return settings.withKey(value.substring(0, equals), value.substring(equals + 1));
    }

    private static int number(String flag, String value, int min, int max) {
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
        if (number < min || number > max) {
            throw new UsageException(flag + " takes a number from " + min + " to " + max + ", not '" + value + "'");
        }
        return number;
    }
}
