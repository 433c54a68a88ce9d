package ansatz.model;

import ansatz.engine.trace.Initial;
import ansatz.engine.trace.Padding;
import ansatz.engine.trace.Value;
import ansatz.lattice.Lattice;
import ansatz.schema.Key;
import ansatz.schema.Name;
import ansatz.schema.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A convolutional network over the cells of a periodic lattice: h_1 = W_1 * s, h_(l+1) = W_(l+1) * tanh h_l, to
/// which
/// h_l is added where the channels are as many, and log psi = sum over cells and channels of log cosh h_L.
///
/// No layer has a bias, so that all h are odd and psi(-s) = psi(s). Translations of the lattice move the h, so that
/// psi
/// does not change. One layer whose window is the lattice is the symmetric restricted Boltzmann machine.
@Name(
        value = "convolutional",
        summary = "Convolutional network that moves with the lattice, h_(l+1) = h_l + W_l * tanh h_l, log psi = sum log"
                + " cosh h_L",
        cite = "K. Choo, T. Neupert and G. Carleo, Phys. Rev. B 100, 125124 (2019); K. He and others, ECCV 2016, 630")
public record Convolutional(
        @Key(value = "channels of each layer, from the spins on", min = 1, max = 10_000)
        List<Integer> channels,

        @Key(value = "cells that a window spans along each direction", min = 1, max = 1000)
        int window,

        @Key(
                value = "standard deviation of the first weights, times the root of how many numbers a window reads",
                above = 0,
                max = 10)
        double sigma)
        implements TracedAmplitude {

    /// Two layers of 8 channels, windows of 3 cells.
    public static final Convolutional DEFAULTS = new Convolutional(List.of(8, 8), 3, 0.3);

    /// The same network with other layers.
    public Convolutional channels(Integer... numbers) {
        return new Convolutional(List.of(numbers), window, sigma);
    }

    /// The same network with another window.
    public Convolutional window(int cells) {
        return new Convolutional(channels, cells, sigma);
    }

    @Override
    public double parameterCount(Lattice lattice) {
        double count = 0;
        double inputs = Cells.basis(lattice);
        for (int outputs : channels) {
            count += outputs * Math.pow(window, Cells.dimension(lattice)) * inputs;
            inputs = outputs;
        }
        return count;
    }

    @Override
    public void check(Lattice lattice, Problems problems) {
        if (Cells.check(lattice, problems)) {
            int shortest = Arrays.stream(Cells.lengths(lattice)).min().orElse(1);
            if (window > shortest) {
                problems.add(
                        "window",
                        "is " + window + ", but the lattice has " + shortest + " cells along a direction; at most "
                                + shortest);
            }
        }
    }

    @Override
    public boolean even() {
        return true;
    }

    @Override
    public Optional<Invariance> invariance() {
        return Optional.of(new Invariance(
                "", "is \"convolutional\", the same at all cells", "another, as \"feed-forward\"", 1, false));
    }

    @Override
    public double tableSize(Lattice lattice) {
        // h and what is made of it, before and after a move, in each layer; changes
        double numbers = channels.stream().mapToDouble(c -> 4.0 * (c + 3)).sum()
                + 3.0 * channels.stream().mapToInt(c -> c + 3).max().orElse(0);
        return numbers * lattice.sites() / Cells.basis(lattice);
    }

    @Override
    public WaveFunction on(Lattice lattice) {
        return new ConvolutionalFunction(TracedWaveFunction.of(this, lattice), new ConvolutionalShape(this, lattice));
    }

    @Override
    public Value logAmplitude(Value s, Lattice lattice) {
        int d = Cells.dimension(lattice);
        Value h = Cells.of(s, lattice);
        int inputs = Cells.basis(lattice);
        for (int l = 0; l < channels.size(); l++) {
            int outputs = channels.get(l);
            var extents = new int[d + 2];
            Arrays.fill(extents, window);
            extents[0] = outputs;
            extents[d + 1] = inputs;
            var initial = Initial.normal(sigma / Math.sqrt(Math.pow(window, d) * inputs));
            var weights = s.trace().parameter("W" + (l + 1), initial, extents);
            Value next = (l == 0 ? h : h.tanh()).convolve(weights, Padding.PERIODIC);
            h = l > 0 && inputs == outputs ? h.plus(next) : next;
            inputs = outputs;
        }
        return h.logCosh().sum();
    }
}
