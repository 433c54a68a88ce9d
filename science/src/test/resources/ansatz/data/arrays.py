# The arrays of ArrayFileTest as NumPy 2 writes them: python arrays.py makes arrays.npz
import numpy as np

ramp = np.arange(24).reshape(4, 3, 2)
np.savez_compressed(
    "arrays.npz",
    row=ramp * 0.5,
    column=np.asfortranarray(ramp * 0.5),
    big=(ramp - 7).astype(">i4"),
    half=(ramp / 4).astype("<f2"),
    single=(ramp / 8).astype(">f4"),
    byte=(ramp + 220).astype("u1"),
    short=(ramp - 1000).astype("<i2"),
    wide=(ramp * 2**40).astype("<u8"),
    truth=np.array([True, False, True, True]),
    gap=np.array([1.0, np.nan, 3.0, 4.0]),
)
