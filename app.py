"""The screen's entrance: which pages there are, the one door to the archive, what every page shares.

streamlit run app.py -- --archive DIR
"""

from pathlib import Path

import streamlit as st

from trends.dashboard import (
    access,
    actions,
    articles,
    brief,
    codebook,
    compare,
    finder,
    foot,
    hands,
    importing,
    issue,
    keywords,
    memory,
    method,
    opening,
    overview,
    params,
    shell,
    topics,
    validation,
)
from trends.dashboard.data import far_notice, open_current, pointer_notice, read_only, version_notice
from trends.dashboard.sentences import error_told, say
from trends.errors import AccessError, ArchiveError, InputError, QueryError

PAGES = {
    "overview": overview,
    "topics": topics,
    "issue": issue,
    "keywords": keywords,
    "compare": compare,
    "articles": articles,
    "codebook": codebook,
    "validation": validation,
    "data": method,
    "import": importing,
}
LOGO = Path(access.__file__).with_name("logo.png")


def nothing() -> None:
    """Pages are drawn below, once the shared bar stands."""


def main() -> None:
    st.session_state["lang"] = params.language()
    st.set_page_config(
        page_title=say("product"), page_icon=str(LOGO), layout="wide", initial_sidebar_state=300
    )
    st.logo(":material/newspaper:", size="large")
    if not access.admitted():
        return
    pages = {
        name: st.Page(
            nothing,
            title=say(f"page_{name}"),
            url_path=name,
            default=name == "overview",
            visibility="hidden" if name == "import" and read_only() else "visible",
        )
        for name in PAGES
    }
    st.session_state["pages"] = pages
    target = params.take_go()
    chosen = st.navigation(list(pages.values()), position="top")
    chosen.run()
    if target is not None:
        st.switch_page(pages[target[0]], query_params=target[1])
    name = next(key for key, page in pages.items() if page == chosen)
    try:
        draw(name)
    except ArchiveError as error:
        opening.open_first(error, name)
    params.write_url()
    memory.settle(name)


def draw(name: str) -> None:
    """The page with the shared bar beside it and the footer below. Raises ArchiveError when there is
    no archive, or it goes away meanwhile."""
    hands.begin()
    notices = params.take_url(name)
    opened = open_current()
    about_version = version_notice(opened)
    view, more = shell.sidebar(opened.meta)
    access.leaving()
    brief.panel(view, opened.meta, actions.dashboard_url())
    notices += more + params.known_only(PAGES[name].PARAMS)
    with st.container(key="finder"):
        finder.finder()
    shell.show_notices([*filter(None, (pointer_notice(opened), far_notice(opened), about_version)), *notices])
    if about_version and about_version.key == "notice_older":
        st.button(
            say("open_newest"),
            type="tertiary",
            icon=":material/update:",
            key="open_newest",
            on_click=params.put,
            args=("version", None),
        )
    try:
        PAGES[name].draw(view, opened.meta)
    except (AccessError, InputError, QueryError) as error:
        st.warning(error_told(error), icon=":material/info:")
    foot.footer(opened.meta)
    foot.phone_bar(opened.meta, [page for page in PAGES if page != "import" or not read_only()])
    hands.listen([*PAGES])


main()
