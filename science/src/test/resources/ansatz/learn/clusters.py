"""Makes clusters.csv: labels by scikit-learn's HDBSCAN, which DensityClustersTest compares.

A row a table: its name, the least number of rows of a cluster, k of the k-th neighbour, and the label of each row, -1 for none. Run as
`python clusters.py > clusters.csv` with scikit-learn 1.9.1 (numpy 2.4.6).
"""
from sklearn import cluster, datasets

iris, _ = datasets.load_iris(return_X_y=True)
digits, _ = datasets.load_digits(return_X_y=True)
cancer, _ = datasets.load_breast_cancer(return_X_y=True)
wine, _ = datasets.load_wine(return_X_y=True)
# k = 1 leaves no edges of equal length but those between equal rows: with a larger k scikit-learn breaks ties by the order of rows
cases = (("iris", iris, 5, 5), ("iris", iris, 12, 12), ("wine", wine, 4, 1), ("breast-cancer", cancer, 6, 1), ("wine", wine, 6, 6), ("digits", digits[:600], 8, 8))
for name, x, least, k in cases:
    labels = cluster.HDBSCAN(min_cluster_size=least, min_samples=k, algorithm="brute", copy=True).fit(x).labels_
    print(",".join([name, str(least), str(k), *(str(label) for label in labels)]))
