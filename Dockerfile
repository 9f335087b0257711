# The dashboard and its data twin, reading an archive mounted at /archive.
#   docker build -t trends . && docker run -p 127.0.0.1:8501:8501 -v "$PWD/archive:/archive:ro" trends
FROM python:3.11-slim-bookworm AS packages
WORKDIR /app
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp \
    TRENDS_ARCHIVE=/archive TRENDS_READ_ONLY=1 MALLOC_ARENA_MAX=2
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin reader
WORKDIR /app
COPY --from=packages /venv /venv
COPY app.py serve.py ./
COPY .streamlit/config.toml .streamlit/config.toml
COPY seeds seeds
COPY trends trends
USER 10001
VOLUME /archive
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["streamlit", "run", "serve.py", "--server.address=0.0.0.0", "--server.port=8501", "--server.headless=true"]
