package ansatz.model;

import java.util.function.Consumer;

/// What all chains of a convolutional network share: its weights in the order of the kernels.
final class ConvolutionalTables implements Consumer<double[]> {
    final ConvolutionalShape shape;
    /// Everything at once.
    final ConvolutionalShape.Reach all;
    /// By layer from 1 on, `[element][channel before][channel]`.
    final double[][] weights;

    ConvolutionalTables(ConvolutionalShape shape) {
        this.shape = shape;
        this.all = shape.everything();
        this.weights = new double[shape.layers() + 1][];
        weights[0] = new double[0];
        for (int l = 1; l <= shape.layers(); l++) {
            weights[l] = new double[Math.multiplyExact(shape.elements * shape.width(l - 1), shape.width(l))];
        }
    }

    /// Takes new parameters.
    @Override
    public void accept(double[] theta) {
        for (int l = 1; l <= shape.layers(); l++) {
            shape.expand(theta, l, weights[l]);
        }
    }
}
