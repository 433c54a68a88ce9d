package ansatz.model;

import ansatz.lattice.Lattice;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The layers of a convolutional network on a periodic lattice, and what turning spins over reaches in them.
final class ConvolutionalShape {
    /// Channels of a layer are filled up to a multiple of it, with weights 0.
    private static final int MULTIPLE = ConvolutionalKernels.CHANNELS;

    final int cells;
    /// Sites of a cell: the channels of the spins.
    final int basis;
    /// How many cells a window has.
    final int elements;

    private final int[] channels;
    /// The cell at [element][cell] that reads a cell at an element of its window.
    private final int[][] reader;
    /// Cells along the directions, the last direction first.
    private final int[] grid;

    private final Map<List<Integer>, Reach> known = new ConcurrentHashMap<>();

    /// What changes by layer where some spins are turned over, with cells relative to that of the first spin.
    ///
    /// @param cells those that change, `[layer][reached]`; layer 0 are the spins
    /// @param begin where the terms of a cell begin, `[layer][reached]`, and where the last end
    /// @param element the element of the window that a term has, `[layer][term]`
    /// @param source which of the cells of the layer before a term reads, `[layer][term]`
    /// @param same which of the cells of the layer before is the same, or -1, `[layer][reached]`
    record Reach(int[][] cells, int[][] begin, int[][] element, int[][] source, int[][] same) {}

    ConvolutionalShape(Convolutional family, Lattice lattice) {
        this.grid = Cells.lengths(lattice);
        this.cells = Arrays.stream(grid).reduce(1, Math::multiplyExact);
        this.basis = Cells.basis(lattice);
        this.channels = family.channels().stream().mapToInt(Integer::intValue).toArray();
        int window = family.window();
        this.elements = (int) Math.round(Math.pow(window, grid.length));
        this.reader = new int[elements][cells];
        var windows = new int[grid.length];
        Arrays.fill(windows, window);
        for (int k = 0; k < elements; k++) {
            // element k of the window of cell q is cell q + k - (window - 1) / 2 along each direction
            int[] step = digits(k, windows);
            for (int q = 0; q < cells; q++) {
                int[] at = coordinates(q);
                for (int d = 0; d < grid.length; d++) {
                    at[d] += step[d] - (window - 1) / 2;
                }
                reader[k][cell(at)] = q;
            }
        }
    }

    /// How many layers there are besides the spins.
    int layers() {
        return channels.length;
    }

    /// How many channels a layer has, filled up; those of layer 0 are the sites of a cell.
    int width(int layer) {
        return layer == 0 ? basis : (channels[layer - 1] + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    }

    /// Whether the layer before is added to a layer.
    boolean residual(int layer) {
        return layer > 1 && channels[layer - 1] == channels[layer - 2];
    }

    /// Puts the weights of a layer in the order of the kernels.
    ///
    /// @param theta all parameters, by layer `[channel][element][channel before]`
    /// @param out takes them as `[element][channel before][channel]`
    void expand(double[] theta, int layer, double[] out) {
        int at = 0;
        for (int l = 1; l < layer; l++) {
            at += channels[l - 1] * elements * (l == 1 ? basis : channels[l - 2]);
        }
        int before = layer == 1 ? basis : channels[layer - 2];
        int inputs = width(layer - 1);
        int outputs = width(layer);
        for (int o = 0; o < channels[layer - 1]; o++) {
            for (int k = 0; k < elements; k++) {
                for (int i = 0; i < before; i++) {
                    out[(k * inputs + i) * outputs + o] = theta[at++];
                }
            }
        }
    }

    /// What turning some spins over reaches.
    Reach reach(int[] sites) {
        int[] first = coordinates(sites[0] / basis);
        var key = new Integer[sites.length];
        for (int k = 0; k < sites.length; k++) {
            int[] at = coordinates(sites[k] / basis);
            for (int d = 0; d < at.length; d++) {
                at[d] -= first[d];
            }
            key[k] = cell(at);
        }
        return known.computeIfAbsent(
                List.of(key),
                relative -> reachOfCells(relative.stream()
                        .mapToInt(Integer::intValue)
                        .sorted()
                        .distinct()
                        .toArray()));
    }

    /// All cells read all cells of their windows.
    Reach everything() {
        int[] all = new int[cells];
        Arrays.setAll(all, q -> q);
        return reachOfCells(all);
    }

    private Reach reachOfCells(int[] from) {
        int layers = layers();
        var reach = new Reach(
                new int[layers + 1][],
                new int[layers + 1][],
                new int[layers + 1][],
                new int[layers + 1][],
                new int[layers + 1][]);
        reach.cells[0] = from;
        for (int l = 1; l <= layers; l++) {
            addLayer(reach, l);
        }
        return reach;
    }

    private void addLayer(Reach reach, int layer) {
        int[] before = reach.cells[layer - 1];
        var terms = new int[cells];
        var same = new int[cells];
        Arrays.fill(same, -1);
        for (int i = 0; i < before.length; i++) {
            same[before[i]] = i;
            for (int[] by : reader) {
                terms[by[before[i]]]++;
            }
        }
        int count = (int) Arrays.stream(terms).filter(n -> n > 0).count();
        var reached = new int[count];
        var begin = new int[count + 1];
        var number = new int[cells];
        for (int q = 0, n = 0; q < cells; q++) {
            if (terms[q] > 0) {
                reached[n] = q;
                begin[n + 1] = begin[n] + terms[q];
                number[q] = n++;
            }
        }
        var element = new int[begin[count]];
        var source = new int[begin[count]];
        int[] next = begin.clone();
        for (int i = 0; i < before.length; i++) {
            for (int k = 0; k < elements; k++) {
                int at = next[number[reader[k][before[i]]]]++;
                element[at] = k;
                source[at] = i;
            }
        }
        reach.cells[layer] = reached;
        reach.begin[layer] = begin;
        reach.element[layer] = element;
        reach.source[layer] = source;
        reach.same[layer] = Arrays.stream(reached).map(q -> same[q]).toArray();
    }

    /// Writes cells that are relative to another one as they are.
    void move(int[] relative, int by, int[] out) {
        for (int n = 0; n < relative.length; n++) {
            // both in mixed radix, digit by digit without carry
            int a = relative[n];
            int b = by;
            int sum = 0;
            int unit = 1;
            for (int d = grid.length - 1; d >= 0; d--) {
                int digit = a % grid[d] + b % grid[d];
                sum += (digit < grid[d] ? digit : digit - grid[d]) * unit;
                unit *= grid[d];
                a /= grid[d];
                b /= grid[d];
            }
            out[n] = sum;
        }
    }

    private int[] coordinates(int cell) {
        return digits(cell, grid);
    }

    /// The digits of a number in mixed radix, the last one least.
    private static int[] digits(int number, int[] radix) {
        var digits = new int[radix.length];
        int rest = number;
        for (int d = radix.length - 1; d >= 0; d--) {
            digits[d] = rest % radix[d];
            rest /= radix[d];
        }
        return digits;
    }

    private int cell(int[] at) {
        int cell = 0;
        for (int d = 0; d < grid.length; d++) {
            cell = cell * grid[d] + Math.floorMod(at[d], grid[d]);
        }
        return cell;
    }
}
