"""The screen and its data twin in one server, as a container runs it.

streamlit run serve.py -- --archive DIR        the screen at /, the data at /api/…
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount

from trends.api import API_PATH, create_api
from trends.dashboard import access, memory
from trends.dashboard.data import archive_folder
from trends.dashboard.doors import BoundsTabs, GuardsDoors, take_handles
from trends.dashboard.sessions import EndsSessions

memory.few_arenas()
take_handles()
app = st.App(
    "app.py",
    routes=[Mount(API_PATH, create_api(archive_folder(), access.visitor))],
    middleware=[
        Middleware(BoundsTabs, is_here=access.is_here),
        Middleware(GuardsDoors, may_upload=access.may_upload, is_here=access.is_here),
        Middleware(EndsSessions, claims_of=access.logout_claims),
    ],
)
