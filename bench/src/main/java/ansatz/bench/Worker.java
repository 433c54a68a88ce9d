package ansatz.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Our side of bench/compare: `Worker ITEM [ARGUMENT] [--threads N] [--seed N] [--quick]`.
///
/// A warm item warms up, says `ready {json}`, and then answers `measure` with `time NANOSECONDS` (one
/// repetition of at least 60 ms, divided by the units of work in it) and `result` with `result {json}` until
/// `quit` or the end of the input; between commands it waits in a read. A cold item does its work once and
/// prints its result. `rehearse` is what the ahead-of-time cache of the cold items is recorded from.
public final class Worker {
    private static final double REPETITION = 0.06;
    /// Kernels go over from plain Java to the Vector API in the first ten seconds or so.
    private static final double WARM_UP = 20;

    private Worker() {}

    /// Runs one item; see the class.
    public static void main(String[] arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(arguments));
        int threads = Integer.parseInt(option(words, "--threads", "1"));
        long seed = Long.parseLong(option(words, "--seed", "1"));
        boolean quick = words.remove("--quick");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String item = words.isEmpty() ? "" : words.getFirst();
        switch (item) {
            case "pair-cold" -> {
                try (Work work = Items.pairEnergy(threads)) {
                    out.println("result " + json(work.result()));
                }
            }
            case "rehearse" -> Rehearsal.run(threads);
            case "chain-20" -> out.println("result " + json(Items.chain(threads, seed, quick ? 5 : 200)));
            default -> {
                try (Work work = Items.of(item, words.subList(Math.min(1, words.size()), words.size()), threads)) {
                    serve(work, out, quick);
                }
            }
        }
    }

    private static void serve(Work work, PrintStream out, boolean quick) throws IOException {
        double best = seconds(work, 1);
        double left = quick ? 0 : WARM_UP;
        // the shortest of the last second: the compiler has stepped in by then
        double recent = best;
        while (left > 0) {
            int calls = Math.max(1, (int) (0.02 / best));
            double took = seconds(work, calls);
            left -= took * calls;
            recent = left < 1 ? Math.min(recent, took) : took;
            best = Math.min(best, took);
        }
        int inner = Math.max(1, (int) Math.ceil(REPETITION / recent));
        String settings = work.settings().entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\": \"" + e.getValue() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
        out.println("ready {\"settings\": " + settings + ", \"inner\": " + inner + "}");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
            switch (line) {
                case "measure" -> out.println("time " + (long) (seconds(work, inner) * 1e9));
                case "result" -> out.println("result " + json(work.result()));
                default -> throw new IllegalArgumentException("unknown command " + line);
            }
        }
    }

    private static double seconds(Work work, int calls) {
        long begin = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            work.step();
        }
        return (System.nanoTime() - begin) / 1e9 / calls;
    }

    private static String option(List<String> words, String name, String otherwise) {
        int at = words.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 == words.size()) {
            throw new IllegalArgumentException(name + " wants a value");
        }
        words.remove(at);
        return words.remove(at);
    }

    /// Non-finite numbers are written as Python's json module reads them.
    private static String json(Map<String, double[]> arrays) {
        return arrays.entrySet().stream()
                .map(e -> "\"" + e.getKey() + "\": "
                        + Arrays.stream(e.getValue())
                                .mapToObj(Double::toString)
                                .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
