#!/usr/bin/env bash
# What a CI does with a project: check | plan | deploy | drift. Needs bash, node, and the Pulumi CLI on the PATH.
# Put it beside Pulumi.yaml. docs/ci.md of pulumi-tencentcos says what the jobs need; $STACK is the stack, prod if not set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
stack=${STACK:-prod}
export PULUMI_SKIP_UPDATE_CHECK=true PATH=$PWD/node_modules/.bin:$PATH

# Bytes of a plan that a comment holds, beside its frame: GitHub takes 65,536 characters.
most=60000

# A whole life of the program on the emulator: created, nothing to do, destroyed. Needs no account and no secret.
check() {
  # Nothing of the job's environment reaches the program of a pull request but what any program needs: no key, no token.
  if [ "${CLEAN-}" != yes ]; then
    local kept=(CLEAN=yes) name
    for name in PATH HOME USER TMPDIR LANG LC_ALL TERM CI HTTPS_PROXY HTTP_PROXY NO_PROXY https_proxy http_proxy no_proxy \
      NODE_EXTRA_CA_CERTS PULUMI_HOME PULUMI_NODEJS_TRANSPILE_ONLY TENCENTCLOUD_REGION; do
      [ -z "${!name+set}" ] || kept+=("$name=${!name}")
    done
    env -i "${kept[@]}" bash "./${BASH_SOURCE[0]##*/}" check
    return
  fi
  work=$(mktemp -d)
  # A file with the values that the program asks for may stand in the repository; one that init makes is taken away again.
  [ -e Pulumi.check.yaml ] || made=Pulumi.check.yaml
  : >"$work/emulator"
  pulumi-tencentcos emulator --port 0 >>"$work/emulator" &
  emulator=$!
  until grep -q listening "$work/emulator"; do
    kill -0 "$emulator" || { cat "$work/emulator"; exit 1; }
    sleep 0.1
  done
  TENCENTCOS_ENDPOINT=$(sed -n 's/^COS emulator listening on //p' "$work/emulator")
  TENCENTCLOUD_APP_ID=$(sed -n 's/.*config set tencentcos:appId //p' "$work/emulator")
  eval "$(grep -o 'export TENCENTCLOUD_.*' "$work/emulator")"
  export TENCENTCOS_ENDPOINT TENCENTCLOUD_APP_ID TENCENTCLOUD_REGION=${TENCENTCLOUD_REGION:-ap-guangzhou}
  mkdir "$work/state"
  export PULUMI_BACKEND_URL=file://$work/state PULUMI_CONFIG_PASSPHRASE=check

  pulumi stack init check --non-interactive
  pulumi up --stack check --yes --skip-preview --non-interactive
  pulumi preview --stack check --refresh --expect-no-changes --non-interactive
  pulumi destroy --stack check --yes --skip-preview --non-interactive
}

# What up would do, with drift: plan.md fits a comment. Needs keys that may read.
plan() {
  local status=0
  work=$(mktemp -d)
  pulumi preview --stack "$stack" --refresh --diff --color never --non-interactive >"$work/plan" 2>&1 || status=$?
  cat "$work/plan"
  # The backend for S3 complains that COS has no check sums of Amazon's. Diffs are coloured by the mark at the beginning of the line.
  sed -E '/^SDK .* WARN Response has no supported checksum/d; s/^( +)([-+~])/\2\1/; s/^~/!/' "$work/plan" >"$work/diff"
  {
    printf '### Plan for %s\n\n' "$stack"
    printf '<details open><summary>pulumi preview --refresh --diff</summary>\n\n~~~~~diff\n'
    # Whole lines, by a reader that reads to the end: one that stops early ends this script by SIGPIPE.
    LC_ALL=C awk -v most="$most" '
      { size += length($0) + 1; lines++ }
      size <= most { print; shown++ }
      END { if (shown < lines) printf "… %d lines more: see the log of the job\n", lines - shown }' "$work/diff"
    printf '~~~~~\n</details>\n'
  } >plan.md
  return "$status"
}

# Makes COS what the program says, and puts back what was changed by hand. Needs keys that may write.
deploy() {
  pulumi up --stack "$stack" --yes --refresh --non-interactive
}

# Ends with 2 when something is not as it was deployed, with reports for people and for the CI. Needs keys that may read.
drift() {
  pulumi-tencentcos drift --stack "$stack" --undeclared \
    --out drift.md --out drift.html --out drift.xml --out drift.sarif
}

finish() {
  [ -z "${emulator-}" ] || kill "$emulator" 2>/dev/null || true
  rm -rf ${work:+"$work"} ${made:+"$made"}
  [ -z "${token-}" ] || printf '\n::%s::\n' "$token"
}

case ${1-} in
check | plan | deploy | drift)
  trap finish EXIT
  # Anybody may have written what a plan shows: GitHub takes no command from the log until it finds this word again.
  if [ -n "${GITHUB_ACTIONS-}" ]; then
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '::stop-commands::%s\n' "$token"
  fi
  "$1"
  ;;
*)
  echo "usage: $0 check | plan | deploy | drift" >&2
  exit 64
  ;;
esac
