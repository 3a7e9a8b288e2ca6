# syntax=docker/dockerfile:1
# docker build -t descent .
# docker run --rm -p 127.0.0.1:8000:8000 -e DESCENT_TOKEN=choose-one descent

FROM node:22-bookworm-slim AS page
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --omit=dev --ignore-scripts
COPY backend/descent/messages /src/backend/descent/messages
COPY frontend/ ./
RUN npm run build

FROM python:3.13-slim-bookworm AS package
WORKDIR /src
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/runtime.txt requirements/build.txt requirements/
RUN python -m venv --without-pip /opt/descent \
 && pip install --require-hashes -r requirements/build.txt \
 && pip --python /opt/descent/bin/python install --require-hashes -r requirements/runtime.txt
COPY pyproject.toml hatch_build.py README.md LICENSE NOTICE ./
COPY backend/ backend/
COPY --from=page /src/backend/descent/web/static backend/descent/web/static
RUN DESCENT_PAGE_IS_BUILT=1 pip wheel --no-deps --no-build-isolation --wheel-dir /tmp/wheel . \
 && pip --python /opt/descent/bin/python install --no-deps /tmp/wheel/*.whl

FROM python:3.13-slim-bookworm
LABEL org.opencontainers.image.title="Descent" \
      org.opencontainers.image.description="Draw a neural network, press play, watch it learn." \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --create-home --home-dir /home/app app
COPY --from=package /opt/descent /opt/descent
ENV PATH=/opt/descent/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER app
WORKDIR /home/app
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["descent", "serve", "--host", "0.0.0.0", "--port", "8000"]
