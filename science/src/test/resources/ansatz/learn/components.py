"""Makes components.csv: the first ten principal components of the unscaled digits by scikit-learn 1.9.1.

A row a component: its share of the variance and its 64 elements, the one of largest modulus positive. Run as
`python components.py > components.csv`.
"""
import numpy as np
from sklearn import datasets, decomposition

x, _ = datasets.load_digits(return_X_y=True)
model = decomposition.PCA(n_components=10, svd_solver="full").fit(x)
for share, direction in zip(model.explained_variance_ratio_, model.components_):
    direction = direction * np.sign(direction[np.argmax(np.abs(direction))])
    print(",".join(repr(float(value)) for value in [share, *direction]))
