package ansatz.engine.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

// double only: factorisations need the digits
/// [Lapack] by the LAPACK inside OpenBLAS, through LAPACKE without its transpositions. The calls are critical, as
/// those of [OpenBlas]: a garbage collection that becomes due waits for the end of the call.
final class OpenBlasLapack implements Lapack {
    private static final int COLUMN_MAJOR = 102;
    private static final byte UPPER = 'U';
    private static final byte LEFT = 'L';
    private static final byte VECTORS = 'V';
    private static final byte FROM_UNIT = 'I';
    private static final byte THIN = 'S';
    private static final byte ONE_NORM = '1';
    private static final byte PLAIN = 'N';
    private static final byte TRANSPOSED = 'T';

    /// The most that a blocked routine takes together.
    private static final int REFLECTIONS = 64;

    private static final MethodHandle POTRF =
            handle("LAPACKE_dpotrf_work", JAVA_INT, JAVA_BYTE, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle POTRS = handle(
            "LAPACKE_dpotrs_work", JAVA_INT, JAVA_BYTE, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle POCON = handle(
            "LAPACKE_dpocon_work",
            JAVA_INT,
            JAVA_BYTE,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    private static final MethodHandle SYEVD = handle(
            "LAPACKE_dsyevd_work",
            JAVA_INT,
            JAVA_BYTE,
            JAVA_BYTE,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT);
    private static final MethodHandle SYTRD = handle(
            "LAPACKE_dsytrd_work",
            JAVA_INT,
            JAVA_BYTE,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            JAVA_INT);
    private static final MethodHandle STEDC = handle(
            "LAPACKE_dstedc_work",
            JAVA_INT,
            JAVA_BYTE,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT);
    /// LAPACKE has none: by the rules of Fortran all arguments are addresses.
    private static final MethodHandle LAED1 = OpenBlas.handle(
            "dlaed1_", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle ORMTR = handle(
            "LAPACKE_dormtr_work",
            JAVA_INT,
            JAVA_BYTE,
            JAVA_BYTE,
            JAVA_BYTE,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT);
    private static final MethodHandle GESDD = handle(
            "LAPACKE_dgesdd_work",
            JAVA_INT,
            JAVA_BYTE,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS);
    private static final MethodHandle GEQRF =
            handle("LAPACKE_dgeqrf_work", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle ORGQR = handle(
            "LAPACKE_dorgqr_work",
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_INT);
    private static final MethodHandle GETRF =
            handle("LAPACKE_dgetrf_work", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
    private static final MethodHandle GETRS = handle(
            "LAPACKE_dgetrs_work",
            JAVA_INT,
            JAVA_BYTE,
            JAVA_INT,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_INT);
    private static final MethodHandle GECON = handle(
            "LAPACKE_dgecon_work",
            JAVA_INT,
            JAVA_BYTE,
            JAVA_INT,
            ADDRESS,
            JAVA_INT,
            JAVA_DOUBLE,
            ADDRESS,
            ADDRESS,
            ADDRESS);

    private static MethodHandle handle(String symbol, MemoryLayout... arguments) {
        return Linker.nativeLinker()
                .downcallHandle(
                        NativeLibrary.library().findOrThrow(symbol),
                        FunctionDescriptor.of(JAVA_INT, arguments),
                        Linker.Option.critical(true));
    }

    private static MemorySegment of(double[] array) {
        return MemorySegment.ofArray(array);
    }

    private static MemorySegment of(int[] array) {
        return MemorySegment.ofArray(array);
    }

    /// LAPACK counts an illegal argument as negative: a mistake of this class or of its caller.
    private static int checked(int info) {
        if (info < 0) {
            throw new IllegalArgumentException("LAPACK refused argument " + -info);
        }
        return info;
    }

    /// A routine that needs memory to work in, real and integer; with -1 for a length it writes into the first
    /// element how
    /// much.
    @FunctionalInterface
    private interface Routine {
        int run(MemorySegment work, int length, MemorySegment integers, int count) throws Throwable;
    }

    /// Runs a routine with the memory that it asks for.
    private static int withWork(Routine routine) {
        double[] size = new double[1];
        int[] integerSize = new int[1];
        try {
            checked(routine.run(of(size), -1, of(integerSize), -1));
            double[] work = new double[(int) size[0]];
            int[] integers = new int[integerSize[0]];
            return checked(routine.run(of(work), work.length, of(integers), integers.length));
        } catch (Throwable thrown) {
            throw OpenBlas.failed(thrown);
        }
    }

    @Override
    public int potrf(int n, double[] a, int aOff, int lda) {
        if (n == 0) {
            return 0;
        }
        try {
            return checked((int) POTRF.invokeExact(COLUMN_MAJOR, UPPER, n, OpenBlas.at(a, aOff), lda));
        } catch (Throwable thrown) {
            throw OpenBlas.failed(thrown);
        }
    }

    @Override
    public void potrs(int n, int count, double[] factor, double[] b) {
        if (n == 0 || count == 0) {
            return;
        }
        try {
            checked((int) POTRS.invokeExact(COLUMN_MAJOR, UPPER, n, count, of(factor), n, of(b), n));
        } catch (Throwable thrown) {
            throw OpenBlas.failed(thrown);
        }
    }

    @Override
    public double pocon(int n, double[] factor, double norm) {
        double[] reciprocal = new double[1];
        double[] work = new double[3 * n];
        int[] integers = new int[n];
        try {
            checked((int) POCON.invokeExact(
                    COLUMN_MAJOR, UPPER, n, of(factor), n, norm, of(reciprocal), of(work), of(integers)));
            return reciprocal[0];
        } catch (Throwable thrown) {
            throw OpenBlas.failed(thrown);
        }
    }

    @Override
    public int syevd(int n, double[] a, double[] values) {
        if (n == 0) {
            return 0;
        }
        return withWork((work, length, integers, count) -> (int) SYEVD.invokeExact(
                COLUMN_MAJOR, VECTORS, UPPER, n, of(a), n, of(values), work, length, integers, count));
    }

    @Override
    public void sytrd(int n, double[] a, double[] diagonal, double[] below, double[] tau) {
        withWork((work, length, _, _) -> (int)
                SYTRD.invokeExact(COLUMN_MAJOR, UPPER, n, of(a), n, of(diagonal), of(below), of(tau), work, length));
    }

    @Override
    public int stedc(int n, double[] diagonal, double[] below, int from, double[] z, int zOff, int ldz) {
        MemorySegment d = OpenBlas.at(diagonal, from);
        MemorySegment e = OpenBlas.at(below, from);
        MemorySegment vectors = OpenBlas.at(z, zOff);
        return withWork((work, length, integers, count) ->
                (int) STEDC.invokeExact(COLUMN_MAJOR, FROM_UNIT, n, d, e, vectors, ldz, work, length, integers, count));
    }

    @Override
    public int laed1(
            int n, int cut, double rho, double[] values, int from, double[] z, int zOff, int ldz, int[] order) {
        int[] info = new int[1];
        try {
            LAED1.invokeExact(
                    of(new int[] {n}),
                    OpenBlas.at(values, from),
                    OpenBlas.at(z, zOff),
                    of(new int[] {ldz}),
                    of(order),
                    of(new double[] {rho}),
                    of(new int[] {cut}),
                    of(new double[n * n + 4 * n]),
                    of(new int[4 * n]),
                    of(info));
            return checked(info[0]);
        } catch (Throwable thrown) {
            throw OpenBlas.failed(thrown);
        }
    }

    @Override
    public void ormtr(int n, int count, double[] a, double[] tau, double[] z, int zOff) {
        // what the routine itself asks for leaves out the triangular factors, and makes it go reflection by reflection
        double[] work = new double[REFLECTIONS * count + (REFLECTIONS + 1) * REFLECTIONS];
        try {
            checked((int) ORMTR.invokeExact(
                    COLUMN_MAJOR,
                    LEFT,
                    UPPER,
                    PLAIN,
                    n,
                    count,
                    of(a),
                    n,
                    of(tau),
                    OpenBlas.at(z, zOff),
                    n,
                    of(work),
                    work.length));
        } catch (Throwable thrown) {
            throw OpenBlas.failed(thrown);
        }
    }

    @Override
    public int gesdd(int m, int n, double[] a, double[] s, double[] u, double[] vt) {
        int thin = Math.min(m, n);
        if (thin == 0) {
            return 0;
        }
        // to LAPACK this is A^T = V diag(s) U^T, of n x m, and the first factor is what we call vt
        int[] integers = new int[8 * thin];
        return withWork((work, length, _, _) -> (int) GESDD.invokeExact(
                COLUMN_MAJOR, THIN, n, m, of(a), n, of(s), of(vt), n, of(u), thin, work, length, of(integers)));
    }

    @Override
    public void geqrf(int rows, int columns, double[] a, double[] tau) {
        if (rows == 0 || columns == 0) {
            return;
        }
        withWork((work, length, _, _) ->
                (int) GEQRF.invokeExact(COLUMN_MAJOR, rows, columns, of(a), rows, of(tau), work, length));
    }

    @Override
    public void orgqr(int rows, int columns, int reflectors, double[] a, double[] tau) {
        if (rows == 0 || columns == 0) {
            return;
        }
        withWork((work, length, _, _) ->
                (int) ORGQR.invokeExact(COLUMN_MAJOR, rows, columns, reflectors, of(a), rows, of(tau), work, length));
    }

    @Override
    public int getrf(int n, double[] a, int[] pivots) {
        if (n == 0) {
            return 0;
        }
        try {
            return checked((int) GETRF.invokeExact(COLUMN_MAJOR, n, n, of(a), n, of(pivots)));
        } catch (Throwable thrown) {
            throw OpenBlas.failed(thrown);
        }
    }

    @Override
    public void getrs(boolean transposed, int n, int count, double[] factor, int[] pivots, double[] b) {
        if (n == 0 || count == 0) {
            return;
        }
        try {
            checked((int) GETRS.invokeExact(
                    COLUMN_MAJOR, transposed ? PLAIN : TRANSPOSED, n, count, of(factor), n, of(pivots), of(b), n));
        } catch (Throwable thrown) {
            throw OpenBlas.failed(thrown);
        }
    }

    @Override
    public double gecon(int n, double[] factor, double norm) {
        double[] reciprocal = new double[1];
        double[] work = new double[4 * n];
        int[] integers = new int[n];
        try {
            checked((int) GECON.invokeExact(
                    COLUMN_MAJOR, ONE_NORM, n, of(factor), n, norm, of(reciprocal), of(work), of(integers)));
            return reciprocal[0];
        } catch (Throwable thrown) {
            throw OpenBlas.failed(thrown);
        }
    }
}
