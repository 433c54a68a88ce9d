"""Linear models, principal components and reading of a table in scikit-learn and pandas."""

import os
import tempfile
import warnings

import numpy as np

import formulas
from protocol import Work


def versions():
    import sklearn
    return {"scikit-learn": sklearn.__version__, "numpy": np.__version__}


def regression(rows, columns, every):
    """Rows with noise of deviation 1/2, every so many-th column with a coefficient."""
    x = formulas.inputs(rows, columns)
    b = np.where(np.arange(columns) % every == 0, formulas.weights(columns), 0.0)
    noise = np.sqrt(0.5) * formulas.wave(1, rows, 0.75)
    return x, x @ b + noise


def least_squares(quick):
    from sklearn.linear_model import LinearRegression
    x, y = regression(10_000, 200, 1)
    def make():
        model = LinearRegression()
        return lambda: model.fit(x, y)
    return Work({"LinearRegression": make}, lambda step: {"values": [float(step().intercept_), *map(float, step().coef_)]}, versions())


def ridge_path(by_hand):
    """The solutions for 100 strengths: scikit-learn has no path, so one fit each; or by hand in numpy, with one decomposition."""
    from sklearn.linear_model import Ridge
    x, y = regression(10_000, 200, 1)
    strengths = np.geomspace(1e2, 1e-4, 100)
    def solver(name):
        def make():
            def step():
                return np.array([Ridge(alpha=len(y) * s, solver=name).fit(x, y).coef_ for s in strengths])
            return step
        return make
    def once():
        def step():
            xc = x - x.mean(axis=0)
            u, s, vt = np.linalg.svd(xc, full_matrices=False)
            c = u.T @ (y - y.mean())
            return ((s * c)[None, :] / (s[None, :] ** 2 + len(y) * strengths[:, None])) @ vt
        return step
    def gram():
        def step():
            xc = x - x.mean(axis=0)
            values, vectors = np.linalg.eigh(xc.T @ xc)
            c = vectors.T @ (xc.T @ (y - y.mean()))
            return (c[None, :] / (values[None, :] + len(y) * strengths[:, None])) @ vectors.T
        return step
    variants = {"one svd": once, "one eigh": gram} if by_hand else {"Ridge, cholesky": solver("cholesky")}
    return Work(variants, lambda step: {"values": [float(v) for v in step() @ formulas.weights(x.shape[1])]}, versions())


def lasso_path(quick):
    from sklearn.linear_model import lasso_path as path
    x, y = regression(500, 5000, 100)
    x = np.asfortranarray(x - x.mean(axis=0))
    y = y - y.mean()
    highest = np.abs(x.T @ y).max() / len(y)
    alphas = np.geomspace(highest, highest * 1e-2, 100)
    warnings.simplefilter("ignore")
    def variant(**options):
        def make():
            def step():
                return path(x, y, alphas=alphas, tol=1e-4, max_iter=100_000, **options)
            return step
        return make
    def result(step):
        _, b, _ = step()
        cost = [float(((y - x @ b[:, k]) ** 2).sum() / 2 + len(y) * a * np.abs(b[:, k]).sum()) for k, a in enumerate(alphas)]
        return {"values": [c / float((y ** 2).sum() / 2) for c in cost]}
    variants = {"no Gram matrix": variant(precompute=False)}
    if not quick:
        variants |= {"Gram matrix": variant(precompute=True)}
    return Work(variants, result, versions())


def components(quick):
    from sklearn.decomposition import PCA
    x = formulas.inputs(10_000, 200) * (1 + formulas.weights(200) / 2)
    def variant(solver):
        def make():
            model = PCA(n_components=200, svd_solver=solver)
            return lambda: model.fit(x)
        return make
    variants = {"auto": variant("auto")}
    if not quick:
        variants |= {"full": variant("full"), "covariance_eigh": variant("covariance_eigh")}
    def result(step):
        model = step()
        directions = model.components_ * np.sign(model.components_[np.arange(200), np.abs(model.components_).argmax(axis=1)])[:, None]
        return {"values": [*map(float, model.explained_variance_ratio_), *map(float, directions @ formulas.weights(200))]}
    return Work(variants, result, versions())


def softmax(quick):
    from sklearn import datasets, preprocessing
    from sklearn.linear_model import LogisticRegression
    x, y = datasets.load_digits(return_X_y=True)
    x = preprocessing.StandardScaler().fit_transform(x)
    x = np.ascontiguousarray(x[:, x.std(axis=0) > 0])
    strength = 1e-3
    def variant(solver, tol):
        def make():
            model = LogisticRegression(C=1 / (2 * len(y) * strength), solver=solver, tol=tol, max_iter=100_000)
            return lambda: model.fit(x, y)
        return make
    # with these tolerances the cost ends within 3e-7 of its least
    variants = {"lbfgs": variant("lbfgs", 1e-6)}
    if not quick:
        variants |= {"newton-cg": variant("newton-cg", 1e-5), "newton-cholesky": variant("newton-cholesky", 1e-4)}
    def result(step):
        model = step()
        loss = -np.log(model.predict_proba(x)[np.arange(len(y)), y]).mean() + strength * (model.coef_ ** 2).sum()
        return {"values": [float(loss)]}
    return Work(variants, result, versions())


def table():
    import pandas
    rows, columns = 1_000_000, 20
    path = os.path.join(tempfile.gettempdir(), f"ansatz-compare-{rows}.csv")
    if not os.path.exists(path):
        # whole numbers, numbers of 6 and of 16 digits, written by the formula alone so that both sides may write it
        with open(path + ".part", "w") as out:
            out.write(",".join(f"c{j}" for j in range(columns)) + "\n")
            for start in range(0, rows, 10_000):
                block = formulas.wave(start * columns + 1, 10_000 * columns).reshape(-1, columns)
                for row in block:
                    out.write(",".join(repr(float(v)) if j % 4 == 0 else f"{v:.6f}" if j % 4 < 3 else str(int(1e6 * v)) for j, v in enumerate(row)) + "\n")
        os.replace(path + ".part", path)
    def variant(**options):
        return lambda: (lambda: pandas.read_csv(path, **options))
    # the default parser may err in the last digits; the second is correctly rounded, as ours
    variants = {"C parser": variant(), "C parser, round_trip": variant(float_precision="round_trip")}
    return Work(variants, lambda step: {"values": [float(s) for s in step().sum()]}, {"pandas": pandas.__version__})
