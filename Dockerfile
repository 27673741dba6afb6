# One image for web, worker, beat and one-off commands. Runs as an ordinary user.
FROM node:20-slim AS frontend
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=/app:/app/platform \
    DJANGO_SETTINGS_MODULE=config.settings.base MALL_DATA_DIR=/data MALL_STATIC_ROOT=/app/staticfiles
RUN useradd --create-home --uid 10001 mall && mkdir /data && chown mall /data
WORKDIR /app
COPY requirements/base.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY --from=frontend /build/node_modules node_modules
COPY . .
RUN MALL_SECRET_KEY=build python manage.py compile_translations \
    && MALL_SECRET_KEY=build python manage.py collectstatic --noinput -v 0
USER mall
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "4", "--threads", "4", "--max-requests", "20000", "--max-requests-jitter", "2000", "--no-control-socket"]
