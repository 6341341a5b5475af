# One file for every program: docker build --build-arg SERVICE=gateway-service -t signalbox/gateway-service .
# SERVICE is a module: the six services, installation, simulated-provider. All are built in one step that the
# images share, so that building the second one only packs.
ARG BUILD_IMAGE=maven:3.9.11-eclipse-temurin-25
ARG RUN_IMAGE=eclipse-temurin:25-jre

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -q -Dquick -pl gateway-service,provider-service,catalog-service,credential-service,usage-service,vfs-service,installation,simulated-provider -am package

FROM build AS pack
ARG SERVICE
# A service's jar is unpacked, which starts faster; the two small programs run as they are.
RUN set -eu; \
    mkdir /app; \
    case "${SERVICE:-}" in \
        *-service) \
            cp "$SERVICE"/target/"$SERVICE"-*-exec.jar /tmp/program.jar; \
            java -Djarmode=tools -jar /tmp/program.jar extract --force --destination /app ;; \
        installation) cp installation/target/installation-*-exec.jar /app/program.jar ;; \
        simulated-provider) cp simulated-provider/target/simulated-provider.jar /app/program.jar ;; \
        *) echo 'Say which program: --build-arg SERVICE=gateway-service' >&2; exit 1 ;; \
    esac

FROM ${RUN_IMAGE}
# What a program keeps lies in /var/lib/signalbox, so that it may be mounted; nothing else is written but /tmp.
RUN mkdir -p /var/lib/signalbox && chmod 1777 /var/lib/signalbox
COPY --from=pack /app /app
COPY docker/healthy /usr/local/bin/healthy
USER 65532:65532
WORKDIR /var/lib/signalbox
ENV SIGNALBOX_ADDRESS=0.0.0.0 \
    SIGNALBOX_MANAGEMENT_ADDRESS=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
# Loads no JVM: asks /readyz of the port in SIGNALBOX_PORT. A program that serves nothing leaves the port unset.
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=6 CMD ["/usr/local/bin/healthy"]
ENTRYPOINT ["java", "-jar", "/app/program.jar"]
