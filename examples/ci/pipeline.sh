#!/usr/bin/env bash
# What a CI does with a project: check | plan | deploy | drift. Needs bash, node, and the Pulumi CLI on the PATH.
# Put it beside Pulumi.yaml. docs/ci.md of pulumi-tencentcos says what the jobs need; $STACK is the stack, prod if not set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
stack=${STACK:-prod}
export PULUMI_SKIP_UPDATE_CHECK=true PATH=$PWD/node_modules/.bin:$PATH

# A whole life of the program on the emulator: created, nothing to do, destroyed. Needs no account and no secret.
check() {
  # Settings of the real account must not reach it.
  unset TENCENTCLOUD_SECURITY_TOKEN TENCENTCOS_PATH_STYLE
  work=$(mktemp -d)
  # A file with the values that the program asks for may stand in the repository; one that init makes is taken away again.
  made=
  [ -e Pulumi.check.yaml ] || made=Pulumi.check.yaml
  : >"$work/emulator"
  pulumi-tencentcos emulator --port 0 >>"$work/emulator" &
  emulator=$!
  # shellcheck disable=SC2064
  trap "kill $emulator 2>/dev/null || true; rm -rf '$work' $made" EXIT
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
  pulumi preview --stack "$stack" --refresh --diff --color never --non-interactive >plan.txt 2>&1 || status=$?
  {
    printf '### Plan for %s\n\n' "$stack"
    printf '<details open><summary>pulumi preview --refresh --diff</summary>\n\n~~~~~diff\n'
    # The backend for S3 complains that COS has no check sums of Amazon's. Diffs are coloured by the mark at the beginning of
    # the line; comments end at 65,536 characters.
    sed -E '/^SDK .* WARN Response has no supported checksum/d; s/^( +)([-+~])/\2\1/; s/^~/!/' plan.txt | head -c 60000
    printf '\n~~~~~\n</details>\n'
  } >plan.md
  cat plan.txt
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

case ${1-} in
check | plan | deploy | drift) "$1" ;;
*)
  echo "usage: $0 check | plan | deploy | drift" >&2
  exit 64
  ;;
esac
