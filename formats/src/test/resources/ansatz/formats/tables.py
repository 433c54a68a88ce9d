"""Writes the files that the tests of the readers read: pyarrow 22.0.0, h5py 3.16.0, numpy 2.4.6.

    python tables.py

The value in row i (from 0) of every column of numbers follows from i, so that the tests need no second copy.
"""

import datetime
import decimal

import h5py
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

N = 600
i = np.arange(N)


def flat():
    utc = datetime.timezone.utc
    return pa.table(
        {
            "energy [MeV]": pa.array(i * 0.25, pa.float64()),
            "single": pa.array(i / 8, pa.float32()),
            "half": pa.array((i % 16) / 4, pa.float16()),
            "byte": pa.array(i % 100 - 50, pa.int8()),
            "unsigned": pa.array(i + 4_000_000_000, pa.uint32()),
            "wide": pa.array(i * 2**40, pa.int64()),
            "truth": pa.array(i % 3 == 0, pa.bool_()),
            "gaps": pa.array([None if k % 5 == 2 else float("nan") if k % 5 == 3 else k for k in range(N)], pa.float64()),
            "kind": pa.array([["up", "down", None][k % 3] for k in range(N)], pa.string()),
            "coded": pa.array([["x", "y"][k % 2] for k in range(N)]).dictionary_encode(),
            "price": pa.array([decimal.Decimal(k) / 100 for k in range(N)], pa.decimal128(9, 2)),
            "day": pa.array([datetime.date(1970, 1, 1) + datetime.timedelta(k) for k in range(N)], pa.date32()),
            "moment": pa.array([datetime.datetime.fromtimestamp(k / 4, utc) for k in range(N)], pa.timestamp("us", "UTC")),
            "list": pa.array([[k, k] for k in range(N)], pa.list_(pa.int32())),
            "pair": pa.array([{"a": k, "b": k} for k in range(N)], pa.struct([("a", pa.int32()), ("b", pa.int32())])),
            "raw": pa.array([bytes([k % 256]) for k in range(N)], pa.binary()),
        }
    )


if __name__ == "__main__":
    table = flat()
    small = table.select(["energy [MeV]", "kind", "wide"])
    pq.write_table(table, "table.parquet", row_group_size=250)
    for codec in ["none", "snappy", "gzip", "zstd", "lz4"]:
        pq.write_table(small.slice(0, 60), f"{codec}.parquet", compression=codec)
    pq.write_table(table.slice(0, 0).select(["single"]), "no-rows.parquet")
    pq.write_table(pa.table({"big": pa.array([2**53 + 1], pa.int64())}), "too-large.parquet")
    pq.write_table(pa.table({"x": pa.array([1.0, float("inf")])}), "infinite.parquet")

    with h5py.File("table.h5", "w") as f:
        n = 40
        k = np.arange(n)
        f["energy"] = k * 0.25
        f["energy"].attrs["units"] = "MeV"
        f["truth"] = k % 3 == 0
        f["kind"] = np.array([["up", "down", ""][j % 3] for j in range(n)], dtype=h5py.string_dtype())
        f["fixed"] = np.array([["ab", "c"][j % 2] for j in range(n)], dtype="S2")
        group = f.create_group("detector")
        group.create_dataset("hits", data=(6 * k[:, None, None] + np.arange(6).reshape(1, 3, 2)).astype(">i2"),
                             chunks=(7, 3, 1), compression="gzip", shuffle=True)
        group["unsigned"] = (k + 4_000_000_000).astype("u4")
        group["single"] = (k / 8).astype("f4")
        record = np.zeros(n, dtype=[("mass", "f8"), ("charge", "i1")])
        record["mass"] = k * 2.0
        record["charge"] = k % 2
        f["record"] = record
    with h5py.File("other.h5", "w") as f:
        f["version"] = 3
        f["x"] = np.arange(4.0)
        f["short"] = np.arange(3.0)
        f["complex"] = np.arange(4) * 1j
        f["none"] = h5py.Empty("f8")
        f.create_group("loop")
        f["loop/back"] = f["/"]
