FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 ./mvnw -Dmaven.test.skip=true package \
 && java -Djarmode=tools -jar target/carrousel-*.jar \
      extract --layers --application-filename carrousel.jar --destination /layers

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Carrousel" \
      org.opencontainers.image.description="Trains and serves Long Short-Term Memory networks over HTTP." \
      org.opencontainers.image.base.name="eclipse-temurin:25-jre"
# By number: a minimal base may have no groupadd, and an orchestrator can check a number for not being root.
RUN install -d -o 10001 -g 10001 /data
WORKDIR /app
COPY docker/jvm.args docker/healthcheck ./
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/application/ ./
ENV SERVER_ADDRESS=0.0.0.0 \
    CARROUSEL_DATA=/data
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 CMD ["/app/healthcheck"]
ENTRYPOINT ["java", "@/app/jvm.args", "-jar", "/app/carrousel.jar"]
