"""Makes reference.csv: coefficients of scikit-learn on standardised data, which LinearModelsTest compares.

Run as `python reference.py > reference.csv` with scikit-learn 1.9.1 (numpy 2.4.6). The costs are a row's: a strength
lambda here is Ridge alpha = n lambda, Lasso alpha = lambda / 2, and LogisticRegression C = 1 / (2 n lambda).
"""
import warnings

from sklearn import datasets, linear_model, preprocessing

warnings.simplefilter("ignore")


def row(name, strength, rho, model):
    values = [model.intercept_ if not hasattr(model.intercept_, "__len__") else model.intercept_[0], *model.coef_.ravel()]
    print(",".join([name, repr(strength), repr(rho), *(repr(float(value)) for value in values)]))


x, y = datasets.load_diabetes(return_X_y=True, scaled=False)
x = preprocessing.StandardScaler().fit_transform(x)
n = len(y)
row("linear", 0.0, 0.0, linear_model.LinearRegression().fit(x, y))
for strength in (0.01, 1.0):
    row("ridge", strength, 0.0, linear_model.Ridge(alpha=n * strength, tol=1e-14, solver="svd").fit(x, y))
for strength, rho in ((1.0, 1.0), (20.0, 1.0), (1.0, 0.5), (20.0, 0.7)):
    # alpha l1_ratio = lambda rho / 2, alpha (1 - l1_ratio) = lambda (1 - rho)
    alpha = strength * rho / 2 + strength * (1 - rho)
    ratio = strength * rho / 2 / alpha
    row("elastic-net", strength, rho, linear_model.ElasticNet(alpha=alpha, l1_ratio=ratio, tol=1e-14, max_iter=10**7).fit(x, y))
x, y = datasets.load_breast_cancer(return_X_y=True)
x = preprocessing.StandardScaler().fit_transform(x)
n = len(y)
for strength in (0.001, 0.1):
    model = linear_model.LogisticRegression(C=1 / (2 * n * strength), tol=1e-12, max_iter=10**5, solver="newton-cholesky")
    # the classes by name: benign is 0, malignant is 1
    row("logistic", strength, 0.0, model.fit(x, 1 - y))
# saga does not penalise the intercept, as liblinear would
for strength, rho in ((0.02, 1.0), (0.02, 0.5)):
    # C sum loss + l1_ratio |b|_1 + (1 - l1_ratio) |b|^2 / 2, so that 1 / (n C) l1_ratio = lambda rho and half of the rest lambda (1 - rho)
    total = strength * rho + 2 * strength * (1 - rho)
    model = linear_model.LogisticRegression(C=1 / (n * total), l1_ratio=strength * rho / total, tol=1e-12, max_iter=10**6, solver="saga", random_state=1)
    row("logistic", strength, rho, model.fit(x, 1 - y))
