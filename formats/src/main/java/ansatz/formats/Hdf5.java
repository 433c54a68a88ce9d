package ansatz.formats;

import ansatz.data.Column;
import ansatz.data.FileFormat;
import ansatz.data.Grid;
import ansatz.schema.InvalidInput;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.CompoundDataType;
import io.jhdf.object.datatype.EnumDataType;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads HDF5: every data set of the file gives columns, the first index counts the rows.
///
/// As in an archive of NumPy a vector is one column, a matrix `x_0`, `x_1`, ..., where x is the path of the data
/// set,
/// such as `group/x`; of a data set of records each member is such an array, `x.member`. An attribute `unit` or
/// `units` is the unit. NaN and empty texts are missing values. Links to other files and symbolic links are not
/// followed.
public final class Hdf5 implements FileFormat {
    private static final byte[] MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    /// Groups within groups; a file of which a group contains itself would have no end.
    private static final int DEEPEST = 32;

    private static final int MOST_DATA_SETS = 10_000;

    private static final Set<String> TRUTHS = Set.of("FALSE", "TRUE");

    /// For [java.util.ServiceLoader].
    public Hdf5() {}

    @Override
    public boolean begins(byte[] start) {
        return Arrays.equals(start, MAGIC);
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(HdfFile hdf) throws Exception;
    }

    private static <T> T open(Path file, Reading<T> reading) {
        return Foreign.read(file, () -> {
            try (var hdf = new HdfFile(file)) {
                return reading.of(hdf);
            }
        });
    }

    @Override
    public List<String> held(Path file, Collection<String> names) {
        return open(file, hdf -> names.stream().filter(name -> holds(hdf, name)).toList());
    }

    private static boolean holds(Node hdf, String name) {
        Node node = hdf;
        for (String step : name.split("/", -1)) {
            node = node instanceof Group group ? group.getChildren().get(step) : null;
        }
        return node != null;
    }

    @Override
    public double values(Path file) {
        return open(
                file,
                hdf -> sets(file, hdf, List.of()).stream()
                        .mapToDouble(set -> Arrays.stream(set.getDimensionsAsLong())
                                        .asDoubleStream()
                                        .reduce(1, (a, b) -> a * b)
                                * (set.getDataType() instanceof CompoundDataType record
                                        ? record.getMembers().size()
                                        : 1))
                        .sum());
    }

    @Override
    public ansatz.data.Dataset read(Path file, Collection<String> leave) {
        return open(file, hdf -> {
            var columns = new ArrayList<Column>();
            var names = new HashSet<String>();
            String first = "";
            for (Dataset set : sets(file, hdf, leave)) {
                List<Column> own = columns(file, set);
                if (columns.isEmpty()) {
                    first = path(set);
                } else if (own.getFirst().rows() != columns.getFirst().rows()) {
                    throw new InvalidInput(file + ": data set \"" + path(set) + "\" has "
                            + own.getFirst().rows() + " rows, but \"" + first + "\" has "
                            + columns.getFirst().rows() + "; leave data sets out by data.ignore");
                }
                for (Column column : own) {
                    if (!names.add(column.name())) {
                        throw new InvalidInput(file + ": has two columns \"" + column.name() + "\"");
                    }
                }
                columns.addAll(own);
            }
            if (columns.isEmpty()) {
                throw new InvalidInput(file + ": has no data set to read");
            }
            return ansatz.data.Dataset.of(file.toString(), columns);
        });
    }

    /// The path from the root without the first slash.
    private static String path(Node node) {
        return node.getPath().replaceFirst("^/", "").replaceFirst("/$", "");
    }

    /// The data sets of a file, in the order of the file.
    private static List<Dataset> sets(Path file, Group root, Collection<String> leave) {
        var sets = new ArrayList<Dataset>();
        walk(file, root, 0, leave, sets);
        return sets;
    }

    private static void walk(Path file, Group group, int depth, Collection<String> leave, List<Dataset> sets) {
        if (depth > DEEPEST) {
            throw new InvalidInput(file + ": has groups within groups deeper than " + DEEPEST);
        }
        for (Node node : group.getChildren().values()) {
            if (node.isLink() || leave.contains(path(node))) {
                continue;
            }
            if (node instanceof Group inner) {
                walk(file, inner, depth + 1, leave, sets);
            } else if (node instanceof Dataset set) {
                sets.add(set);
            }
            if (sets.size() > MOST_DATA_SETS) {
                throw new InvalidInput(file + ": has more than " + MOST_DATA_SETS + " data sets");
            }
        }
    }

    private static List<Column> columns(Path file, Dataset set) {
        String where = file + ": data set \"" + path(set) + "\"";
        if (set.isEmpty()) {
            throw new InvalidInput(where + " is empty; leave it out by data.ignore");
        }
        long[] shape = set.getDimensionsAsLong();
        if (set.isScalar()) {
            throw new InvalidInput(
                    where + " is a single value; a table needs an extent of rows. Leave it out by" + " data.ignore");
        }
        Grid.size(where, shape);
        Object data = set.getData();
        if (set.getDataType() instanceof CompoundDataType && data instanceof Map<?, ?> members) {
            var columns = new ArrayList<Column>();
            members.forEach((name, values) -> columns.addAll(
                    columns(where + ": member \"" + name + "\"", path(set) + "." + name, "", values, false)));
            return columns;
        }
        return columns(where, path(set), unit(set), data, set.getDataType() instanceof EnumDataType);
    }

    private static String unit(Dataset set) {
        Map<String, Attribute> attributes = set.getAttributes();
        Attribute attribute = attributes.containsKey("unit") ? attributes.get("unit") : attributes.get("units");
        return attribute != null && attribute.getData() instanceof String text ? text.strip() : "";
    }

    /// The columns of nested arrays.
    ///
    /// @param values an array of primitives, of texts or of arrays
    private static List<Column> columns(String where, String name, String unit, Object values, boolean words) {
        var shape = new ArrayList<Integer>();
        Object inner = values;
        while (inner.getClass().isArray()) {
            shape.add(Array.getLength(inner));
            if (Array.getLength(inner) == 0) {
                throw new InvalidInput(where + " is empty; leave it out by data.ignore");
            }
            inner = Array.get(inner, 0);
            if (inner == null) {
                throw new InvalidInput(where + " has no value in row 1");
            }
        }
        if (inner instanceof String) {
            return List.of(texts(where, name, values, words));
        }
        int size = Grid.size(where, shape.stream().mapToLong(extent -> extent).toArray());
        var flat = new Growing.Numbers(where);
        fill(where, flat, values);
        double[] numbers = flat.column(name, unit).values();
        if (numbers.length != size) {
            throw new InvalidInput(where + " has rows of different lengths");
        }
        var grid = new Grid(where, shape.stream().mapToInt(extent -> extent).toArray(), false, numbers);
        return grid.columns(name).stream()
                .map(column -> (Column) new Column.Numeric(column.name(), unit, ((Column.Numeric) column).values()))
                .toList();
    }

    private static void fill(String where, Growing.Numbers flat, Object values) {
        switch (values) {
            case double[] all -> {
                for (double x : all) {
                    flat.add(x);
                }
            }
            case float[] all -> {
                for (float x : all) {
                    flat.add((double) x);
                }
            }
            case long[] all -> {
                for (long x : all) {
                    flat.add(x);
                }
            }
            case int[] all -> {
                for (int x : all) {
                    flat.add((long) x);
                }
            }
            case short[] all -> {
                for (short x : all) {
                    flat.add((long) x);
                }
            }
            case byte[] all -> {
                for (byte x : all) {
                    flat.add((long) x);
                }
            }
            case boolean[] all -> {
                for (boolean x : all) {
                    flat.add(x ? 1L : 0);
                }
            }
            case BigInteger[] all -> {
                for (BigInteger x : all) {
                    if (x.bitLength() > 64) {
                        throw new InvalidInput(where + " holds whole numbers of more than 64 bits");
                    }
                    flat.addUnsigned(x.longValue());
                }
            }
            case Object[] all -> {
                for (Object each : all) {
                    fill(where, flat, each);
                }
            }
            default ->
                throw new InvalidInput(where + " holds values of the type "
                        + values.getClass().getSimpleName() + "; legal are numbers and texts. Leave it out by"
                        + " data.ignore");
        }
    }

    /// Texts, or the truth values that h5py writes as an enumeration of the words FALSE and TRUE.
    private static Column texts(String where, String name, Object values, boolean words) {
        if (!(values instanceof String[] all)) {
            throw new InvalidInput(where + " holds texts in more than one dimension; leave it out by data.ignore");
        }
        if (words && TRUTHS.containsAll(Arrays.asList(all))) {
            double[] truths = Arrays.stream(all)
                    .mapToDouble(word -> word.equals("TRUE") ? 1 : 0)
                    .toArray();
            return new Column.Numeric(name, "", truths);
        }
        var texts = new Growing.Texts();
        for (String text : all) {
            texts.add(text);
        }
        return texts.column(name);
    }
}
