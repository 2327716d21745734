"""E2: discovery of configs, scanners, policies, patches."""
