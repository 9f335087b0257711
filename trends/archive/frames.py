"""The rows a cursor has found as a DataFrame, without what costs a small table most."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pandas as pd


def frame(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The result: DATE columns as ISO strings; a column of texts or dates with NULL has None there, one
    of numbers with NULL is nullable (Int16), of floats NaN.

    DuckDB's own DataFrame does not tell which columns have NULL: each would be looked through again.
    """
    kinds = [str(column[1]) for column in cursor.description or []]
    found = cursor.fetchnumpy()
    columns = {name: _column(values, kind) for (name, values), kind in zip(found.items(), kinds, strict=True)}
    return pd.DataFrame(columns, copy=False)


def _column(values: np.ndarray, kind: str) -> pd.Series | np.ndarray:
    null: np.ndarray = np.ma.getmaskarray(values)
    plain: np.ndarray = np.ma.getdata(values)
    lacking = isinstance(values, np.ma.MaskedArray) and bool(null.any())
    if kind == "DATE":
        return _iso_dates(plain, null if lacking else None)
    if not lacking:
        return pd.Series(plain, dtype="str") if kind == "VARCHAR" else plain
    if plain.dtype == object:
        return pd.Series(plain, dtype=object).mask(null, None)
    if plain.dtype.kind == "f":
        return np.where(null, np.nan, plain)
    return pd.Series(plain).astype(_nullable(plain.dtype)).mask(null)


def _nullable(dtype: np.dtype[Any]) -> str:
    return "boolean" if dtype.kind == "b" else dtype.name.replace("i", "I", 1).replace("u", "U", 1)


def _iso_dates(days: np.ndarray, null: np.ndarray | None) -> pd.Series:
    """ISO strings, None where there is no date: ten times faster than strftime."""
    texts = pd.Series(np.datetime_as_string(days.astype("datetime64[D]")), dtype="str")
    return texts if null is None else texts.astype(object).mask(null, None)


def widened(table: pd.DataFrame) -> pd.DataFrame:
    """The table with numbers of single precision as the shortest decimals that stand for them: 0.9865, not
    0.9865000247955322, wherever it is printed."""
    single = [name for name in table if table[name].dtype == "float32"]
    return table.assign(**{str(name): table[name].to_numpy().astype(str).astype(float) for name in single})
