package ansatz.formats;

import ansatz.data.Column;
import ansatz.data.Dataset;
import ansatz.data.FileFormat;
import ansatz.data.Grid;
import ansatz.data.Heading;
import ansatz.schema.InvalidInput;
import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Reads Apache Parquet: a column of the file is a column of the table.
///
/// Numbers of any kind and decimals are numbers, a date is the number of days since 1970, a time of the day the
/// number
/// of seconds since midnight, a moment that since 1970. Null and NaN are missing values. Columns of lists, maps and
/// structures, of raw bytes and of UUIDs are refused unless they are left out.
public final class Parquet implements FileFormat {
    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    /// The library tells which of its ways of decoding it takes, which nobody asked for. Held, so that the level
    /// stays.
    private static final Logger LOG = Logger.getLogger("dev.hardwood");

    /// For [java.util.ServiceLoader].
    public Parquet() {
        if (LOG.getLevel() == null) {
            LOG.setLevel(Level.WARNING);
        }
    }

    @Override
    public boolean begins(byte[] start) {
        return start.length >= MAGIC.length
                && ByteBuffer.wrap(start, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ParquetFileReader reader) throws Exception;
    }

    private static <T> T open(Path file, Reading<T> reading) {
        return Foreign.read(file, () -> {
            try (HardwoodContext context = HardwoodContext.create(1);
                    ParquetFileReader reader = ParquetFileReader.open(new BoundedFile(file), context)) {
                try {
                    consistent(file, reader.getFileMetaData());
                    return reading.of(reader);
                } catch (Exception | Error e) {
                    context.executor().shutdownNow(); // it would wait for what nobody fetches any more
                    throw e;
                }
            }
        });
    }

    /// Refuses a file whose parts cannot lie where its header says, before a reader looks there.
    private static void consistent(Path file, FileMetaData data) throws IOException {
        long size = Files.size(file);
        long rows = 0;
        for (RowGroup group : data.rowGroups()) {
            rows += group.numRows();
            for (ColumnChunk chunk : group.columns()) {
                ColumnMetaData column = chunk.metaData();
                Long dictionary = column.dictionaryPageOffset();
                long first = dictionary == null || dictionary == 0
                        ? column.dataPageOffset()
                        : Math.min(dictionary, column.dataPageOffset());
                boolean inside = group.numRows() == 0
                        || first >= MAGIC.length
                                && column.totalCompressedSize() > 0
                                && column.totalCompressedSize() <= size - first
                                && column.dataPageOffset() < first + column.totalCompressedSize();
                if (!inside || group.numRows() < 0 || column.numValues() < 0) {
                    throw new InvalidInput(file + ": is damaged: its header tells of parts that do not lie in it");
                }
            }
        }
        if (rows != data.numRows()) {
            throw new InvalidInput(
                    file + ": is damaged: its header tells of " + data.numRows() + " rows, and its parts of " + rows);
        }
    }

    @Override
    public List<String> held(Path file, Collection<String> names) {
        return open(
                file,
                reader -> columns(reader).stream()
                        .map(Parquet::name)
                        .filter(names::contains)
                        .toList());
    }

    @Override
    public double values(Path file) {
        return open(
                file,
                reader -> (double) reader.getFileMetaData().numRows()
                        * columns(reader).size());
    }

    @Override
    public Dataset read(Path file, Collection<String> leave) {
        return open(file, reader -> {
            var read = new ArrayList<Column>();
            var names = new HashSet<String>();
            for (ColumnSchema column : columns(reader)) {
                if (leave.contains(name(column))) {
                    continue;
                }
                if (!names.add(name(column))) {
                    throw new InvalidInput(file + ": has two columns \"" + name(column) + "\"");
                }
                if (names.size() > Grid.MOST_COLUMNS) {
                    throw new InvalidInput(file + ": has more than " + Grid.MOST_COLUMNS + " columns");
                }
                try (ColumnReader values = reader.columnReader(column.columnIndex())) {
                    read.add(column(file + ": column \"" + name(column) + "\"", column, values));
                }
            }
            if (read.isEmpty()) {
                throw new InvalidInput(file + ": has no column to read");
            }
            long told = reader.getFileMetaData().numRows();
            if (read.getFirst().rows() == 0) {
                throw new InvalidInput(file + ": has columns, but no row");
            }
            for (Column column : read) {
                if (column.rows() != told) {
                    throw new InvalidInput(file + ": is damaged: its header tells " + told + " rows, and column \""
                            + column.name() + "\" has " + column.rows());
                }
            }
            return Dataset.of(file.toString(), read);
        });
    }

    private static List<ColumnSchema> columns(ParquetFileReader reader) {
        return reader.getFileSchema().getColumns();
    }

    /// The name without its unit; of a nested column that of the outermost field.
    private static String name(ColumnSchema column) {
        List<String> path = column.fieldPath().elements();
        return Heading.of(path.getFirst()).name();
    }

    private static Column column(String where, ColumnSchema schema, ColumnReader reader) {
        if (schema.fieldPath().elements().size() > 1 || schema.maxRepetitionLevel() > 0) {
            throw refused(where, "lists, maps or structures");
        }
        if (schema.type() == PhysicalType.BYTE_ARRAY && !(schema.logicalType() instanceof LogicalType.DecimalType)) {
            return texts(where, schema, reader);
        }
        var numbers = new Growing.Numbers(where);
        Adder adder = adder(where, schema);
        while (reader.nextBatch()) {
            int count = reader.getRecordCount();
            Validity known = reader.getLeafValidity();
            Batch batch = batch(schema.type(), reader);
            for (int i = 0; i < count; i++) {
                if (known.isNull(i)) {
                    numbers.add(Double.NaN);
                } else {
                    adder.add(numbers, batch, i);
                }
            }
        }
        Heading heading = Heading.of(schema.fieldPath().elements().getFirst());
        return numbers.column(heading.name(), heading.unit().isEmpty() ? unit(schema) : heading.unit());
    }

    private static Column texts(String where, ColumnSchema schema, ColumnReader reader) {
        LogicalType type = schema.logicalType();
        if (!(type instanceof LogicalType.StringType || type instanceof LogicalType.EnumType)) {
            throw refused(where, "bytes that are not said to be text");
        }
        var texts = new Growing.Texts();
        while (reader.nextBatch()) {
            Validity known = reader.getLeafValidity();
            String[] values = reader.getStrings();
            for (int i = 0; i < reader.getRecordCount(); i++) {
                texts.add(known.isNull(i) ? null : values[i]);
            }
        }
        return texts.column(name(schema));
    }

    /// The values of some rows, in the one array that their type fills.
    private record Batch(
            boolean[] truths, int[] ints, long[] longs, float[] floats, double[] doubles, byte[][] bytes) {}

    private static Batch batch(PhysicalType type, ColumnReader reader) {
        var truths = new boolean[0];
        var ints = new int[0];
        var longs = new long[0];
        var floats = new float[0];
        var doubles = new double[0];
        var bytes = new byte[0][];
        switch (type) {
            case BOOLEAN -> truths = reader.getBooleans();
            case INT32 -> ints = reader.getInts();
            case INT64 -> longs = reader.getLongs();
            case FLOAT -> floats = reader.getFloats();
            case DOUBLE -> doubles = reader.getDoubles();
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY, INT96 -> bytes = reader.getBinaries();
        }
        return new Batch(truths, ints, longs, floats, doubles, bytes);
    }

    @FunctionalInterface
    private interface Adder {
        void add(Growing.Numbers numbers, Batch batch, int row);
    }

    private static Adder adder(String where, ColumnSchema schema) {
        LogicalType type = schema.logicalType();
        return switch (schema.type()) {
            case BOOLEAN -> (numbers, batch, i) -> numbers.add(batch.truths[i] ? 1L : 0);
            case FLOAT -> (numbers, batch, i) -> numbers.add((double) batch.floats[i]);
            case DOUBLE -> (numbers, batch, i) -> numbers.add(batch.doubles[i]);
            case INT32 ->
                switch (type) {
                    case LogicalType.DecimalType decimal ->
                        (numbers, batch, i) -> numbers.add(scaled(BigInteger.valueOf(batch.ints[i]), decimal));
                    case LogicalType.TimeType time ->
                        (numbers, batch, i) -> numbers.add(batch.ints[i] / perSecond(time.unit()));
                    case LogicalType.IntType whole
                    when !whole.isSigned() -> (numbers, batch, i) -> numbers.add(batch.ints[i] & 0xffffffffL);
                    case null, default -> (numbers, batch, i) -> numbers.add((long) batch.ints[i]);
                };
            case INT64 ->
                switch (type) {
                    case LogicalType.DecimalType decimal ->
                        (numbers, batch, i) -> numbers.add(scaled(BigInteger.valueOf(batch.longs[i]), decimal));
                    case LogicalType.TimeType time ->
                        (numbers, batch, i) -> numbers.add(batch.longs[i] / perSecond(time.unit()));
                    case LogicalType.TimestampType moment ->
                        (numbers, batch, i) -> numbers.add(batch.longs[i] / perSecond(moment.unit()));
                    case LogicalType.IntType whole
                    when !whole.isSigned() -> (numbers, batch, i) -> numbers.addUnsigned(batch.longs[i]);
                    case null, default -> (numbers, batch, i) -> numbers.add(batch.longs[i]);
                };
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
                switch (type) {
                    case LogicalType.DecimalType decimal ->
                        (numbers, batch, i) -> numbers.add(scaled(new BigInteger(batch.bytes[i]), decimal));
                    case LogicalType.Float16Type half ->
                        (numbers, batch, i) -> numbers.add((double) Float.float16ToFloat(ByteBuffer.wrap(batch.bytes[i])
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getShort()));
                    case null, default -> throw refused(where, "bytes that are no number");
                };
            case INT96 -> throw refused(where, "moments of the old kind INT96");
        };
    }

    private static InvalidInput refused(String where, String what) {
        return new InvalidInput(
                where + " holds " + what + "; legal are numbers, times and texts. Leave it out by" + " data.ignore");
    }

    private static double scaled(BigInteger unscaled, LogicalType.DecimalType type) {
        return new BigDecimal(unscaled, type.scale()).doubleValue();
    }

    private static double perSecond(LogicalType.TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1e3;
            case MICROS -> 1e6;
            case NANOS -> 1e9;
        };
    }

    private static String unit(ColumnSchema schema) {
        return switch (schema.logicalType()) {
            case LogicalType.DateType date -> "d";
            case LogicalType.TimeType time -> "s";
            case LogicalType.TimestampType moment -> "s";
            case null, default -> "";
        };
    }
}
