#!/usr/bin/env bash
# Builds the image and runs it the way it is meant to be run (read-only, not root, no capabilities) on a Debian
# machine that has no container engine and no registry. The base images are stand-ins: Debian and this machine's JDK.
set -euo pipefail
cd "$(dirname "$0")/.."

READY_PATH=${READY_PATH:-/readyz}
STATE=$PWD/target/container
IMAGE=localhost/carrousel:verify
NAME=carrousel-verify
VOLUME=carrousel-verify-data
# What a JRE holds beside java.se, and nothing else: what the service needs of a full JDK must show here.
JRE_MODULES=java.se,java.smartcardio,jdk.accessibility,jdk.charsets,jdk.crypto.cryptoki,jdk.dynalink,jdk.httpserver,\
jdk.incubator.vector,jdk.jdwp.agent,jdk.jfr,jdk.localedata,jdk.management,jdk.management.agent,jdk.management.jfr,\
jdk.naming.dns,jdk.naming.rmi,jdk.net,jdk.nio.mapmode,jdk.sctp,jdk.security.auth,jdk.security.jgss,jdk.unsupported,\
jdk.xml.dom,jdk.zipfs
failures=0

check() {
  local what=$1
  shift
  if "$@"; then
    echo "ok: $what"
  else
    echo "FAILED: $what"
    failures=$((failures + 1))
  fi
}

step() { echo "-- $* (${SECONDS} s)"; }

install_packages() {
  local missing=() package
  for package in buildah ca-certificates crun curl jq mmdebstrap podman; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return
  step "installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

find_jdk_25() {
  local jdk
  for jdk in "${JAVA_HOME-}" "${JAVA25_HOME-}" "${JAVA_HOME_25_X64-}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* \
    "$(dirname "$(dirname "$(readlink -f "$(command -v javac)" || true)")")"; do
    if [ -x "$jdk/bin/javac" ] && grep -Eq '^JAVA_VERSION="25["."]' "$jdk/release" 2>/dev/null; then
      readlink -f "$jdk"
      return
    fi
  done
  echo "No JDK 25 found: name its folder in JAVA25_HOME." >&2
  return 1
}

# Overlay on an overlay (inside a container, say) is refused by the kernel; the slow driver works everywhere.
storage_driver() {
  local probe=$STATE/probe driver=vfs
  mkdir -p "$probe"/{lower,upper,work,merged}
  if mount -t overlay overlay -o "lowerdir=$probe/lower,upperdir=$probe/upper,workdir=$probe/work" "$probe/merged" 2>/dev/null; then
    umount "$probe/merged"
    driver=overlay
  fi
  rm -rf "$probe"
  echo "$driver"
}

configure_storage() {
  mkdir -p "$STATE"/{storage,run,tmp}
  # Without these podman takes a container of an interrupted earlier run for a living one.
  rm -rf "$STATE"/run/* "$STATE"/storage/libpod "$STATE"/tmp/*
  cat >"$STATE/storage.conf" <<END
[storage]
driver = "$(storage_driver)"
graphroot = "$STATE/storage"
runroot = "$STATE/run"
END
  cat >"$STATE/registries.conf" <<'END'
unqualified-search-registries = []
short-name-mode = "disabled"
[aliases]
"eclipse-temurin" = "localhost/eclipse-temurin"
END
  export CONTAINERS_STORAGE_CONF=$STATE/storage.conf CONTAINERS_REGISTRIES_CONF=$STATE/registries.conf
  export BUILDAH_ISOLATION=chroot TMPDIR=$STATE/tmp
}

# Hybrid control groups stop crun: podman sees none, in a mount namespace of its own.
podman_() {
  unshare -m --propagation private bash -c 'umount /sys/fs/cgroup/unified 2>/dev/null; exec "$@"' bash \
    podman --cgroup-manager cgroupfs --events-backend file --runtime crun --tmpdir "$STATE/run/libpod" "$@"
}

clean_up() {
  podman_ rm -f -t 5 "$NAME" >/dev/null 2>&1 || true
  podman_ volume rm "$VOLUME" >/dev/null 2>&1 || true
  buildah rm -a >/dev/null 2>&1 || true
  buildah rmi --prune >/dev/null 2>&1 || true
  rm -rf "$STATE"/tmp "$STATE"/run
}

has_image() { buildah inspect --type image "$1" >/dev/null 2>&1; }

debian_root() {
  # shellcheck disable=SC1091
  mmdebstrap --quiet --variant=essential --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$1"
}

# commit_base TAG RUNTIME: a Debian with a Java runtime where the official images have theirs.
commit_base() {
  local container
  container=$(buildah from scratch)
  buildah add --quiet "$container" "$STATE/tmp/debian.tar" / >/dev/null
  # The machine may reach its package mirrors by a certificate of its own.
  buildah copy --quiet "$container" /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt >/dev/null
  buildah copy --quiet "$container" "$2" /opt/java/openjdk >/dev/null
  buildah config --env JAVA_HOME=/opt/java/openjdk --env LANG=C.UTF-8 \
    --env PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
  buildah commit --quiet --rm --format docker "$container" "localhost/eclipse-temurin:$1" >/dev/null
}

copy_jdk() {
  mkdir -p "$2"
  tar -C "$1" --exclude=./lib/src.zip --exclude=./man -c . | tar -C "$2" -x
  rm -f "$2/lib/security/cacerts"
  cp -L "$1/lib/security/cacerts" "$2/lib/security/cacerts"
}

make_base_images() {
  if has_image localhost/eclipse-temurin:25-jdk && has_image localhost/eclipse-temurin:25-jre; then
    return
  fi
  step "making the base images"
  debian_root "$STATE/tmp/debian.tar"
  local jdk
  jdk=$(find_jdk_25)
  copy_jdk "$jdk" "$STATE/tmp/jdk"
  commit_base 25-jdk "$STATE/tmp/jdk"
  "$jdk/bin/jlink" --add-modules "$JRE_MODULES" --strip-java-debug-attributes --no-header-files --no-man-pages --generate-cds-archive --output "$STATE/tmp/jre"
  commit_base 25-jre "$STATE/tmp/jre"
  rm -rf "$STATE"/tmp/{debian.tar,jdk,jre}
}

build_image() {
  step "building the image"
  # This machine's Maven home takes the place of the Dockerfile's cache: nothing is downloaded twice.
  env -u MAVEN_USER_HOME ./mvnw --version >/dev/null
  buildah build --layers --pull-never --network host --format docker --volume "$HOME/.m2:/root/.m2" --tag "$IMAGE" . \
    >"$STATE/tmp/build.log" 2>&1 || { cat "$STATE/tmp/build.log" && return 1; }
  echo "image size: $(podman_ image inspect --format '{{.Size}}' "$IMAGE" | awk '{ printf "%d MB", $1 / 1000000 }')"
}


free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)); (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

at_most() { echo $(($1 < $2 ? $1 : $2)); }

hard_limit() {
  local limit
  limit=$(ulimit "$1")
  [ "$limit" = unlimited ] && limit=1048576
  echo "$limit"
}

start_container() {
  step "starting the container"
  # Limits above the caller's own cannot be set in a sandbox, and podman asks for more than that by itself.
  podman_ run --detach --name "$NAME" --pull never --network host --cgroups=disabled \
    --ulimit "nofile=$(hard_limit -Hn):$(hard_limit -Hn)" \
    --ulimit "nproc=$(at_most "$(hard_limit -Hu)" 32768):$(at_most "$(hard_limit -Hu)" 32768)" \
    --read-only --tmpfs /tmp:size=512m,mode=1777,noexec,nosuid,nodev --volume "$VOLUME:/data" --cap-drop=all --security-opt=no-new-privileges \
    --no-healthcheck --env "SERVER_PORT=$PORT" "$IMAGE" >/dev/null
  find_process
}

find_process() { PID=$(podman_ inspect --format '{{.State.Pid}}' "$NAME"); }

restart_container() {
  podman_ start "$NAME" >/dev/null
  find_process
}

get() { curl --silent --show-error --max-time 10 --noproxy '*' "$@"; }

# eventually SECONDS COMMAND...: tries until the command succeeds or the container has ended.
eventually() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    [ -d "/proc/$PID" ] && [ "$SECONDS" -lt "$end" ] || return 1
    sleep 0.5
  done
}

is_ready() { [ "$(get --output /dev/null --write-out '%{http_code}' "$BASE$READY_PATH" 2>/dev/null)" = 200 ]; }

status_line() { grep "^$1:" "/proc/$PID/status" | tr -s '\t ' ' '; }

runs_as_10001() {
  [ "$(status_line Uid)" = "Uid: 10001 10001 10001 10001" ] && [ "$(status_line Gid)" = "Gid: 10001 10001 10001 10001" ]
}

has_no_capabilities() {
  [ "$(status_line CapEff)" = "CapEff: 0000000000000000" ] && [ "$(status_line CapBnd)" = "CapBnd: 0000000000000000" ]
}

gains_no_privileges() { [ "$(status_line NoNewPrivs)" = "NoNewPrivs: 1" ]; }

root_is_read_only() { awk '$5 == "/" { found = $6 ~ /^ro(,|$)/ } END { exit !found }' "/proc/$PID/mountinfo"; }

only_writes_data_and_tmp() {
  podman_ exec "$NAME" bash -c 'touch /data/.probe /tmp/.probe && rm /data/.probe /tmp/.probe && ! touch /app/.probe 2>/dev/null'
}

# Asked by hand: without systemd podman has nobody who would call it.
is_healthy() {
  local test
  test=$(podman_ image inspect --format '{{json .HealthCheck.Test}}' "$IMAGE" | jq -r 'select(.[0] == "CMD") | .[1]')
  [ -n "$test" ] && podman_ exec "$NAME" "$test" "$READY_PATH"
}

# status_of LOCATION: an answer that is not a job is no status.
status_of() { get "$BASE$1" 2>/dev/null | tee "$STATE/tmp/job.json" | jq -r '.status' 2>/dev/null || true; }

has_ended() {
  case $(status_of "$1") in succeeded | failed | cancelled) ;; *) return 1 ;; esac
}

has_succeeded() { [ "$(status_of "$1")" = succeeded ]; }

# request_job EPOCHS
request_job() {
  get --include --header 'Content-Type: application/json' --data @- "$BASE/api/v1/jobs" <<END | tr -d '\r'
{
  "name": "container check",
  "model": "check",
  "data": {"dataset": "sunspots-yearly", "problem": "forecast", "targets": ["sunspots"], "window": 22, "horizon": 3},
  "network": {"type": "lstm", "layers": [8]},
  "training": {"epochs": $1}
}
END
}

# submit_job EPOCHS: leaves the job's path in JOB.
submit_job() {
  request_job "$1" >"$STATE/tmp/answer"
  JOB=$(sed -nE 's,^location: *(https?://[^/]*)?(/.*)$,\2,Ip' "$STATE/tmp/answer")
  if ! head -n 1 "$STATE/tmp/answer" | grep -q ' 202' || [ -z "$JOB" ]; then
    cat "$STATE/tmp/answer" <(echo)
    return 1
  fi
}

is_running() { [ "$(status_of "$JOB")" = running ]; }

train_a_job() {
  submit_job 2 || return 1
  eventually 120 has_ended "$JOB" || true
  has_succeeded "$JOB" || { cat "$STATE/tmp/job.json" <(echo) && return 1; }
}

start_a_long_job() { submit_job 100000 && eventually 60 is_running; }

keeps_the_job() { [ -n "${JOB-}" ] && eventually 90 is_ready && has_succeeded "$JOB"; }

# Not grep -q: its early end would break the pipe, and with pipefail the check.
# shellcheck disable=SC2143
has_vectors() { [ -n "$(podman_ logs "$NAME" 2>&1 | grep 'Using incubator modules: .*jdk.incubator.vector')" ]; }

has_data() { [ -n "$(podman_ exec "$NAME" bash -c 'ls -A /data')" ]; }

stops_in_order() {
  local begin=$SECONDS code
  podman_ stop -t 30 "$NAME" >/dev/null
  code=$(podman_ inspect --format '{{.State.ExitCode}}' "$NAME")
  echo "   exit code $code after $((SECONDS - begin)) s"
  # A JVM that ends on SIGTERM answers 143; 137 would mean that it had to be killed.
  [ "$code" = 143 ] || [ "$code" = 0 ]
}

install_packages
configure_storage
trap clean_up EXIT
make_base_images
build_image

PORT=$(free_port)
BASE=http://127.0.0.1:$PORT
start_container
check "$READY_PATH answers 200" eventually 90 is_ready
check "has the vector module" has_vectors
check "runs as 10001:10001" runs_as_10001
check "/ is read-only" root_is_read_only
check "has no capabilities" has_no_capabilities
check "can gain no privileges" gains_no_privileges
check "writes in /data and /tmp only" only_writes_data_and_tmp
check "the image's own health check passes" is_healthy
step "training"
check "a job trains over HTTP" train_a_job
check "the data is on the volume" has_data
step "stopping"
check "stops on SIGTERM" stops_in_order
step "starting it again"
restart_container
check "the job is still there" keeps_the_job
check "a long job trains" start_a_long_job
check "stops on SIGTERM while it trains" stops_in_order
[ "$failures" = 0 ] || podman_ logs --tail 40 "$NAME"
step "$failures checks failed"
exit "$((failures > 0))"
