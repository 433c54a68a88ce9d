package ansatz.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/// [Blas] by OpenBLAS through its C interface, on one thread. The calls are critical: the arrays are passed as they
/// lie in
/// the heap and the collector waits for the call, so that products of more than some ten milliseconds are better
/// cut into
/// blocks.
final class OpenBlas implements Blas {
    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;
    private static final int LOWER = 122;
    private static final int NON_UNIT = 131;
    private static final int RIGHT = 142;

    // constants, so that a call is compiled into the caller and its memory segments are not allocated
    private static final MethodHandle GEMM = handle(
            "cblas_dgemm",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT);
    private static final MethodHandle GEMV = handle(
            "cblas_dgemv",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT);
    private static final MethodHandle SYRK = handle(
            "cblas_dsyrk",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT);

    private static final MethodHandle TRSM = handle(
            "cblas_dtrsm",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT);

    private final String name;

    /// @throws LinkageError if the library or a function of it is absent
    OpenBlas() {
        name = oneThread(NativeLibrary.library());
    }

    private static String oneThread(SymbolLookup library) {
        Linker linker = Linker.nativeLinker();
        MethodHandle setThreads = linker.downcallHandle(
                library.findOrThrow("openblas_set_num_threads"), FunctionDescriptor.ofVoid(JAVA_INT));
        MethodHandle core = linker.downcallHandle(
                library.findOrThrow("openblas_get_corename"),
                FunctionDescriptor.of(ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(64, JAVA_BYTE))));
        try {
            setThreads.invokeExact(1);
            MemorySegment text = (MemorySegment) core.invokeExact();
            return "OpenBLAS (" + text.getString(0) + ")";
        } catch (Throwable thrown) {
            throw new IllegalStateException("OpenBLAS does not answer", thrown);
        }
    }

    static MethodHandle handle(String symbol, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        NativeLibrary.library().findOrThrow(symbol),
                        FunctionDescriptor.ofVoid(arguments),
                        Linker.Option.critical(true));
    }

    static MemorySegment at(double[] array, int offset) {
        return MemorySegment.ofArray(array).asSlice((long) Double.BYTES * offset);
    }

    /// What a downcall threw, which is nothing checked.
    static RuntimeException failed(Throwable thrown) {
        return thrown instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException("a native call failed", thrown);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String reason() {
        return "found on the path";
    }

    @Override
    public void gemm(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOff,
            int lda,
            double[] b,
            int bOff,
            int ldb,
            double beta,
            double[] c,
            int cOff,
            int ldc) {
        try {
            GEMM.invokeExact(
                    ROW_MAJOR,
                    transA ? TRANSPOSE : NO_TRANSPOSE,
                    transB ? TRANSPOSE : NO_TRANSPOSE,
                    m,
                    n,
                    k,
                    alpha,
                    at(a, aOff),
                    lda,
                    at(b, bOff),
                    ldb,
                    beta,
                    at(c, cOff),
                    ldc);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    @Override
    public void gemv(
            boolean transA,
            int m,
            int n,
            double alpha,
            double[] a,
            int aOff,
            int lda,
            double[] x,
            int xOff,
            double beta,
            double[] y,
            int yOff) {
        try {
            GEMV.invokeExact(
                    ROW_MAJOR,
                    transA ? TRANSPOSE : NO_TRANSPOSE,
                    m,
                    n,
                    alpha,
                    at(a, aOff),
                    lda,
                    at(x, xOff),
                    1,
                    beta,
                    at(y, yOff),
                    1);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    @Override
    public void syrk(
            boolean transA,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOff,
            int lda,
            double beta,
            double[] c,
            int cOff,
            int ldc) {
        try {
            SYRK.invokeExact(
                    ROW_MAJOR,
                    LOWER,
                    transA ? TRANSPOSE : NO_TRANSPOSE,
                    n,
                    k,
                    alpha,
                    at(a, aOff),
                    lda,
                    beta,
                    at(c, cOff),
                    ldc);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }

    @Override
    public void trsm(int m, int n, double[] l, int lOff, int ldl, double[] b, int bOff, int ldb) {
        try {
            TRSM.invokeExact(
                    ROW_MAJOR, RIGHT, LOWER, TRANSPOSE, NON_UNIT, m, n, 1.0, at(l, lOff), ldl, at(b, bOff), ldb);
        } catch (Throwable thrown) {
            throw failed(thrown);
        }
    }
}
