package ansatz.study;

import ansatz.data.Column;
import ansatz.data.Dataset;
import ansatz.data.Encoding;
import ansatz.engine.random.RandomStream;
import ansatz.learn.Predictions;
import ansatz.learn.Score;
import ansatz.learn.Target;
import ansatz.statistics.Moments;
import java.util.ArrayList;
import java.util.List;

/// How much a model loses on rows held out when the values of one column are shuffled among them (L. Breiman, Mach.
/// Learn. 45, 5 (2001), section 10): what the model, not nature, makes of the column. Of two columns that tell the
/// same
/// each may seem to matter little.
///
/// @param column its name
/// @param mean the rise of the mean loss
/// @param error its standard error over the rows
record Importance(String column, double mean, double error) {
    /// More columns than this, pixels for instance, are not looked at one by one.
    static final int MOST = 100;

    private static final int STREAM = 20;
    private static final int SHUFFLES = 10;
    /// About as many values are shuffled in all.
    private static final double WORK = 2e7;

    /// One a column that the model reads, in their order; none with more than [#MOST].
    static List<Importance> of(FittedModel model, Dataset rows, Target truth, long seed) {
        List<Encoding.Input> inputs = model.features().encoding().inputs();
        int n = rows.rows();
        if (inputs.size() > MOST || n < 2) {
            return List.of();
        }
        double size = (double) n * inputs.size() * model.features().encoding().features();
        int shuffles = (int) Math.max(1, Math.min(SHUFFLES, WORK / size));
        double[] before = Score.losses(new Predictions(model.predict(rows), truth));
        var found = new ArrayList<Importance>();
        for (int c = 0; c < inputs.size(); c++) {
            String name = inputs.get(c).name();
            var rise = new double[n];
            for (int s = 0; s < shuffles; s++) {
                int[] order = RandomStream.of(seed, STREAM, c, s).permutation(n);
                List<Column> columns = rows.columns().stream()
                        .map(column -> column.name().equals(name) ? column.select(order) : column)
                        .toList();
                Dataset shuffled = Dataset.of(rows.source(), columns);
                double[] after = Score.losses(new Predictions(model.predict(shuffled), truth));
                for (int i = 0; i < n; i++) {
                    rise[i] += (after[i] - before[i]) / shuffles;
                }
            }
            var moments = Moments.of(rise);
            found.add(new Importance(name, moments.mean(), moments.error()));
        }
        return found;
    }
}
