#!/usr/bin/env bash
# Applies one file and waits for its deployments.
set -euo pipefail

file="${1:?usage: scripts/rollout.sh FILE}"
namespace="${NAMESPACE:-shop}"

kubectl apply --namespace "$namespace" --filename "$file"
kubectl get --filename "$file" --namespace "$namespace" --output name |
  grep '^deployment' |
  xargs --no-run-if-empty -n 1 kubectl rollout status --namespace "$namespace" --timeout 5m
