# An image for CI: Debian with git and git sol. It is built from the sources beside it: `docker build -t git-sol .`
ARG SWIFT=6.2
FROM swift:${SWIFT}-bookworm AS build
# The distribution gives security updates under new versions: they are not pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends dpkg-dev libgit2-dev libxml2-dev libzip-dev make pkg-config zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN make deb && mkdir /package && mv .build/deb/*.deb /package/git-sol.deb

FROM debian:12-slim
COPY --from=build /package/git-sol.deb /tmp/git-sol.deb
# The distribution gives security updates under new versions: they are not pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl jq /tmp/git-sol.deb \
    && rm -rf /var/lib/apt/lists/* /tmp/git-sol.deb \
    && git sol --version
