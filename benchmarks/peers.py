"""This project's topics beside other systems: the same tokens, vocabulary, K and reference.

    python benchmarks/peers.py ARTICLES.jsonl.gz --cache DIR [--topics 30 60] [--systems NAME …]

Each system runs in a process of its own with one thread; time is the fit alone, memory the peak of
the process. Peers need `pip install -r benchmarks/requirements.txt` in an environment of their own.
Every system is judged by its own ten heaviest words, and again by the ten that this project's rule
for shown words picks from its topics.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy as np  # noqa: E402

from benchmarks.corpus import Corpus, corpus  # noqa: E402
from trends import topics  # noqa: E402
from trends.quality import diversity, npmi  # noqa: E402

# (K × V) weights of the terms in each topic, and the part of the articles left without a topic
Fit = tuple[np.ndarray, float]


def ours(data: Corpus, rows, k: int) -> Fit:
    starts = np.unique(data.dates, return_index=True)[1]
    issues = [
        topics.issue_topics(rows[a:b]) for a, b in zip(starts, [*starts[1:], len(data.dates)], strict=True)
    ]
    stack = topics.stacked(issue.components for issue in issues)
    blocks = [rows[i : i + 500] for i in range(0, rows.shape[0], 500)]
    components = topics.refine_topics(topics.link_topics(stack, k), lambda: blocks)
    words = sum(
        (topics.accumulate(block, components).words for block in blocks[1:]),
        topics.accumulate(blocks[0], components).words,
    )
    return words.toarray(), float((topics.article_weights(rows, components).main < 0).mean())


def sklearn_nmf(data: Corpus, rows, k: int) -> Fit:
    from sklearn.decomposition import NMF

    model = NMF(k, init="nndsvd", solver="cd", max_iter=100, random_state=0)
    weights = model.fit_transform(rows)
    return model.components_, float((weights.sum(axis=1) == 0).mean())


def minibatch_nmf(data: Corpus, rows, k: int) -> Fit:
    from sklearn.decomposition import MiniBatchNMF

    model = MiniBatchNMF(
        k, init="nndsvd", batch_size=1024, max_iter=20, tol=0, max_no_improvement=None, random_state=0
    )
    weights = model.fit_transform(rows)
    return model.components_, float((weights.sum(axis=1) == 0).mean())


def bags(data: Corpus) -> list[list[str]]:
    """Each article as its terms, as often as they occur."""
    counts = data.counts
    spans = zip(counts.indptr[:-1], counts.indptr[1:], strict=True)
    return [
        [data.terms[j] for j, n in zip(counts.indices[a:b], counts.data[a:b], strict=True) for _ in range(n)]
        for a, b in spans
    ]


def _on_vocabulary(data: Corpus, terms, weights: np.ndarray) -> np.ndarray:
    place = {term: j for j, term in enumerate(data.terms)}
    out = np.zeros((len(weights), len(data.terms)))
    out[:, [place[term] for term in terms]] = weights
    return out


def tomotopy_lda(data: Corpus, rows, k: int) -> Fit:
    import tomotopy

    model = tomotopy.LDAModel(k=k, tw=tomotopy.TermWeight.IDF, seed=0)
    for bag in bags(data):
        if bag:
            model.add_doc(bag)
    model.train(300, workers=1)
    return _on_vocabulary(
        data, model.used_vocabs, np.array([model.get_topic_word_dist(i) for i in range(k)])
    ), 0.0


def tomotopy_dtm(data: Corpus, rows, k: int) -> Fit:
    """Cut down: years instead of months, 50 iterations."""
    import tomotopy

    years = np.unique([date[:4] for date in data.dates], return_inverse=True)[1]
    model = tomotopy.DTModel(k=k, t=int(years.max()) + 1, seed=0)
    for bag, year in zip(bags(data), years, strict=True):
        if bag:
            model.add_doc(bag, timepoint=int(year))
    model.train(50, workers=1)
    slices = range(model.num_timepoints)
    dist = [np.mean([model.get_topic_word_dist(i, timepoint=t) for t in slices], axis=0) for i in range(k)]
    return _on_vocabulary(data, model.used_vocabs, np.array(dist)), 0.0


def gensim_nmf(data: Corpus, rows, k: int) -> Fit:
    from gensim.matutils import Sparse2Corpus
    from gensim.models.nmf import Nmf

    model = Nmf(Sparse2Corpus(rows, documents_columns=False), num_topics=k, passes=5, random_state=0,
                id2word=dict(enumerate(data.terms)))  # fmt: skip
    return model.get_topics(), 0.0


def gensim_ldaseq(data: Corpus, rows, k: int) -> Fit:
    """Cut down: every 80th article, the 500 most frequent terms, spans of five years, one iteration."""
    from gensim.matutils import Sparse2Corpus
    from gensim.models import LdaSeqModel

    own = np.arange(0, len(data.dates), 80)
    frequent = np.sort(np.argsort(-data.df, kind="stable")[:500])
    counts = data.counts[own][:, frequent]
    held = np.flatnonzero(np.diff(counts.indptr))
    spans = [(int(data.dates[i][:4]) - 2012) // 5 for i in own[held]]
    slices = np.unique(spans, return_counts=True)[1].tolist()
    model = LdaSeqModel(Sparse2Corpus(counts[held], documents_columns=False), time_slice=slices, num_topics=k,
                        id2word=dict(enumerate(data.terms[i] for i in frequent)), passes=1, em_min_iter=1,
                        em_max_iter=1, lda_inference_max_iter=10, random_state=0)  # fmt: skip
    weights = np.zeros((k, len(data.terms)))
    weights[:, frequent] = [np.exp(chain.e_log_prob).mean(axis=1) for chain in model.topic_chains]
    return weights, 0.0


def bertopic(data: Corpus, rows, k: int) -> Fit:
    """On 100 dimensions of TF-IDF/SVD: there is no Chinese embedding model without a network."""
    from bertopic import BERTopic
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import CountVectorizer

    vectors = TruncatedSVD(100, random_state=0).fit_transform(rows)
    model = BERTopic(vectorizer_model=CountVectorizer(analyzer=str.split), min_topic_size=50, nr_topics=k + 1,
                     language="multilingual")  # fmt: skip
    found, _ = model.fit_transform([" ".join(bag) for bag in bags(data)], vectors)
    weights = np.asarray(model.c_tf_idf_[1:].todense())
    terms = model.vectorizer_model.get_feature_names_out()
    known = [i for i, term in enumerate(terms) if term in set(data.terms)]
    return _on_vocabulary(data, terms[known], weights[:, known]), float((np.array(found) == -1).mean())


SYSTEMS: dict[str, Callable[..., Fit]] = {
    "trends": ours,
    "sklearn NMF": sklearn_nmf,
    "sklearn MiniBatchNMF": minibatch_nmf,
    "gensim Nmf": gensim_nmf,
    "tomotopy LDA": tomotopy_lda,
    "tomotopy DTM (cut down)": tomotopy_dtm,
    "gensim LdaSeq (cut down)": gensim_ldaseq,
    "BERTopic on TF-IDF/SVD": bertopic,
}


def measured(system: str, k: int, data: Corpus) -> dict[str, object]:
    """One row of the table: time, memory, coherence × diversity of plain and of re-ranked words."""
    rows = topics.tfidf(data.counts, data.df, len(data.dates))
    before = time.perf_counter()
    weights, unassigned = SYSTEMS[system](data, rows, k)
    seconds = time.perf_counter() - before
    row: dict[str, object] = {"system": system, "K": k, "seconds": round(seconds, 1)}
    row["MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    row["unassigned"] = round(unassigned, 4)
    plain = [np.lexsort((np.arange(len(h)), -h))[:10].tolist() for h in weights]
    ranked = [[j for j, _ in words] for words in topics.shown_words(weights)]
    for name, words in (("own", plain), ("ranked", ranked)):
        row[name] = [round(npmi(words, data.counts), 3), round(diversity(words), 3)]
    return row


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--topics", type=int, nargs="+", default=[30, 60])
    parser.add_argument("--systems", nargs="+", default=list(SYSTEMS))
    parser.add_argument("--limit", type=float, default=900, help="seconds a system may take")
    parser.add_argument("--one", action="store_true", help="run the first system here and print its row")
    args = parser.parse_args()
    data = corpus(args.source, args.cache / f"{args.source.name}.pickle")
    if args.one:
        print(json.dumps(measured(args.systems[0], args.topics[0], data)))
        return
    for k in args.topics:
        for system in args.systems:
            command = [sys.executable, __file__, str(args.source), "--cache", str(args.cache), "--one"]
            command += ["--topics", str(k), "--systems", system]
            try:
                done = subprocess.run(command, capture_output=True, text=True, timeout=args.limit)
                failure = (done.stderr.strip().splitlines() or ["?"])[-1]
                line = done.stdout.strip().splitlines()[-1] if done.returncode == 0 else ""
            except subprocess.TimeoutExpired:
                line, failure = "", f"not done in {args.limit:.0f} s"
            print(line or json.dumps({"system": system, "K": k, "failed": failure}), flush=True)


if __name__ == "__main__":
    main()
