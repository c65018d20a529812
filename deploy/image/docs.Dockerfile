# What describes the API, as the container `docs` of compose serves it; the build context is the root.
FROM nginx:1.28.0-alpine
COPY deploy/docs/site.conf /etc/nginx/conf.d/default.conf
COPY docs /srv/docs
EXPOSE 8080
