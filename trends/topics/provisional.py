import numpy as np
from dataclasses import dataclass
from scipy.sparse import csr_matrix
from trends.topics.numerics import unit_rows
from trends.topics.linking import components_rows

@dataclass(frozen=True)
class TopicWords:
    issue: np.ndarray; topic: np.ndarray; term: np.ndarray; n: np.ndarray; weight: np.ndarray

def topic_words_by_issue(rows, weights, components, issues, *, n_words=12):
    out=[]
    for i in np.unique(issues):
        sel=np.flatnonzero(issues==i)
        x=rows[sel]; th=weights.theta[sel]; main=weights.main[sel]
        for k in np.flatnonzero(th.sum(0)>0.05):
            s=np.asarray(x.T@th[:,k]).ravel()*components[k]
            own=main==k
            n=np.asarray((x[own]>0).sum(0)).ravel() if own.any() else np.zeros(len(s))
            top=np.argsort(-s,kind="stable")[:n_words]; top=top[s[top]>0]
            out+= [(i,k,t,n[t],s[t]) for t in top]
    a=list(zip(*out)) if out else [[]]*5
    return TopicWords(np.array(a[0],np.int32),np.array(a[1],np.int32),np.array(a[2],np.int32),np.array(a[3],np.int32),np.array(a[4],np.float32))

def nearest_topics(stack, components):
    c=components_rows(unit_rows(components),unit_rows(stack)).T
    if c.shape[1]==0: return np.zeros(len(c),int),np.zeros(len(c))
    b=c.argmax(1); s=c.max(1)
    return np.where(s>=.2,b+1,0),s
