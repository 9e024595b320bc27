# syntax=docker/dockerfile:1
# The service alone, without tests and extension. Not root, nothing to write to, no compiler in the image.
# Linted (hadolint); the machine on which it was written has no container engine to build it on.
#   docker build -t clean-copy .
#   docker run --rm --read-only --tmpfs /tmp -p 127.0.0.1:8000:8000 -e CLEANCOPY_TOKEN=... clean-copy
FROM python:3.11-slim-bookworm AS build
RUN python -m venv /opt/clean-copy/.venv
COPY requirements.txt /opt/clean-copy/
RUN /opt/clean-copy/.venv/bin/pip install --no-cache-dir --only-binary=:all: -r /opt/clean-copy/requirements.txt \
 && rm -rf /opt/clean-copy/.venv/lib/python3.11/site-packages/pip*

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin clean-copy
WORKDIR /opt/clean-copy
COPY --from=build /opt/clean-copy /opt/clean-copy
COPY gunicorn.conf.py LICENSE ./
COPY server server
RUN python -m compileall -q server
USER 10001
ENV CLEANCOPY_BIND=0.0.0.0 PORT=8000 PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"]
CMD ["/opt/clean-copy/.venv/bin/gunicorn"]
