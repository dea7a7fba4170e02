# syntax=docker/dockerfile:1
# Gatehouse in an image without a shell, a package manager or root:
#
#     docker build --tag gatehouse .
#
# The three images are named by tag; the release workflow pins them by digest. Where gcr.io cannot be reached (in China,
# say), name a mirror of yours: --build-arg BASE=registry.example/distroless/cc-debian13:nonroot, and JDK and MAVEN alike.

ARG JDK=jdk
ARG MAVEN=maven
ARG BASE=base

# A stage for each, because Dependabot reads no image from an ARG. What a build argument replaces is not pulled.
FROM eclipse-temurin:25-jdk AS jdk
FROM maven:3.9-eclipse-temurin-25 AS maven
FROM gcr.io/distroless/cc-debian13:nonroot AS base

FROM ${MAVEN} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn --batch-mode --no-transfer-progress --projects bootstrap,wechat-simulator,sms-simulator --also-make -DskipTests package

# A runtime with the modules that are used, the unpacked application and the AOT cache of a start and of logins
# (bin/lib/image-layout --help). The training must see the paths of the final image: the cache is bound to them.
FROM ${JDK} AS layout
COPY --from=build /src/bootstrap/target/gatehouse.jar /src/gatehouse.jar
COPY --from=build /src/wechat-simulator/target/wechat-simulator-exec.jar /src/wechat-simulator.jar
COPY --from=build /src/bin/lib/image-layout /src/bin/lib/*.java /src/bin/lib/trial.properties /src/
# The training has a database that ends with it.
RUN apt-get update && apt-get install --yes --no-install-recommends mariadb-server && rm -rf /var/lib/apt/lists/*
RUN service mariadb start && \
    mariadb --execute "create database training; create user training@'127.0.0.1' identified by 'training'; \
        grant all on training.* to training@'127.0.0.1'" && \
    /src/image-layout /src/gatehouse.jar /src/wechat-simulator.jar /src/trial.properties /opt/gatehouse \
        --spring.datasource.url=jdbc:mysql://127.0.0.1:3306/training \
        --spring.datasource.username=training --spring.datasource.password=training && \
    service mariadb stop

# What compose.trial.yaml runs beside the service; no part of the image that is shipped.
FROM ${JDK} AS simulators
COPY --from=build /src/wechat-simulator/target/wechat-simulator-exec.jar /opt/wechat-simulator.jar
COPY --from=build /src/sms-simulator/target/sms-simulator-exec.jar /opt/sms-simulator.jar
COPY --from=build /src/bin/lib/NewSigningKey.java /opt/NewSigningKey.java

FROM ${BASE}
COPY --from=layout /opt/gatehouse /opt/gatehouse
# The account "nonroot" of the base image, by number, so that Kubernetes can see that it is not root.
USER 65532:65532
# Settings in files: one file for each property, named as the property.
ENV SPRING_CONFIG_IMPORT=optional:configtree:/run/secrets/
# The API; health is on 8081, on the loopback interface unless management.server.address says otherwise.
EXPOSE 8080
# Podman drops it unless it builds with --format docker; Kubernetes has probes of its own.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["/opt/gatehouse/jre/bin/java", \
    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx16m", "-cp", "/opt/gatehouse/health", \
    "Ready", "http://127.0.0.1:8081/actuator/health/readiness"]
# Jars of modules that are mounted at /opt/gatehouse/modules are part of the service (docs/add-a-login-method.md).
# Nothing is written but to /tmp, which may be memory.
ENTRYPOINT ["/opt/gatehouse/jre/bin/java", "@/opt/gatehouse/java.options", \
    "-cp", "/opt/gatehouse/app/gatehouse.jar:/opt/gatehouse/modules/*", "dev.gatehouse.bootstrap.GatehouseApplication"]
