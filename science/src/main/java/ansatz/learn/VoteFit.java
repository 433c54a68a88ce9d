package ansatz.learn;

import ansatz.engine.array.Array;
import java.util.List;

/// The mean of what several fitted models predict.
///
/// @param members at least one, of the same features and outputs
public record VoteFit(List<Fitted> members) implements Fitted {
    /// @throws IllegalArgumentException if there are none, or they have different numbers of features
    public VoteFit {
        members = List.copyOf(members);
        if (members.stream().map(Fitted::features).distinct().count() != 1) {
            throw new IllegalArgumentException("a vote is one of models with the same features");
        }
    }

    @Override
    public int features() {
        return members.getFirst().features();
    }

    @Override
    public Array predict(Array x) {
        Array first = members.getFirst().predict(x);
        double[] sum = first.values().clone();
        for (Fitted member : members.subList(1, members.size())) {
            double[] more = member.predict(x).values();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += more[i];
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= members.size();
        }
        return new Array(first.shape(), sum);
    }

    /// The largest of the members.
    @Override
    public double gap() {
        return members.stream().mapToDouble(Fitted::gap).max().orElse(0);
    }
}
